import type { Metadata } from 'next'
import Link from 'next/link'
import { findRetourDImport, MODIFIES_PAR_PAGE } from '#db/queries/retours.ts'
import { formatNombre } from '#lib/documents/chiffres.ts'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { pagePrivee } from '../../../page-privee.tsx'
import { plural } from '../../textes.ts'
import { revertAction } from './annulation.action.ts'
import { Modifie } from './modifie.tsx'

export const metadata: Metadata = { title: 'Annuler un recensement' }
export const acces = 'publier-recensement'

type Query = Readonly<Record<string, string | string[] | undefined>>
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> }
type Retour = NonNullable<Awaited<ReturnType<typeof findRetourDImport>>>

/** What will happen, one line for each kind of change. */
function suitesDe({ comptes: { points, chiffres } }: Retour): string[] {
  const figures = chiffres.remplacer + chiffres.retablir
  const lines: readonly (readonly [count: number, sentence: string])[] = [
    [
      points.retirer,
      plural(points.retirer, 'point créé par ce fichier sera retiré', 'points créés par ce fichier seront retirés'),
    ],
    [
      points.remplacer,
      plural(
        points.remplacer,
        'point modifié reprendra sa version d’avant',
        'points modifiés reprendront leur version d’avant',
      ),
    ],
    [
      points.retablir,
      plural(points.retablir, 'point retiré sera de nouveau publié', 'points retirés seront de nouveau publiés'),
    ],
    [
      chiffres.retirer,
      plural(chiffres.retirer, 'ligne de chiffres sera retirée', 'lignes de chiffres seront retirées'),
    ],
    [
      figures,
      plural(
        figures,
        'ligne de chiffres reprendra ses valeurs d’avant',
        'lignes de chiffres reprendront leurs valeurs d’avant',
      ),
    ],
  ]
  return lines.flatMap(([count, sentence]) => (count > 0 ? [`${sentence}.`] : []))
}

export default pagePrivee(acces, async ({ acteur }, { params, searchParams }: Props) => {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const page = typeof query.page === 'string' && /^[1-9]\d{0,3}$/.test(query.page) ? Number(query.page) : 1
  const retour = await findRetourDImport(acteur, id, page)
  if (!retour) {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  const suites = suitesDe(retour)
  const { modifies, premier, total } = retour
  const nothing = suites.length === 0 && modifies.length === 0
  return (
    <div className="admin__fiche">
      <p className="fr-mb-1w">
        <Link href={`/admin/recensements/${id}`} prefetch={false}>
          Revenir au recensement
        </Link>
      </p>
      <h1>Annuler cet import</h1>
      <p>
        <strong>{retour.fichierNom}</strong>
        {retour.publieAt ? (
          <>
            , publié le <Moment at={retour.publieAt} />
          </>
        ) : null}
        {retour.chiffresPubliesAt ? (
          <>
            , chiffres publiés le <Moment at={retour.chiffresPubliesAt} />
          </>
        ) : null}
        .
      </p>
      {nothing ? <p>Il n’y a rien à annuler : tout est comme avant cet import.</p> : null}
      {suites.length > 0 ? (
        <>
          <p>Le public verra de nouveau ce qui était publié avant :</p>
          <ul>
            {suites.map((suite) => (
              <li key={suite}>{suite}</li>
            ))}
          </ul>
        </>
      ) : null}
      {retour.chiffresDAutrui ? (
        <p>Les chiffres des communes que votre gestionnaire a publiés restent en place.</p>
      ) : null}
      {nothing ? null : (
        <Formulaire
          action={revertAction}
          bouton={retour.dejaAnnule && suites.length === 0 ? 'Rendre aussi ce que j’ai coché' : 'Annuler cet import'}
          enCours="Annulation…"
        >
          <input type="hidden" name="id" value={id} />
          {modifies.length > 0 ? (
            <fieldset className="fr-mb-3w admin__choix">
              <legend className="fr-h5">
                {plural(total, 'élément attend votre choix', 'éléments attendent votre choix')}
              </legend>
              <p>
                Ces éléments ont changé depuis l’import, ou un autre point a pris leur place. Ils restent comme ils
                sont. Cochez ceux qui doivent revenir.
              </p>
              {total > modifies.length ? (
                <p>
                  Voici les éléments {formatNombre(premier)} à {formatNombre(premier + modifies.length - 1)}. Seuls ceux
                  que vous cochez sur cette page reviennent ; ensuite, vous choisirez parmi les autres ici même.
                </p>
              ) : null}
              <ul className="admin__changements">
                {modifies.map((one) => (
                  <Modifie key={one.cle} one={one} />
                ))}
              </ul>
            </fieldset>
          ) : null}
        </Formulaire>
      )}
      {total > modifies.length ? (
        <nav className="admin__actions fr-mt-3w" aria-label="Pages d’éléments">
          {premier > 1 ? (
            <Link href={`/admin/recensements/${id}/annuler?page=${(premier - 1) / MODIFIES_PAR_PAGE}`} prefetch={false}>
              Éléments précédents
            </Link>
          ) : null}
          {premier + modifies.length <= total ? (
            <Link
              href={`/admin/recensements/${id}/annuler?page=${(premier - 1) / MODIFIES_PAR_PAGE + 2}`}
              prefetch={false}
            >
              Éléments suivants
            </Link>
          ) : null}
        </nav>
      ) : null}
      {nothing ? null : (
        <p className="fr-mt-3w">
          Rien n’est perdu : chaque changement reste au{' '}
          <Link href="/admin/journal" prefetch={false}>
            journal
          </Link>
          , et l’import peut être publié de nouveau.
        </p>
      )}
    </div>
  )
})
