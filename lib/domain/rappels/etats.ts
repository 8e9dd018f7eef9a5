/** What becomes of a sending, and when the outside was last heard of one. */
import type { CanalDeRappel } from './jalons.ts'

/** Name of the setting that keeps when the outside last said something of what left by this channel. */
export const reglageDuRetour = (canal: CanalDeRappel): string => `dernier-retour-${canal}`

/** What became of a reminder. */
export const ETATS_DE_RAPPEL = [
  'a-envoyer',
  'en-cours',
  /** A letter that waits for a gestionnaire to take it. */
  'a-prendre',
  /** Printed with a batch, and not handed over yet. */
  'pris',
  /** Accepted by the gateway, the mail server, or the post. */
  'envoye',
  /** The receipt says that it arrived. */
  'remis',
  'echec',
  'annule',
  /** It may have left: asked of the gateway, or of a person; never sent again blindly. */
  'a-verifier',
] as const
export type EtatDeRappel = (typeof ETATS_DE_RAPPEL)[number]
