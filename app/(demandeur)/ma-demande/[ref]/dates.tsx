/** The dates of a demande, in full: what comes, then what was. */
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
        {demande.statut === 'radiee' ? (
          <div>
            <dt>Radiée (annulée) le</dt>
            <dd>
              <strong>
                <Le jour={demande.radieeLe} />
              </strong>
            </dd>
          </div>
        ) : null}
        {echeances && demande.statut === 'active' ? (
          <>
            <div>
              <dt>Le renouvellement s’ouvre le</dt>
              <dd>
                <Le jour={echeances.ouvreLe} />
              </dd>
            </div>
            <div>
              <dt>La demande est valable jusqu’au</dt>
              <dd>
                <Le jour={echeances.expireLe} />
              </dd>
            </div>
            <div>
              <dt>Dernier jour pour renouveler</dt>
              <dd>
                <strong>
                  <Le jour={echeances.dernierJour} />
                </strong>
              </dd>
            </div>
          </>
        ) : null}
        <div>
          <dt>Ancienneté</dt>
          <dd>
            <strong>{formatAnciennete(computeAnciennete(demande.ancienneteDepuis, le))}</strong>, depuis le{' '}
            <Le jour={demande.ancienneteDepuis} />
          </dd>
        </div>
        <div>
          <dt>Déposée le</dt>
          <dd>
            <Le jour={demande.deposeeLe} />
          </dd>
        </div>
        <div>
          <dt>Enregistrée le</dt>
          <dd>
            <Le jour={demande.enregistreeLe} />
          </dd>
        </div>
      </dl>
    </section>
  )
}
