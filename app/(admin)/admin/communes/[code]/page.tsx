import type { Metadata } from 'next'
import Link from 'next/link'
import { loadDeclaredChiffres } from '#db/queries/administration-communes.ts'
import { formatJour } from '#lib/documents/horaires.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { jourLocal, parseJour } from '#lib/domain/calendrier.ts'
import { ANNEE_MINIMALE, isAnnee, listOrigines, openSaisie } from '#lib/domain/guichet/saisie-de-chiffres.ts'
import { pathOfCommune } from '#lib/domain/territoire/slug.ts'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { ChiffresForm } from '../chiffres.form.tsx'

export const metadata: Metadata = { title: 'Chiffres d’une commune' }
export const acces = 'consulter-chiffres'

type Props = {
  params: Promise<{ code: string }>
  searchParams: Promise<{ annee?: string | string[]; enregistre?: string }>
}

/** The help of a field that the rows do not say alike; undefined when they do. */
function aideDeMelange(dites: readonly (string | null)[], aucune: string): string | undefined {
  if (dites.length < 2) return undefined
  const list = dites.map((dite) => {
    const day = dite && parseJour(dite)
    return day ? formatJour(day) : (dite ?? aucune)
  })
  return `Les lignes en ont plusieurs : ${list.join(' ; ')}. Laissez vide pour garder celle de chaque ligne ; ce que vous écrivez vaut pour toutes.`
}

export default pagePrivee(acces, async ({ acteur, maintenant }, { params, searchParams }: Props) => {
  const [{ code }, query] = await Promise.all([params, searchParams])
  const le = jourLocal(maintenant, 'Europe/Paris')
  const asked = Number(typeof query.annee === 'string' ? query.annee : Number.NaN)
  const annee = isAnnee(asked, le) ? asked : Number(le.slice(0, 4))
  const found = /^\d[0-9AB]\d{3}$/.test(code) ? await loadDeclaredChiffres(acteur, code, annee) : undefined
  if (!found) {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  const { commune, rows, annees, version } = found
  const mayEdit = checkAcces(acteur, 'modifier-chiffres', { departements: [commune.departement], centreId: null }).ok
  return (
    <div className="admin__fiche">
      <h1>
        {commune.nom}, chiffres de {annee}
      </h1>
      {query.enregistre !== undefined ? (
        <Succes>
          Les chiffres sont publiés.{' '}
          <Link href={pathOfCommune(commune)} prefetch={false}>
            Voir la page de la commune
          </Link>
        </Succes>
      ) : null}
      <form className="admin__outils" method="get">
        <div className="fr-input-group">
          <label className="fr-label" htmlFor="annee">
            Année
            <span className="fr-hint-text">
              {annees.length > 0 ? `Déjà déclarées : ${annees.join(', ')}.` : 'Aucune année n’est déclarée.'}
            </span>
          </label>
          <input
            className="fr-input"
            id="annee"
            name="annee"
            type="number"
            min={ANNEE_MINIMALE}
            max={le.slice(0, 4)}
            defaultValue={annee}
          />
        </div>
        <button type="submit" className="fr-btn fr-btn--secondary">
          Voir cette année
        </button>
        <Link className="fr-link" href={`/admin/journal?commune=${commune.codeInsee}`} prefetch={false}>
          Historique
        </Link>
      </form>
      <p>
        Logements au 1<sup>er</sup> janvier {annee}, demandes à la date d’arrêt, attributions dont le bail a été signé
        en {annee - 1}.
      </p>
      {mayEdit ? (
        <ChiffresForm
          key={annee}
          codeInsee={commune.codeInsee}
          annee={annee}
          version={version}
          initial={openSaisie(rows)}
          aides={{
            arreteAu: aideDeMelange(listOrigines(rows, 'arreteAu'), 'aucune date'),
            source: aideDeMelange(listOrigines(rows, 'source'), 'aucune source'),
          }}
        />
      ) : (
        <p>Seul le gestionnaire territorial du département {commune.departement} modifie ces chiffres.</p>
      )}
    </div>
  )
})
