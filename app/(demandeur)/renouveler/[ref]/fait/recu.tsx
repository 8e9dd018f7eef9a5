/** What is kept of a renewal: its day, its attestation where it has one, its number where it was sent here. */
import { formatJourEntier } from '#lib/documents/jours.ts'
import { formatRecu } from '#lib/documents/recu.ts'
import { isRenouvellementAtteste } from '#lib/domain/attestation/droit.ts'
import type { RenouvellementLu } from '#lib/usecases/open-renouvellement.ts'

type Props = Readonly<{ reference: string; dernier: NonNullable<RenouvellementLu['dernier']> }>

export const Recu = ({ reference, dernier }: Props) => (
  <>
    <p className="fr-text--lg">
      C’est fait. Votre numéro et votre ancienneté ne changent pas. Renouvelée le{' '}
      <time dateTime={dernier.le}>{formatJourEntier(dernier.le)}</time>.
    </p>
    {isRenouvellementAtteste(dernier) ? (
      <p>
        <a className="fr-btn" href={`/ma-demande/${reference}/attestations/${dernier.rang}`}>
          Télécharger mon attestation
        </a>
      </p>
    ) : (
      <p>Un autre service a reçu ce renouvellement. Demandez-lui votre attestation.</p>
    )}
    {dernier.cle ? (
      <p>
        Numéro de reçu : <span className="renouveler__recu">{formatRecu(dernier.cle)}</span>
        <br />
        <span className="discret">Donnez-le si vous nous appelez à propos de ce renouvellement.</span>
      </p>
    ) : null}
  </>
)
