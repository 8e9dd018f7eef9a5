/** What may be reported of a point, and what becomes of it; code, then the French label. */
export const ETATS_DE_SIGNALEMENT = {
  recu: 'Reçu',
  'en-cours': 'En cours',
  corrige: 'Corrigé',
  'sans-suite': 'Sans suite',
} as const
export const NATURES_DE_SIGNALEMENT = {
  adresse: 'L’adresse est fausse',
  horaires: 'Les horaires sont faux',
  telephone: 'Le téléphone ne répond pas',
  ferme: 'Ce lieu est fermé',
  autre: 'Autre chose',
} as const
export type EtatDeSignalement = keyof typeof ETATS_DE_SIGNALEMENT

export const MESSAGE_MAX = 500
