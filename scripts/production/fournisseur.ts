/** An identity provider for the tests, that speaks the protocol of ProConnect and FranceConnect, and lies on demand. */
import { createServer } from 'node:http'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { freePort } from '../../db/port-libre.ts'

export const MENSONGES = [
  'aucun',
  'userinfo sans signature',
  'userinfo en clair',
  'userinfo d’une autre clé',
  'userinfo d’un autre',
  'autre nonce',
  'autre public',
  'jeton périmé',
  'code déjà servi',
] as const
export type Mensonge = (typeof MENSONGES)[number]

type Claims = Readonly<Record<string, unknown>> & Readonly<{ sub: string }>

export type Fournisseur = Readonly<{
  issuer: string
  /** What the next sign-in says, and how it lies. `nonce` is the one that the portal asked with. */
  prepare: (claims: Claims, mensonge: Mensonge, nonce: string) => void
  /** The verifier that came with each code: PKCE was spoken. */
  verifiers: readonly string[]
  stop: () => void
}>

export async function startFournisseur(clientId: string): Promise<Fournisseur> {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const [ours, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  const jwk = { ...(await exportJWK(ours.publicKey)), alg: 'RS256', kid: 'k1', use: 'sig' }
  const verifiers: string[] = []
  let said: Readonly<{ claims: Claims; mensonge: Mensonge; nonce: string }>

  const sign = (payload: JWTPayload, key = ours.privateKey, expires = '5m') =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer(issuer)
      .setAudience(said.mensonge === 'autre public' ? 'un-autre-service' : clientId)
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(key)

  function idToken(): Promise<string> {
    const { claims, mensonge, nonce } = said
    const asked = mensonge === 'autre nonce' ? 'un-autre-nonce' : nonce
    return sign(
      { sub: claims.sub, acr: claims.acr, nonce: asked },
      ours.privateKey,
      // « finit » of the claims: when it expires, from the clock of the provider.
      mensonge === 'jeton périmé' ? '-5m' : String(claims.finit ?? '5m'),
    )
  }

  async function userinfo(): Promise<Readonly<{ type: string; body: string }>> {
    const { claims, mensonge } = said
    const type = 'application/jwt'
    if (mensonge === 'userinfo en clair') return { type: 'application/json', body: JSON.stringify(claims) }
    if (mensonge === 'userinfo sans signature')
      return { type, body: new UnsecuredJWT({ ...claims }).setIssuer(issuer).setAudience(clientId).encode() }
    if (mensonge === 'userinfo d’une autre clé') return { type, body: await sign({ ...claims }, foreign.privateKey) }
    if (mensonge === 'userinfo d’un autre') return { type, body: await sign({ ...claims, sub: 'quelqu-un-d-autre' }) }
    return { type, body: await sign({ ...claims }) }
  }

  const server = createServer(async (request, response) => {
    const json = (body: unknown) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(body))
    }
    if (request.url === '/.well-known/openid-configuration')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    if (request.url === '/jwks') return json({ keys: [jwk] })
    if (request.url === '/userinfo') {
      const { type, body } = await userinfo()
      response.setHeader('content-type', type)
      return response.end(body)
    }
    let body = ''
    for await (const chunk of request) body += String(chunk)
    verifiers.push(new URLSearchParams(body).get('code_verifier') ?? '')
    if (said.mensonge === 'code déjà servi') {
      response.statusCode = 400
      return json({ error: 'invalid_grant' })
    }
    return json({ access_token: 'jeton', token_type: 'Bearer', expires_in: 300, id_token: await idToken() })
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return {
    issuer,
    prepare: (claims, mensonge, nonce) => {
      said = { claims, mensonge, nonce }
    },
    verifiers,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
