/** The attestations that a demande has, the last first. */
import { formatJourEntier } from '#lib/documents/jours.ts'
import { type FaitDeRang, listAttestations, NATURES_D_ATTESTATION } from '#lib/domain/attestation/droit.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'

type Props = Readonly<{ demande: Demande; faits: readonly FaitDeRang[] }>

export function Attestations({ demande, faits }: Props) {
  const dues = listAttestations(demande, faits).toReversed()
  if (dues.length === 0) return null
  return (
    <section className="renouveler__groupe" aria-labelledby="attestations">
      <div className="renouveler__titre">
        <h2 id="attestations">Vos attestations</h2>
      </div>
      <ul className="fr-raw-list">
        {dues.map(({ rang, nature, le }) => (
          <li key={rang}>
            <a
              className="fr-link fr-icon-download-line fr-link--icon-left"
              href={`/ma-demande/${demande.ref}/attestations/${rang}`}
            >
              {NATURES_D_ATTESTATION[nature]} du {formatJourEntier(le)} (PDF)
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
