/** To an applicant whose answers wait: when they will be erased. No name, no number, no link that signs in. */
import type { Jour } from '#lib/domain/calendrier.ts'
import { adresseATaper } from './adresse-a-taper.ts'
import type { Courriel } from './courriels.ts'
import { formatJourEntier } from './jours.ts'

export const courrielDeBrouillon = ({
  effaceLe,
  siteUrl,
}: Readonly<{ effaceLe: Jour; siteUrl: string }>): Courriel => ({
  objet: 'Vos réponses vont être effacées',
  corps: [
    'Bonjour,',
    '',
    'Vous avez commencé à renouveler votre demande de logement social sur notre portail, sans finir.',
    `Ce que vous avez écrit sera effacé à partir du ${formatJourEntier(effaceLe)}. Votre demande, elle, ne change pas.`,
    '',
    // R-RAT-08 — choix du portail : aucun message ne porte un lien par lequel on se connecte
    `Pour finir, tapez l’adresse ${adresseATaper(siteUrl)} dans votre navigateur, ouvrez « Renouveler ma demande » et connectez-vous comme la première fois.`,
    '',
    'Vous avez déjà renouvelé, ou vous ne voulez pas finir ? Ne faites rien.',
  ].join('\n'),
})
