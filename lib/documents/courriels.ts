/** The mails that the portal writes: subject and plain text, from data. */
import { ROLES, type Role } from '#lib/domain/acces/acteur.ts'

export type Courriel = Readonly<{ objet: string; corps: string }>

/** To someone who may now sign in: with which identity, and where. */
export const courrielDInvitation = ({ role, siteUrl }: Readonly<{ role: Role; siteUrl: string }>): Courriel => ({
  objet: 'Votre accès au portail de la demande de logement social',
  corps: [
    'Bonjour,',
    '',
    `Un accès vous est ouvert sur le portail : ${ROLES[role].toLowerCase()}.`,
    '',
    `Connectez-vous avec ProConnect : ${siteUrl}/connexion`,
    'Servez-vous de l’adresse à laquelle ce message vous est envoyé, au nom de votre organisme.',
    '',
    'Vous n’avez pas demandé cet accès ? Ne faites rien : il ne sert qu’à vous.',
  ].join('\n'),
})
