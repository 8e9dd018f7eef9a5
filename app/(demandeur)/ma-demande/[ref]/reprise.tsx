/** Above a form that opens with what was typed before the session went out. */
import type { SaisieARecopier } from '#lib/documents/saisie-gardee.ts'
import type { PartieGardee } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { EffacerForm } from './effacer.form.tsx'

type Props = Readonly<{ demande: string; partie: PartieGardee; aRecopier?: SaisieARecopier | undefined }>

/** `aRecopier`: what the fields of the page can no longer take, since they now ask of somebody else. */
export function Reprise({ demande, partie, aRecopier }: Props) {
  return (
    <div className="fr-alert fr-alert--warning fr-mb-3w" role="status">
      <p>
        Votre session s’est terminée avant votre envoi : <strong>rien n’est encore enregistré</strong>.{' '}
        {aRecopier
          ? 'Depuis, votre demande a changé : recopiez ci-dessous ce que vous aviez écrit.'
          : 'Voici ce que vous aviez écrit : relisez, puis enregistrez.'}
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
