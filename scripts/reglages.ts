/** The settings that production cannot do without: each missing one is told by a sentence, all at once. */
import { Obstacle } from './base.ts'

const REQUIRED: Record<string, string> = {
  PORTAIL_SECRET: 'le secret de l’installation, au moins 32 caractères tirés au hasard (openssl rand -base64 48)',
  SITE_URL: 'l’adresse publique du portail, par exemple https://logement.exemple.fr',
  PROCONNECT_ISSUER: 'l’adresse du fournisseur d’identité des agents (ProConnect)',
  PROCONNECT_CLIENT_ID: 'l’identifiant du portail chez ProConnect',
  PROCONNECT_CLIENT_SECRET: 'le secret du portail chez ProConnect',
  SMTP_URL: 'l’adresse du serveur de courriel, par exemple smtp://utilisateur:motdepasse@serveur:587',
  COURRIEL_EXPEDITEUR: 'l’adresse qui envoie les courriels du portail',
}

/** Sentences about what production lacks; empty when it may start. Pure, so that a test can go through each. */
export function missingSettings(environment: Readonly<Record<string, string | undefined>>): string[] {
  const sentences = Object.entries(REQUIRED)
    .filter(([name]) => !environment[name]?.trim())
    .map(([name, what]) => `Il manque ${name} : ${what}.`)
  const secret = environment.PORTAIL_SECRET?.trim()
  if (secret && secret.length < 32)
    sentences.push('PORTAIL_SECRET est trop court : donnez au moins 32 caractères tirés au hasard.')
  const site = environment.SITE_URL?.trim()
  if (site && !/^https?:\/\/[^/]+\/?$/.test(site))
    sentences.push('SITE_URL doit être une adresse sans chemin, par exemple https://logement.exemple.fr')
  return sentences
}

/** Production is the presence of DATABASE_URL. */
export function checkProductionSettings(): void {
  if (!process.env.DATABASE_URL?.trim()) return
  const sentences = missingSettings(process.env)
  if (sentences.length > 0) throw new Obstacle(`${sentences.join('\n')}\nVoir docs/exploitation.md.`)
}
