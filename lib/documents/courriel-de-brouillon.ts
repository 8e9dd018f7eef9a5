/** To an applicant whose answers wait: when they will be erased. No name, no number, no link that signs in. */
import type { Jour } from '#lib/domain/calendrier.ts'
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
    `Pour finir, rendez-vous sur ${siteUrl}/renouveler et connectez-vous comme la première fois.`,
    '',
    'Vous avez déjà renouvelé, ou vous ne voulez pas finir ? Ne faites rien.',
  ].join('\n'),
})
