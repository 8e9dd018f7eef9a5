/** Above a form that opens with what was typed before and not recorded: kept as it was typed, or sent without a session. */
import type { ReactNode } from 'react'
import { formatInstant } from '#lib/documents/heures.ts'
import type { SaisieARecopier } from '#lib/documents/saisie-gardee.ts'
import type { PartieGardee } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { EffacerForm } from './effacer.form.tsx'

/** When what is shown was kept, where the demande lives. */
export const Instant = ({ at, territoire }: Readonly<{ at: Date; territoire: Territoire }>) => (
  <time dateTime={at.toISOString()}>{formatInstant(at, territoire)}</time>
)

type Props = Readonly<{
  demande: string
  partie: PartieGardee
  gardeeLe: ReactNode
  aRecopier?: SaisieARecopier | undefined
}>

/** `aRecopier`: what the fields of the page can no longer take, since they now ask of somebody else. */
export function Reprise({ demande, partie, gardeeLe, aRecopier }: Props) {
  return (
    <div className="fr-alert fr-alert--warning fr-mb-3w" role="status">
      <p>
        Vous aviez commencé ce formulaire : <strong>rien n’est encore enregistré</strong> dans votre demande. Ce que
        vous aviez écrit a été gardé le {gardeeLe}.{' '}
        {aRecopier
          ? 'Depuis, votre demande a changé : recopiez, de ce qui y était écrit, ce qui est encore juste. Tant que ce texte vous attend, ce que vous écrivez dessous n’est gardé qu’une fois enregistré.'
          : 'Relisez, puis enregistrez. Si ce n’est pas de vous, effacez-le.'}
      </p>
      {aRecopier ? (
        <dl>
          {aRecopier.map(({ nom, libelle, valeur }) => (
            <div key={nom}>
              <dt>{libelle}</dt>
              <dd>{valeur}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <EffacerForm demande={demande} partie={partie} />
    </div>
  )
}
