/** The mails that the portal writes: subject and plain text, from data. */
import { ROLES, type Role } from '#lib/domain/acces/acteur.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { NATURES_DE_SIGNALEMENT } from '#lib/domain/guichet/etats-de-signalement.ts'
import type { Signalement } from '#lib/domain/guichet/signalement.ts'
import { adresseATaper } from './adresse-a-taper.ts'
import { formatJourEntier } from './jours.ts'

export type Courriel = Readonly<{ objet: string; corps: string }>

/** To someone who may now sign in: with which identity, and where. */
export const courrielDInvitation = ({ role, siteUrl }: Readonly<{ role: Role; siteUrl: string }>): Courriel => ({
  objet: 'Votre accès au portail de la demande de logement social',
  corps: [
    'Bonjour,',
    '',
    `Un accès vous est ouvert sur le portail : ${ROLES[role].toLowerCase()}.`,
    '',
    `Connectez-vous avec ProConnect : ${siteUrl}/connexion`,
    'Servez-vous de l’adresse à laquelle ce message vous est envoyé, au nom de votre organisme.',
    '',
    'Vous n’avez pas demandé cet accès ? Ne faites rien : il ne sert qu’à vous.',
  ].join('\n'),
})

/** To somebody who signs in: the code to type in the page that asked for it. */
export const courrielDeCode = ({
  code,
  pour,
}: Readonly<{ code: string; pour: 'connexion' | 'rattachement' }>): Courriel => ({
  objet: `Votre code : ${code.slice(0, 3)} ${code.slice(3)}`,
  corps: [
    'Bonjour,',
    '',
    pour === 'connexion'
      ? 'Voici le code pour vous connecter au portail de la demande de logement social :'
      : 'Voici le code pour ouvrir votre demande de logement social dans votre compte :',
    '',
    `${code.slice(0, 3)} ${code.slice(3)}`,
    '',
    'Écrivez-le dans la page qui vous l’a demandé. Il vaut dix minutes et ne sert qu’une fois.',
    '',
    'Ne donnez ce code à personne : ni un guichet ni un bailleur ne vous le demandera.',
    'Vous n’avez rien demandé ? Ne faites rien : sans ce code, personne n’entre.',
  ].join('\n'),
})

/** The same by SMS: one message, in the alphabet of telephones. */
export const smsDeCode = (code: string): string =>
  `Logement social: votre code est ${code}. Il vaut 10 minutes. Ne le donnez à personne. Vous n'avez rien demandé? Ne faites rien.`

/** To the address of before, when an applicant gives another. */
const courrielDeContactChange = (siteUrl: string): Courriel => ({
  objet: 'Le courriel de votre demande a changé',
  corps: [
    'Bonjour,',
    '',
    'Une autre adresse de courriel vient d’être inscrite sur votre demande de logement social. Celle-ci ne servira plus.',
    '',
    'C’est vous ? Il n’y a rien à faire.',
    `Ce n’est pas vous ? Prévenez sans attendre un point de contact : ${siteUrl}/points-de-contact`,
    'Pendant trois jours, aucun code ne partira vers la nouvelle adresse.',
  ].join('\n'),
})

/** To the address of before, when an applicant takes it away and gives no other. */
const courrielDeContactRetire = (siteUrl: string): Courriel => ({
  objet: 'Votre courriel n’est plus sur votre demande',
  corps: [
    'Bonjour,',
    '',
    'Votre adresse de courriel vient d’être retirée de votre demande de logement social. Aucune autre ne la remplace : nous n’écrirons plus par courriel pour cette demande.',
    '',
    'C’est vous ? Il n’y a rien à faire.',
    `Ce n’est pas vous ? Prévenez sans attendre un point de contact : ${siteUrl}/points-de-contact`,
  ].join('\n'),
})

/** The same to the mobile of before: one message, in the alphabet of telephones, without a link. */
export const SMS_DE_CONTACT_CHANGE =
  "Logement social: ce numéro n'est plus celui de votre demande. Ce n'est pas vous? Prévenez vite un point de contact."

/** What tells the contacts that an applicant leaves, by either form that changes them. */
export const avisDeContactChange = (siteUrl: string) => ({
  courriel: courrielDeContactChange(siteUrl),
  courrielRetire: courrielDeContactRetire(siteUrl),
  sms: SMS_DE_CONTACT_CHANGE,
})

/** To the applicant, when the correction of a name is decided; says no name. */
export const courrielDeCorrectionDecidee = (decision: 'acceptee' | 'refusee', siteUrl: string): Courriel => ({
  objet: 'La correction que vous avez demandée',
  corps: [
    'Bonjour,',
    '',
    decision === 'acceptee'
      ? 'Vous avez demandé la correction du nom inscrit sur votre demande de logement social. C’est fait.'
      : 'Vous avez demandé la correction du nom inscrit sur votre demande de logement social. Le gestionnaire garde le nom d’aujourd’hui.',
    'Votre ancienneté ne change pas.',
    '',
    // R-RAT-08 — choix du portail : aucun message ne porte un lien par lequel on se connecte
    `Pour voir votre demande, tapez l’adresse ${adresseATaper(siteUrl)} dans votre navigateur, puis ouvrez « Ma demande ».`,
    `Une question ? Un point de contact vous répond : ${siteUrl}/points-de-contact`,
  ].join('\n'),
})

/** The same to a mobile, when no courriel is known: one message, in the alphabet of telephones, without a link. */
export const SMS_DE_CORRECTION_DECIDEE =
  'Logement social: la correction de nom que vous avez demandée est décidée. Un point de contact vous dira la suite.'

/** To whoever answers for a point: what someone reported of it, and where to say what became of it. */
export const courrielDeSignalement = ({
  point,
  signalement: { nature, message },
  siteUrl,
}: Readonly<{
  point: Readonly<{ id: string; nom: string }>
  signalement: Pick<Signalement, 'nature' | 'message'>
  siteUrl: string
}>): Courriel => ({
  objet: `Erreur signalée : ${point.nom.replace(/\s+/g, ' ')}`,
  corps: [
    'Bonjour,',
    '',
    `Une personne signale une erreur sur le point de contact « ${point.nom} ».`,
    '',
    `Ce qui ne va pas : ${NATURES_DE_SIGNALEMENT[nature]}`,
    ...(message ? ['', 'Ce qu’elle a écrit :', message] : []),
    '',
    `Voir le point : ${siteUrl}/points-de-contact/${point.id}`,
    `Corriger, puis dire ce qui a été fait : ${siteUrl}/admin/signalements`,
    '',
    'Cette personne n’a pas laissé de coordonnées : il n’y a personne à qui répondre.',
  ].join('\n'),
})

/** To a centre, once a year: are its points still right? The link opens this question and nothing else. */
export const courrielDeVerification = ({
  centre,
  points,
  lien,
  expireLe,
}: Readonly<{ centre: string; points: number; lien: string; expireLe: Jour }>): Courriel => ({
  objet: 'Vos points de contact sont-ils toujours exacts ?',
  corps: [
    'Bonjour,',
    '',
    points === 1
      ? `Le portail de la demande de logement social montre un point de contact de « ${centre} ».`
      : `Le portail de la demande de logement social montre ${points} points de contact de « ${centre} ».`,
    'Certains n’ont pas été confirmés depuis un an. Relisez-les, puis dites en un clic s’ils sont encore exacts :',
    '',
    lien,
    '',
    `Ce lien vaut jusqu’au ${formatJourEntier(expireLe)}. Il n’ouvre que cette page : gardez-le pour votre centre.`,
    'Quelque chose a changé ? La page dit comment le corriger.',
  ].join('\n'),
})
