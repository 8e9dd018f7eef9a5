/**
 * What the reminders say. An SMS may be read by anyone who holds the phone: no name, no number, no link to sign in, only
 * the day and where to type the address. Source: ADR 0037; GSM 03.38 for what one SMS holds.
 */
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Jalon, Suivi } from '#lib/domain/rappels/jalons.ts'
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

/** The address that people type, without its protocol. */
const adresseATaper = (siteUrl: string): string => siteUrl.replace(/^https?:\/\//, '')

/** `isEnLigne`: the territory of the demande takes renewals by Internet. */
type Dits = Readonly<{ suivi: Suivi; siteUrl: string; isEnLigne: boolean }>

function corpsDeSms(jalon: Jalon, { suivi: { expireLe, dernierJour }, isEnLigne }: Dits, ou: string): string {
  const site = ou ? ` sur ${ou}` : ' sur internet'
  // R-RAP-17 — choix du portail : un rappel n’envoie personne vers une porte fermée
  if (!isEnLigne && jalon !== 'radiation')
    return jalon === 'dernier-mois'
      ? `Logement social: plus que jusqu'au ${formatCourt(dernierJour)} pour renouveler votre demande, dans un guichet: adresses${site}. C'est gratuit.`
      : `Logement social: votre demande finit le ${formatCourt(expireLe)}. Renouvelez-la dans un guichet avant le ${formatCourt(dernierJour)} inclus: adresses${site}.`
  switch (jalon) {
    case 'radiation':
      return `Logement social: votre demande est radiée, elle n'a pas été renouvelée. Un guichet peut vous aider: adresses${site}.`
    case 'dernier-mois':
      return `Logement social: plus que jusqu'au ${formatCourt(dernierJour)} pour renouveler votre demande${site} ou au guichet. C'est gratuit.`
    case 'avis':
    case 'relance':
    case 'fin-proche':
      return `Logement social: votre demande finit le ${formatCourt(expireLe)}. Renouvelez-la${site} ou au guichet, dernier jour le ${formatCourt(dernierJour)}. C'est gratuit.`
  }
}

/** The SMS of a step, in one piece: an address too long to fit is left out, and the person is sent to « internet ». */
export function smsDeRappel(jalon: Jalon, dits: Dits): string {
  const entier = corpsDeSms(jalon, dits, adresseATaper(dits.siteUrl))
  // R-RAP-15 — choix du portail : un SMS tient en un seul envoi, 160 signes de l’alphabet GSM
  return (septetsOf(entier) ?? Number.POSITIVE_INFINITY) <= SEPTETS_AU_PLUS ? entier : corpsDeSms(jalon, dits, '')
}

/** What a mail or a letter is about. */
export const OBJETS_DE_RAPPEL = {
  avis: 'Votre demande de logement social arrive à sa fin',
  relance: 'Votre demande de logement social est à renouveler',
  'fin-proche': 'Votre demande de logement social finit dans trois jours',
  'dernier-mois': 'Dernier mois pour renouveler votre demande de logement social',
  radiation: 'Votre demande de logement social est radiée',
} as const satisfies Readonly<Record<Jalon, string>>

/** The paragraphs that a mail and a letter share. */
export function paragraphesDeRappel(jalon: Jalon, { suivi, siteUrl, isEnLigne }: Dits): readonly string[] {
  const adresse = adresseATaper(siteUrl)
  if (jalon === 'radiation')
    return [
      'Votre demande de logement social n’a pas été renouvelée avant son dernier jour.',
      'Elle est radiée (annulée) : elle n’est plus examinée.',
      'Appelez vite un guichet : il vous dira ce qui est possible.',
      `Les adresses et les numéros sont sur ${adresse}, à « Être aidé près de chez moi ».`,
    ]
  const { expireLe, dernierJour } = suivi
  return [
    `Votre demande de logement social est valable jusqu’au ${formatJourEntier(expireLe)}.`,
    `Vous pouvez la renouveler jusqu’au ${formatJourEntier(dernierJour)}, ce jour compris.`,
    'Sans renouvellement, elle sera radiée (annulée) et vous perdrez votre ancienneté.',
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
  objet: OBJETS_DE_RAPPEL[jalon],
  corps: [
    'Bonjour,',
    ...paragraphesDeRappel(jalon, dits),
    'Ce message ne contient pas de lien pour se connecter, et nous n’en envoyons jamais.',
    `Choisir comment être prévenu, ou ne plus recevoir ces messages :\n${lienDesPreferences}`,
  ].join('\n\n'),
})
