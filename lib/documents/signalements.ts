/** What is said to who reported an error. */
import type { EnvoiDeSignalement } from '#lib/domain/guichet/destinataires.ts'

const SUITES = {
  centre: 'est envoyé à l’organisme qui tient cette fiche. Il la corrige s’il le faut.',
  gestionnaires: 'est envoyé au gestionnaire qui répond de cette fiche. Il la corrige s’il le faut.',
  'les-deux':
    'est envoyé à l’organisme qui tient cette fiche, et au gestionnaire du territoire. L’un d’eux la corrige s’il le faut.',
  personne:
    'est inscrit dans la liste que lira le gestionnaire du territoire. Personne n’en est prévenu par courriel : si cette erreur peut faire venir quelqu’un pour rien, prévenez aussi l’organisme lui-même.',
} as const satisfies Record<EnvoiDeSignalement, string>

/** « Votre signalement sur « Mairie » est envoyé à … » : to whom it really goes (R-SIG-04). */
export const phraseDeSignalement = (nom: string, envoi: EnvoiDeSignalement): string =>
  `Votre signalement sur « ${nom} » ${SUITES[envoi]}`
