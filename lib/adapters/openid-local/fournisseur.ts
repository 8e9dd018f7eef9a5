/**
 * The identity provider of the demonstration: a real OpenID server that plays ProConnect or FranceConnect, with its claims
 * and its signed userinfo, so that the code of sign-in is the same as in production. Never loaded there.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
// Not the entry of the package: it warns, in English, that it knows no Node as recent as ours.
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js'
import { Provider } from 'oidc-provider/lib/provider.js'
import type { Jeu } from './jeu.ts'
import { renderChoix, renderSortie } from './page.ts'

type Options = Readonly<{
  host: string
  port: number
  /** Address of this provider as browsers see it, without a trailing slash. */
  issuer: string
  /** Address of the portal: where it may send people back. */
  siteUrl: string
  clientId: string
  clientSecret: string
  jeu: Jeu
}>

const MAX_BODY = 10_000

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let body = ''
  for await (const chunk of request) {
    body += String(chunk)
    if (body.length > MAX_BODY) throw new Error('form too long')
  }
  return new URLSearchParams(body)
}

/** Listens, and resolves with what stops it. */
export async function startFournisseur(options: Options): Promise<() => Promise<void>> {
  const { jeu, siteUrl } = options
  const scopes = Object.keys(jeu.scopes)
  const known = new Map(jeu.identites.map((identite) => [identite.sub, identite]))
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(options.issuer, {
    // The one it would take, chosen: a sign-in of the demonstration may be lost with its process.
    adapter: createMemoryAdapter(),
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: jeu.retours.map((path) => siteUrl + path),
        post_logout_redirect_uris: jeu.sorties.map((path) => siteUrl + path),
        token_endpoint_auth_method: jeu.preuve,
        grant_types: ['authorization_code'],
        response_types: ['code'],
        userinfo_signed_response_alg: 'RS256',
      },
    ],
    jwks: {
      keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: randomBytes(6).toString('hex') }],
    },
    cookies: {
      keys: [randomBytes(24).toString('hex')],
      names: { session: 'fournisseur_session', interaction: 'fournisseur_interaction', resume: 'fournisseur_reprise' },
    },
    scopes,
    claims: { ...jeu.scopes, ...(jeu.niveaux.length > 0 ? { acr: null } : {}) },
    acrValues: jeu.niveaux,
    features: {
      devInteractions: { enabled: false },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: {
        enabled: jeu.sorties.length > 0,
        logoutSource: (ctx: { body: unknown }, form: string) => {
          ctx.body = renderSortie(form, jeu)
        },
      },
    },
    pkce: { required: () => true },
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/choix/${uid}` },
    ttl: { Session: 60, Interaction: 900, Grant: 900, AccessToken: 300, AuthorizationCode: 60, IdToken: 300 },
    findAccount: (_ctx: unknown, sub: string) => {
      const identite = known.get(sub)
      return identite && { accountId: sub, claims: () => ({ ...identite.claims, sub }) }
    },
  })
  const fallback = provider.callback()

  async function choose(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { uid, params } = await provider.interactionDetails(request, response)
    const form = request.method === 'POST' ? await readForm(request) : undefined
    if (form?.has('arreter')) {
      await provider.interactionFinished(request, response, { error: 'access_denied' })
      return
    }
    const given = (champ: string) => form?.get(champ)?.trim() ?? ''
    const identite = form && (known.get(given('sub')) ?? jeu.read(given))
    if (!identite) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      response.end(renderChoix(`/choix/${uid}`, jeu))
      return
    }
    known.set(identite.sub, identite)
    const grant = new provider.Grant({ accountId: identite.sub, clientId: String(params.client_id) })
    grant.addOIDCScope(scopes.join(' '))
    const [acr] = jeu.niveaux
    const login = { accountId: identite.sub, remember: false, ...(acr ? { acr } : {}) }
    const result = { login, consent: { grantId: await grant.save() } }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  }

  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/choix/')) return fallback(request, response)
    choose(request, response).catch(() => {
      response.writeHead(400, { 'content-type': 'text/html; charset=utf-8' })
      response.end(
        '<!doctype html><html lang="fr"><title>Connexion à reprendre</title><p>Cette page a expiré. Revenez au portail et recommencez la connexion.</p></html>',
      )
    })
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(options.port, options.host, done)
  })
  return () =>
    new Promise((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
}
