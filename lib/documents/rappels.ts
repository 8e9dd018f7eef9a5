/**
 * What the reminders say. An SMS may be read by anyone who holds the phone: no name, no number, no link to sign in, only
 * the day and where to type the address. Source: ADR 0037; GSM 03.38 for what one SMS holds.
 */
import type { Jour } from '#lib/domain/calendrier.ts'
import { isValiditeFinie } from '#lib/domain/demande/echeances.ts'
import type { Jalon, Suivi } from '#lib/domain/rappels/jalons.ts'
import { adresseATaper } from './adresse-a-taper.ts'
import type { Courriel } from './courriels.ts'
import { formatJourEntier } from './jours.ts'

/** Signs of one septet, and those of two. Source: GSM 03.38, default alphabet. */
const SEPTET =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const DEUX_SEPTETS = '\f^{}\\[~]|€'
const SEPTETS_AU_PLUS = 160

/** Septets of a text in the alphabet of GSM; undefined when a sign is not in it: the SMS would hold 70 signs only. */
export function septetsOf(texte: string): number | undefined {
  let septets = 0
  for (const signe of texte) {
    if (SEPTET.includes(signe)) septets += 1
    else if (DEUX_SEPTETS.includes(signe)) septets += 2
    else return undefined
  }
  return septets
}

/** `29/07/2027`. */
const formatCourt = (jour: Jour): string => jour.split('-').toReversed().join('/')

/** `isEnLigne`: the territory of the demande takes renewals by Internet. `le`: the civil day of the territory on which it leaves. */
type Dits = Readonly<{ suivi: Suivi; siteUrl: string; isEnLigne: boolean; le: Jour }>

function corpsDeSms(jalon: Jalon, { suivi, isEnLigne, le }: Dits, ou: string): string {
  const site = ou ? ` sur ${ou}` : ' sur internet'
  if (jalon === 'radiation')
    return `Logement social: votre demande est radiée, elle n'a pas été renouvelée. Un guichet peut vous aider: adresses${site}.`
  const [fin, dernierJour] = [formatCourt(suivi.expireLe), formatCourt(suivi.dernierJour)]
  // R-RAP-32 — choix du portail : un rappel ne promet aucun jour passé ; la validité finie, il dit jusqu’à quand renouveler
  if (isValiditeFinie(le, suivi))
    return isEnLigne
      ? `Logement social: plus que jusqu'au ${dernierJour} pour renouveler votre demande${site} ou au guichet. C'est gratuit.`
      : `Logement social: plus que jusqu'au ${dernierJour} pour renouveler votre demande, dans un guichet: adresses${site}. C'est gratuit.`
  // R-RAP-17 — choix du portail : un rappel n’envoie personne vers une porte fermée
  return isEnLigne
    ? `Logement social: votre demande finit le ${fin}. Renouvelez-la${site} ou au guichet, dernier jour le ${dernierJour}. C'est gratuit.`
    : `Logement social: votre demande finit le ${fin}. Renouvelez-la dans un guichet, dernier jour le ${dernierJour}: adresses${site}.`
}

/** The SMS of a step, in one piece: an address too long to fit is left out, and the person is sent to « internet ». */
export function smsDeRappel(jalon: Jalon, dits: Dits): string {
  const entier = corpsDeSms(jalon, dits, adresseATaper(dits.siteUrl))
  // R-RAP-15 — choix du portail : un SMS tient en un seul envoi, 160 signes de l’alphabet GSM
  return (septetsOf(entier) ?? Number.POSITIVE_INFINITY) <= SEPTETS_AU_PLUS ? entier : corpsDeSms(jalon, dits, '')
}

const OBJETS = {
  avis: 'Votre demande de logement social arrive à sa fin',
  relance: 'Votre demande de logement social est à renouveler',
  'dernier-mois': 'Dernier mois pour renouveler votre demande de logement social',
  radiation: 'Votre demande de logement social est radiée',
} as const satisfies Readonly<Record<Exclude<Jalon, 'fin-proche'>, string>>

/** What a mail or a letter is about, on the day that it leaves. */
export function objetDeRappel(jalon: Jalon, { suivi, le }: Pick<Dits, 'suivi' | 'le'>): string {
  // R-RAP-32: a step that leaves late is about what is true by then.
  if (jalon !== 'radiation' && isValiditeFinie(le, suivi)) return OBJETS['dernier-mois']
  return jalon === 'fin-proche'
    ? `Votre demande de logement social finit le ${formatJourEntier(suivi.expireLe)}`
    : OBJETS[jalon]
}

/** The paragraphs that a mail and a letter share. */
export function paragraphesDeRappel(jalon: Jalon, { suivi, siteUrl, isEnLigne, le }: Dits): readonly string[] {
  const adresse = adresseATaper(siteUrl)
  const [fin, dernierJour] = [formatJourEntier(suivi.expireLe), formatJourEntier(suivi.dernierJour)]
  if (jalon === 'radiation')
    return [
      `Votre demande de logement social n’a pas été renouvelée. Le dernier jour était le ${dernierJour}.`,
      // R-RAP-38: it may leave late, and nobody is hurried by what is long past.
      `Nous vous l’écrivons le ${formatJourEntier(le)} : elle est radiée (annulée), et n’est plus examinée.`,
      'Appelez vite un guichet : il vous dira ce qui est possible.',
      `Les adresses et les numéros sont sur ${adresse}, à « Être aidé près de chez moi ».`,
    ]
  // R-RAP-32: its validity is said to be over when it is.
  const validite = isValiditeFinie(le, suivi)
    ? [
        `La validité de votre demande de logement social a pris fin le ${fin}.`,
        `Vous pouvez encore la renouveler jusqu’au ${dernierJour}, ce jour compris.`,
      ]
    : [
        `Votre demande de logement social est valable jusqu’au ${fin}.`,
        `Vous pouvez la renouveler jusqu’au ${dernierJour}, ce jour compris.`,
      ]
  return [
    ...validite,
    // R-RAD-12: the radiation has its conditions.
    'Sans renouvellement, elle peut être radiée (annulée) : vous perdriez votre ancienneté.',
    // R-RAP-17 — choix du portail : un rappel n’envoie personne vers une porte fermée
    isEnLigne
      ? `Pour la renouveler : tapez l’adresse ${adresse}, ou allez dans un guichet près de chez vous.`
      : `Pour la renouveler : allez dans un guichet près de chez vous. Les adresses sont sur ${adresse}, à « Être aidé près de chez moi ».`,
    'Renouveler est gratuit. Personne ne vous demandera jamais d’argent.',
  ]
}

/** The mail of a step; `lienDesPreferences` opens the choices of reminders and nothing else. */
export const courrielDeRappel = (
  jalon: Jalon,
  { lienDesPreferences, ...dits }: Dits & Readonly<{ lienDesPreferences: string }>,
): Courriel => ({
  objet: objetDeRappel(jalon, dits),
  corps: [
    'Bonjour,',
    ...paragraphesDeRappel(jalon, dits),
    'Ce message ne contient pas de lien pour se connecter, et nous n’en envoyons jamais.',
    `Choisir comment être prévenu, ou ne plus recevoir ces messages :\n${lienDesPreferences}`,
  ].join('\n\n'),
})
