/**
 * The only reader of the environment (docs/exploitation.md lists each variable). Production is the presence of
 * DATABASE_URL that the operator gave; the launcher sets PORTAIL_MODE when it starts its own embedded base.
 */
import pack from '../package.json' with { type: 'json' }

type Mode = 'demonstration' | 'production'

const read = (name: string): string | undefined => process.env[name]?.trim() || undefined

/** A host to listen on, as an address names it: « every interface » is reached by the loopback one, IPv6 takes brackets. */
export function hostInAddress(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

export const env = {
  get databaseUrl(): string {
    const url = read('DATABASE_URL')
    if (!url) throw new Error('DATABASE_URL is not set: start the product with npm start.')
    return url
  },
  /** `demonstration` only when the launcher said so; anything else is production. */
  get mode(): Mode {
    return read('PORTAIL_MODE') === 'demonstration' ? 'demonstration' : 'production'
  },
  /** Public address of the site, without a trailing slash: canonical links, QR codes, OpenID callbacks. */
  get siteUrl(): string {
    const local = `http://${hostInAddress(read('HOST') ?? '127.0.0.1')}:${read('PORT') ?? '3000'}`
    return (read('SITE_URL') ?? local).replace(/\/+$/, '')
  },
  /** Secret of the installation: session cookies, signed links. */
  get secret(): string {
    const secret = read('PORTAIL_SECRET')
    if (!secret) throw new Error('PORTAIL_SECRET is not set.')
    return secret
  },
  /** Keys that sign attestations, `AAAA-MM-JJ=BASE64`, several parted by spaces (docs/exploitation.md). */
  get clesDAttestation(): string {
    const cles = read('ATTESTATION_CLES')
    if (!cles) throw new Error('ATTESTATION_CLES is not set.')
    return cles
  },
  /** `neutre` unless a .gouv.fr deployment asks for the State's brand (`etat`). */
  get marque(): 'neutre' | 'etat' {
    return read('MARQUE') === 'etat' ? 'etat' : 'neutre'
  },
  /** Tile template of the base map; without it the drawn background is shown. */
  get tuiles(): { url: string; attribution: string } | null {
    const url = read('TUILES_URL')
    return url ? { url, attribution: read('TUILES_ATTRIBUTION') ?? '' } : null
  },
  /** Who answers for this site, named by the operator for the law's pages: undefined until they do. */
  get editeur(): string | undefined {
    return read('EDITEUR')
  },
  get directeurDeLaPublication(): string | undefined {
    return read('DIRECTEUR_DE_LA_PUBLICATION')
  },
  /** Name and address of the host, as the law wants them printed. */
  get hebergeur(): string | undefined {
    return read('HEBERGEUR')
  },
  /** E-mail address for accessibility, personal data and the site itself. */
  get contact(): string | undefined {
    return read('CONTACT')
  },
  /** OpenID provider of agents (ProConnect, or the local one in demonstration). */
  get proConnect(): { issuer: string; clientId: string; clientSecret: string } | null {
    const issuer = read('PROCONNECT_ISSUER')
    const clientId = read('PROCONNECT_CLIENT_ID')
    const clientSecret = read('PROCONNECT_CLIENT_SECRET')
    return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : null
  },
  /** OpenID provider of applicants (FranceConnect, or the local one in demonstration); without it, the code by e-mail alone. */
  get franceConnect(): { issuer: string; clientId: string; clientSecret: string; signature: 'RS256' | 'ES256' } | null {
    const issuer = read('FRANCECONNECT_ISSUER')
    const clientId = read('FRANCECONNECT_CLIENT_ID')
    const clientSecret = read('FRANCECONNECT_CLIENT_SECRET')
    const signature = read('FRANCECONNECT_SIGNATURE') === 'ES256' ? 'ES256' : 'RS256'
    return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret, signature } : null
  },
  /** Mail transport, `smtp://…`; without it messages go to the outbox of the demonstration. */
  get smtpUrl(): string | undefined {
    return read('SMTP_URL')
  },
  /** The gateways of SMS in the order of preference, each with its token; without any, no SMS leaves. */
  get passerelles(): readonly Readonly<{ variable: string; url: string; jeton: string | undefined }>[] {
    const rangs = [
      { variable: 'SMS_URL', url: read('SMS_URL'), jeton: read('SMS_JETON') },
      { variable: 'SMS_URL_2', url: read('SMS_URL_2'), jeton: read('SMS_JETON_2') },
    ]
    return rangs.flatMap(({ url, ...rang }) => (url ? [{ ...rang, url }] : []))
  },
  /** With which the gateways and the mail server sign what they tell us; without it nothing that they tell is heard. */
  get secretDesAccuses(): string | undefined {
    return read('ACCUSES_SECRET')
  },
  get expediteur(): string {
    return read('COURRIEL_EXPEDITEUR') ?? 'ne-pas-repondre@portail.invalid'
  },
  /** Number of reverse proxies whose X-Forwarded-For is believed; 0 believes none. */
  get proxysDeConfiance(): number {
    return Number(read('PROXYS_DE_CONFIANCE') ?? '0')
  },
  /** next-auth reads its own address from the environment and from nowhere else. */
  announceToNextAuth(): void {
    process.env.NEXTAUTH_URL = this.siteUrl
  },
  /** Where the programs of our processes were built with the pages; undefined in what does not run from a build. */
  get programmes(): string | undefined {
    return read('NODE_ENV') === 'production' ? `${read('PORTAIL_DIST') ?? '.next'}/programmes` : undefined
  },
  /** Version of the product, as package.json tells it. */
  get version(): string {
    return pack.version
  },
  /** Short name of the pages in service, which two versions of the same number do not share; none in development. */
  get construction(): string | undefined {
    return read('PORTAIL_CONSTRUCTION')
  },
}
