/** Where mails and SMS go, in words for the operator; what the settings say, never a secret that they carry. */

type Reglages = Readonly<{
  mode: 'demonstration' | 'production'
  smtpUrl: string | undefined
  /** Those that the sendings use, in the order of preference; `variable` is the setting that names each. */
  passerelles: readonly Readonly<{ variable: string; url: string }>[]
  secretDesAccuses: string | undefined
}>

const GARDES = 'gardés dans la boîte d’envoi de la démonstration'
const illisible = (variable: string) => `réglage illisible : ${variable} n’est pas une adresse`
const serveurDe = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host || undefined : undefined)

function etatDesCourriels(smtpUrl: string | undefined): string {
  if (!smtpUrl) return 'non configurés : il manque SMTP_URL'
  const serveur = serveurDe(smtpUrl)
  return serveur ? `envoyés par ${serveur}` : illisible('SMTP_URL')
}

function etatDesSms(passerelles: Reglages['passerelles']): string {
  if (passerelles.length === 0) return 'non configurés : il manque SMS_URL'
  const illisibles = passerelles.filter(({ url }) => !serveurDe(url))
  if (illisibles.length > 0) return illisibles.map(({ variable }) => illisible(variable)).join(' ; ')
  return `envoyés par ${passerelles.map(({ url }) => serveurDe(url)).join(', et quand elle ne répond plus par ')}`
}

/** Where radiation is switched, of one that is open and hears no return: opened before, or in an installation that lost its setting. */
export const RADIATION_SOURDE =
  'La radiation est ouverte, et ce portail n’entend pas les courriels qui reviennent : un avis que personne n’a reçu reste « remis », et la nuit radie sur lui. Fermez la radiation, ou demandez à l’exploitant du portail de régler ACCUSES_SECRET. Une fois fermée, elle ne se rouvrira qu’après ce réglage.'

/** The state of each channel. A demonstration sends nothing, whatever its settings. */
export function etatDesEnvois({
  mode,
  smtpUrl,
  passerelles,
  secretDesAccuses,
}: Reglages): Readonly<{ courriels: string; sms: string; retours: string }> {
  if (mode === 'demonstration') return { courriels: GARDES, sms: GARDES, retours: 'aucun : rien ne part' }
  // R-REG-06: a radiation that was open before stays so, and its operator is told.
  const retours = secretDesAccuses
    ? 'entendus de qui signe avec ACCUSES_SECRET'
    : 'non entendus : il manque ACCUSES_SECRET, et un avis revenu reste « remis »'
  return { courriels: etatDesCourriels(smtpUrl), sms: etatDesSms(passerelles), retours }
}
