/** The local provider as ProConnect: agents, with the SIRET of their body. */
import { createHash } from 'node:crypto'
import type { IdentiteFictive, Jeu } from './jeu.ts'

type Agent = Readonly<{
  sub: string
  courriel: string
  prenom: string
  nom: string
  siret: string
  description: string
}>

const toIdentite = ({ sub, courriel, prenom, nom, siret, description }: Agent): IdentiteFictive => ({
  sub,
  nom: `${prenom} ${nom}`,
  precisions: [description, courriel],
  claims: { given_name: prenom, usual_name: nom, email: courriel, email_verified: true, uid: sub, siret },
})

export const jeuDeProConnect = (agents: readonly Agent[]): Jeu => ({
  nom: 'ProConnect',
  retours: ['/api/auth/callback/proconnect'],
  sorties: [],
  preuve: 'client_secret_basic',
  scopes: {
    openid: ['sub'],
    given_name: ['given_name'],
    usual_name: ['usual_name'],
    email: ['email', 'email_verified'],
    uid: ['uid'],
    siret: ['siret'],
  },
  niveaux: [],
  identites: agents.map(toIdentite),
  champs: [
    { nom: 'prenom', libelle: 'Prénom' },
    { nom: 'nom', libelle: 'Nom' },
    { nom: 'courriel', libelle: 'Courriel', type: 'email' },
    { nom: 'siret', libelle: 'SIRET', valeur: '12345678200010' },
  ],
  /** The same e-mail and SIRET are always the same person. */
  read: (given) => {
    const [prenom, nom, courriel, siret] = [given('prenom'), given('nom'), given('courriel'), given('siret')]
    if (!prenom || !nom || !courriel.includes('@') || !siret) return undefined
    const sub = createHash('sha256').update(`${courriel.toLowerCase()}|${siret}`).digest('hex').slice(0, 32)
    return toIdentite({ sub, prenom, nom, courriel, siret, description: '' })
  },
})
