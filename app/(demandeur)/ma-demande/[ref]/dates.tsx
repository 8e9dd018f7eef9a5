/** The dates of a demande, in full: what comes, then what was. */
import { formatMois } from '#lib/documents/horaires.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { computeAnciennete, type Demande } from '#lib/domain/demande/demande.ts'

export const Le = ({ jour }: Readonly<{ jour: Jour }>) => <time dateTime={jour}>{formatJourEntier(jour)}</time>

const pluriel = (nombre: number, un: string, plusieurs: string) => `${nombre} ${nombre > 1 ? plusieurs : un}`

function formatAnciennete({ annees, mois }: ReturnType<typeof computeAnciennete>): string {
  const parts = [annees > 0 && pluriel(annees, 'an', 'ans'), mois > 0 && `${mois} mois`].filter(Boolean)
  return parts.length > 0 ? parts.join(' et ') : 'moins d’un mois'
}

type Props = Readonly<{ demande: Exclude<Demande, { statut: 'effacee' }>; le: Jour }>

export function Dates({ demande, le }: Props) {
  const { echeances } = demande
  return (
    <section className="renouveler__groupe" aria-labelledby="dates">
      <div className="renouveler__titre">
        <h2 id="dates">Vos dates</h2>
      </div>
      <dl className="renouveler__faits">
        {demande.statut === 'radiee' ? <Ligne libelle="Radiée (annulée) le" jour={demande.radieeLe} isForte /> : null}
        {echeances && demande.statut === 'active' ? (
          <>
            <Ligne libelle="Le renouvellement s’ouvre le" jour={echeances.ouvreLe} />
            <Ligne libelle="La demande est valable jusqu’au" jour={echeances.expireLe} />
            <Ligne libelle="Dernier jour pour renouveler" jour={echeances.dernierJour} isForte />
          </>
        ) : null}
        <div>
          <dt>Ancienneté</dt>
          <dd>
            <strong>{formatAnciennete(computeAnciennete(demande.ancienneteDepuis, le))}</strong>, depuis le{' '}
            <Le jour={demande.ancienneteDepuis} />
          </dd>
        </div>
        {demande.isDepotCompte ? (
          <div>
            <dt>Déposée</dt>
            <dd>en {formatMois(demande.deposeeLe)}</dd>
          </div>
        ) : (
          <Ligne libelle="Déposée le" jour={demande.deposeeLe} />
        )}
        {demande.enregistreeLe === null ? null : <Ligne libelle="Enregistrée le" jour={demande.enregistreeLe} />}
      </dl>
    </section>
  )
}

function Ligne({ libelle, jour, isForte = false }: Readonly<{ libelle: string; jour: Jour; isForte?: boolean }>) {
  const date = <Le jour={jour} />
  return (
    <div>
      <dt>{libelle}</dt>
      <dd>{isForte ? <strong>{date}</strong> : date}</dd>
    </div>
  )
}
