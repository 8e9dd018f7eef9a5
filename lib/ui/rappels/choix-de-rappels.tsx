'use client'
/** How somebody wants to be told, and the way to be told no more: the same two forms by a link and signed in. */
import type { ComponentProps } from 'react'
import { Cases } from '#lib/ui/formulaire/champs.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'

const LIBELLES = { canaux: 'Comment voulez-vous être prévenu ?' }
const CANAUX = [
  ['sms', 'Par SMS'],
  ['courriel', 'Par courriel'],
  ['courrier', 'Par courrier aussi'],
] as const
type Action = ComponentProps<typeof Formulaire>['action']

type Props = Readonly<{
  changer: Action
  arreter: Action
  /** The hidden field that says whose choices they are. */
  cle: Readonly<{ nom: 'jeton' | 'id'; valeur: string }>
  /** `isArrete`: its mobile answered STOP, and choosing SMS would change nothing (R-RAP-62). */
  choix: Readonly<{ sms: boolean; courriel: boolean; courrier: boolean; isArrete: boolean }>
  /** They have just been recorded. */
  isEnregistre: boolean
  /** Where who is signed in signs in again. */
  connexion?: string
}>

export function ChoixDeRappels({ changer, arreter, cle, choix, isEnregistre, connexion }: Props) {
  const { isArrete } = choix
  const canaux = (['sms', 'courriel', 'courrier'] as const).filter((canal) => choix[canal])
  const cache = <input type="hidden" name={cle.nom} value={cle.valeur} />
  const offerts = isArrete ? CANAUX.filter(([canal]) => canal !== 'sms') : CANAUX
  const entree = connexion ? { connexion } : {}
  return (
    <>
      {isEnregistre ? (
        <div className="fr-alert fr-alert--success fr-mb-3w" role="status">
          <p>Vos choix sont enregistrés.</p>
        </div>
      ) : null}
      <p className="fr-text--lg">
        Choisissez comment vous parviennent l’avis de fin de validité et les rappels de votre demande de logement
        social.
      </p>
      {isArrete ? (
        <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-3w">
          <p>
            Le portable de cette demande a répondu STOP : aucun rappel n’y part plus par SMS. Pour en recevoir de
            nouveau, répondez START depuis ce portable au numéro de nos SMS, ou donnez un autre portable. Puis
            choisissez « Par SMS » sur cette page.
          </p>
        </div>
      ) : null}
      <Formulaire action={changer} bouton="Enregistrer mes choix" libelles={LIBELLES} initial={{ canaux }} {...entree}>
        {cache}
        <Cases nom="canaux" libelle={LIBELLES.canaux} options={offerts} obligatoire />
      </Formulaire>
      <p>
        Un message vous paraît étrange ? <a href="/nos-messages">Ce message vient-il de nous ?</a>
      </p>
      <h2>Ne plus rien recevoir</h2>
      <p>
        Vous ne recevrez plus ni SMS ni courriel. La loi veut que l’avis de fin de validité vous parvienne : il ne peut
        alors venir que par courrier, à l’adresse de votre demande.
      </p>
      <Formulaire action={arreter} bouton="Ne plus recevoir de message" secondaire prefixe="arret-" {...entree}>
        {cache}
      </Formulaire>
    </>
  )
}
