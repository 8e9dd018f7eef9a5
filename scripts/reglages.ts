/** The settings of the operator: each that production lacks, or that is written wrongly, has a sentence, all at once. */
import { readCles } from '#lib/documents/attestation/signature.ts'
import { parseCourriel } from '#lib/domain/guichet/recensement/joindre.ts'
import { Obstacle } from './base.ts'

/** Characters of a secret that nobody can guess. */
const SECRET_LENGTH = 32

const REQUIRED: Record<string, string> = {
  PORTAIL_SECRET: 'le secret de l’installation, au moins 32 caractères tirés au hasard (openssl rand -base64 48)',
  ATTESTATION_CLES:
    'la clé qui signe les attestations, AAAA-MM-JJ=BASE64 (openssl genpkey -algorithm ed25519 -outform DER | base64 -w0)',
  SITE_URL: 'l’adresse publique du portail, par exemple https://logement.exemple.fr',
  PROCONNECT_ISSUER: 'l’adresse du fournisseur d’identité des agents (ProConnect)',
  PROCONNECT_CLIENT_ID: 'l’identifiant du portail chez ProConnect',
  PROCONNECT_CLIENT_SECRET: 'le secret du portail chez ProConnect',
  SMTP_URL: 'l’adresse du serveur de courriel, par exemple smtp://utilisateur:motdepasse@serveur:587',
  COURRIEL_EXPEDITEUR: 'l’adresse qui envoie les courriels du portail',
}

const FRANCECONNECT: Record<string, string> = {
  FRANCECONNECT_ISSUER: 'l’adresse de FranceConnect',
  FRANCECONNECT_CLIENT_ID: 'l’identifiant du portail chez FranceConnect',
  FRANCECONNECT_CLIENT_SECRET: 'le secret du portail chez FranceConnect',
}

const gateway = (rank: '' | '_2'): Record<string, string> => ({
  [`SMS_URL${rank}`]: 'l’adresse d’une passerelle de SMS',
  [`SMS_JETON${rank}`]: 'le jeton du portail auprès de sa passerelle de SMS',
})

/**
 * Given whole, or not at all: half of FranceConnect would hide its button, and a gateway without its token would refuse
 * each SMS, without a word.
 */
const TOGETHER: readonly Readonly<{ settings: Record<string, string>; how: string }>[] = [
  { settings: FRANCECONNECT, how: 'Donnez les trois réglages, ou aucun' },
  { settings: gateway(''), how: 'Donnez les deux réglages, ou aucun' },
  { settings: gateway('_2'), how: 'Donnez les deux réglages, ou aucun' },
]

function missingOfWholes(environment: Readonly<Record<string, string | undefined>>): string[] {
  return TOGETHER.flatMap(({ settings, how }) => {
    const missing = Object.entries(settings).filter(([name]) => !environment[name]?.trim())
    if (missing.length === Object.keys(settings).length) return []
    return missing.map(([name, what]) => `Il manque ${name} : ${what}. ${how}.`)
  })
}

/** Sentences about what production lacks; empty when it may start. Pure, so that a test can go through each. */
export function missingSettings(environment: Readonly<Record<string, string | undefined>>): string[] {
  const sentences = Object.entries(REQUIRED)
    .filter(([name]) => !environment[name]?.trim())
    .map(([name, what]) => `Il manque ${name} : ${what}.`)
  const secret = environment.PORTAIL_SECRET?.trim()
  if (secret && secret.length < SECRET_LENGTH)
    sentences.push(`PORTAIL_SECRET est trop court : donnez au moins ${SECRET_LENGTH} caractères tirés au hasard.`)
  sentences.push(...missingOfWholes(environment))
  return sentences
}

const isAddress =
  (...protocols: readonly string[]) =>
  (text: string): boolean =>
    URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname !== ''

/** The origin of an address as a browser says it; one slash may follow. All that the pages make of it begins so. */
const isOrigin = (text: string): boolean =>
  isAddress('https:', 'http:')(text) && new URL(text).origin === text.replace(/\/$/, '')

/** A path is written behind it, and what calls it takes no account in an address. */
const isGateway = (text: string): boolean => {
  if (!isAddress('https:', 'http:')(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === '' && !/[?#]/.test(text)
}
const GATEWAY = {
  isGood: isGateway,
  what: 'l’adresse d’une passerelle de SMS, sans compte ni « ? », par exemple https://sms.exemple.fr/v1',
}

/** One address of mail; `mailto:` is no part of it. */
const isCourriel = (text: string): boolean => parseCourriel(text) === text

/** For each setting that may be written wrongly, what it must be, said after « doit être ». */
const SHAPES: Readonly<Record<string, Readonly<{ isGood: (text: string) => boolean; what: string }>>> = {
  SITE_URL: {
    isGood: isOrigin,
    what: 'l’adresse publique telle qu’un navigateur l’écrit, en minuscules, sans chemin et sans le port :443 ou :80, par exemple https://logement.exemple.fr',
  },
  PROCONNECT_ISSUER: {
    isGood: isAddress('https:', 'http:'),
    what: 'une adresse, par exemple https://identite.exemple.fr/api/v2',
  },
  FRANCECONNECT_ISSUER: {
    isGood: isAddress('https:', 'http:'),
    what: 'une adresse, par exemple https://oidc.franceconnect.gouv.fr/api/v2',
  },
  FRANCECONNECT_SIGNATURE: {
    isGood: (text) => ['RS256', 'ES256'].includes(text),
    what: 'RS256 ou ES256, comme il est déclaré chez FranceConnect',
  },
  SMTP_URL: {
    isGood: isAddress('smtp:', 'smtps:'),
    what: 'une adresse de serveur de courriel, par exemple smtp://utilisateur:motdepasse@serveur:587',
  },
  COURRIEL_EXPEDITEUR: {
    isGood: (text) => isCourriel(/^[^<>]*<([^<>]+)>$/.exec(text)?.[1] ?? text),
    what: 'une adresse de courriel, seule ou après un nom, par exemple Portail <ne-pas-repondre@exemple.fr>',
  },
  CONTACT: { isGood: isCourriel, what: 'une adresse de courriel, par exemple contact@exemple.fr' },
  SMS_URL: GATEWAY,
  SMS_URL_2: GATEWAY,
  ACCUSES_SECRET: {
    isGood: (text) => text.length >= SECRET_LENGTH,
    what: `un secret d’au moins ${SECRET_LENGTH} caractères tirés au hasard`,
  },
  ATTESTATION_CLES: {
    isGood: (text) => readCles(text) !== undefined,
    what: 'une clé Ed25519 ou plusieurs, AAAA-MM-JJ=BASE64 séparées par des espaces, dont une au moins qui signe',
  },
  PROXYS_DE_CONFIANCE: { isGood: (text) => /^\d{1,2}$/.test(text), what: 'un nombre de proxys, 0, 1 ou 2 par exemple' },
  // The pages name one host to the browser, and no other may give pictures.
  TUILES_URL: {
    isGood: (text) => isAddress('https:', 'http:')(text) && !/^[a-z]+:\/\/[^/]*[{}]/.test(text),
    what: 'le modèle d’adresse d’un seul serveur, sans {s}, par exemple https://tuiles.exemple.fr/{z}/{x}/{y}.png',
  },
}

/** Sentences about what is written wrongly, in demonstration too; a wrong value may be a secret and is never said. */
export function wrongSettings(environment: Readonly<Record<string, string | undefined>>): string[] {
  const given = (name: string) => environment[name]?.trim() ?? ''
  const sentences = Object.entries(SHAPES)
    .filter(([name, { isGood }]) => given(name) !== '' && !isGood(given(name)))
    .map(([name, { what }]) => `${name} doit être ${what}.`)
  const marque = given('MARQUE')
  if (!['', 'neutre', 'etat'].includes(marque)) sentences.push('MARQUE doit être neutre ou etat.')
  const site = given('SITE_URL')
  const isGouvFr = URL.canParse(site) && new URL(site).hostname.endsWith('.gouv.fr')
  if (marque === 'etat' && !isGouvFr)
    sentences.push('La marque de l’État est réservée aux sites en .gouv.fr : laissez MARQUE vide, ou changez SITE_URL.')
  return sentences
}

/** Production is the presence of DATABASE_URL. */
export function checkSettings(): void {
  const missing = process.env.DATABASE_URL?.trim() ? missingSettings(process.env) : []
  const sentences = [...missing, ...wrongSettings(process.env)]
  if (sentences.length > 0) throw new Obstacle(`${sentences.join('\n')}\nVoir docs/exploitation.md.`)
}
