/** Where mails and SMS go, in words for the operator; what the settings say, never a secret that they carry. */

type Reglages = Readonly<{
  mode: 'demonstration' | 'production'
  smtpUrl: string | undefined
  smsUrl: string | undefined
}>

const serveurDe = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host || undefined : undefined)

/** The state of each channel. */
export function etatDesEnvois({ mode, smtpUrl, smsUrl }: Reglages): Readonly<{ courriels: string; sms: string }> {
  const [smtp, passerelle] = [smtpUrl, smsUrl].map((url) => (url === undefined ? undefined : serveurDe(url)))
  return {
    courriels: smtpUrl
      ? smtp
        ? `envoyés par ${smtp}`
        : 'réglage illisible : SMTP_URL n’est pas une adresse'
      : mode === 'demonstration'
        ? 'gardés dans la boîte d’envoi de la démonstration'
        : 'non configurés : il manque SMTP_URL',
    sms: smsUrl
      ? passerelle
        ? `envoyés par ${passerelle}`
        : 'réglage illisible : SMS_URL n’est pas une adresse'
      : mode === 'demonstration'
        ? 'gardés dans la boîte d’envoi de la démonstration'
        : 'non configurés : il manque SMS_URL',
  }
}
