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
        Ce formulaire a été envoyé après la fin de votre session : <strong>rien n’est encore enregistré</strong>.{' '}
        {aRecopier
          ? 'Depuis, votre demande a changé : recopiez, de ce qui y était écrit, ce qui est encore juste.'
          : 'Voici ce qui y était écrit : relisez, puis enregistrez. Si ce n’est pas de vous, effacez-le.'}
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
