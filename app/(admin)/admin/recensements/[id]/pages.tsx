import Link from 'next/link'
import { SUITES_DE_CORRECTION } from '#lib/documents/recensement-corrections.ts'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { plural } from '../textes.ts'

type Query = string | string[] | undefined
/** The corrections are kept, and the reading that goes on takes them. */
const EN_LECTURE = 'en-lecture'

/** What became of the row that was just corrected; nothing for an address that says something else. */
export function Suite({ ligne, suite }: Readonly<{ ligne: Query; suite: Query }>) {
  const isLigne = typeof ligne === 'string' && /^\d{1,8}$/.test(ligne)
  if (isLigne && suite === EN_LECTURE)
    return <Succes>La ligne {ligne} est enregistrée. La lecture en cours en tient compte.</Succes>
  const said = Object.entries(SUITES_DE_CORRECTION).find(([statut]) => statut === suite)?.[1]
  if (!said || !isLigne) return null
  return (
    <Succes>
      La ligne {ligne} est enregistrée et le fichier relu : {said}.
    </Succes>
  )
}

const countOf = (query: Query): number | undefined =>
  typeof query === 'string' && /^\d{1,3}$/.test(query) ? Number(query) : undefined

/** The same of several rows that were corrected together. */
export function SuiteEnsemble({ ecrites, refusees }: Readonly<{ ecrites: Query; refusees: Query }>) {
  const [lignes, restent] = [countOf(ecrites), countOf(refusees)]
  if (lignes === undefined) return null
  if (refusees === EN_LECTURE)
    return (
      <Succes>
        {plural(lignes, 'ligne est enregistrée', 'lignes sont enregistrées')}. La lecture en cours en tient compte.
      </Succes>
    )
  if (restent === undefined) return null
  const dites =
    lignes === 0 ? 'Rien n’était à écrire' : plural(lignes, 'ligne est enregistrée', 'lignes sont enregistrées')
  return (
    <Succes>
      {dites} et le fichier relu :{' '}
      {restent === 0
        ? 'plus rien n’y est à corriger.'
        : `il reste quelque chose à corriger dans ${plural(restent, 'ligne', 'lignes')}.`}
    </Succes>
  )
}

/** The pages of a view, before and after this one. */
export function Pages({ adresse, page, suite }: Readonly<{ adresse: string; page: number; suite: boolean }>) {
  if (page === 1 && !suite) return null
  return (
    <nav className="admin__actions fr-mt-3w" aria-label="Pages de lignes">
      {page > 1 ? (
        <Link className="fr-btn fr-btn--secondary" href={`${adresse}&page=${page - 1}#lignes`} prefetch={false}>
          Lignes précédentes
        </Link>
      ) : null}
      {suite ? (
        <Link className="fr-btn fr-btn--secondary" href={`${adresse}&page=${page + 1}#lignes`} prefetch={false}>
          Lignes suivantes
        </Link>
      ) : null}
    </nav>
  )
}
