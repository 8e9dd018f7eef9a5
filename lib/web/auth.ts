/**
 * next-auth with ProConnect as a generic OpenID provider: PKCE, state, nonce, and a userinfo that is a JWT signed by
 * the provider's keys. What a verified identity may do is not decided here: `enter` and `leave` are given by the door.
 */
import { decodeJwt } from 'jose'
import type { AuthOptions, Profile } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { z } from 'zod'
import type { Identite, RefusDEntree } from '#lib/domain/acces/entree.ts'
import type { Resultat } from '#lib/domain/resultat.ts'
import { removeInvisibles } from '#lib/domain/signes-invisibles.ts'
import { env } from '#lib/env.ts'
import { journal } from '#lib/journal.ts'
import { cookieOptions, csrfCookie, sessionCookie } from './cookies.ts'

/** Claims of ProConnect. `email_verified` false is believed; absent, ProConnect vouches for it. */
const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().min(3).max(254),
  email_verified: z.boolean().optional(),
  given_name: z.string().optional(),
  usual_name: z.string().optional(),
  siret: z.string().optional(),
})

export function toIdentite(claims: unknown): Identite {
  const read = claimsSchema.parse(claims)
  const nom = removeInvisibles([read.given_name, read.usual_name].filter(Boolean).join(' ')).slice(0, 150)
  return {
    sub: read.sub,
    courriel: read.email,
    courrielVerifie: read.email_verified !== false,
    nom: nom || null,
    siret: read.siret?.replaceAll(' ', '') ?? null,
  }
}

type Doors = Readonly<{
  enter: (identite: Identite) => Promise<Resultat<{ sid: string }, RefusDEntree>>
  sessionHours: number
}>

const MINUTES_OF_A_SIGN_IN = 15

function proConnect(
  settings: Readonly<{ issuer: string; clientId: string; clientSecret: string }>,
): OAuthConfig<Profile> {
  return {
    id: 'proconnect',
    name: 'ProConnect',
    type: 'oauth',
    issuer: settings.issuer,
    wellKnown: `${settings.issuer}/.well-known/openid-configuration`,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    // Asked again each time: at a counter, signing out must not let the next person in.
    authorization: { params: { scope: 'openid given_name usual_name email uid siret', prompt: 'login' } },
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    client: { userinfo_signed_response_alg: 'RS256', id_token_signed_response_alg: 'RS256' },
    userinfo: {
      request: async ({ client, tokens }) => {
        const claims = await client.userinfo(tokens.access_token ?? '')
        // Both tokens were verified; they must also speak of the same person (OpenID Connect Core 5.3.2).
        if (!tokens.id_token || decodeJwt(tokens.id_token).sub !== claims.sub) throw new Error('sub mismatch')
        return claims
      },
    },
    profile: (claims) => ({ id: toIdentite(claims).sub }),
  }
}

export function makeAuthOptions({ enter, sessionHours }: Doors): AuthOptions {
  const settings = env.proConnect
  const options = cookieOptions()
  const brief = (name: string) => ({ name, options: { ...options, maxAge: MINUTES_OF_A_SIGN_IN * 60 } })
  return {
    secret: env.secret,
    providers: settings ? [proConnect(settings)] : [],
    session: { strategy: 'jwt', maxAge: sessionHours * 3600 },
    pages: { signIn: '/connexion', signOut: '/connexion', error: '/connexion' },
    cookies: {
      sessionToken: { name: sessionCookie(), options },
      csrfToken: { name: csrfCookie(), options },
      callbackUrl: brief('portail-retour'),
      pkceCodeVerifier: brief('portail-pkce'),
      state: brief('portail-etat'),
      nonce: brief('portail-nonce'),
    },
    callbacks: {
      async signIn({ user, profile }) {
        const entree = await enter(toIdentite(profile))
        if (!entree.ok) {
          journal.info({ refus: entree.refus.code }, 'sign-in refused')
          const jour = 'expireLe' in entree.refus ? `&expireLe=${entree.refus.expireLe}` : ''
          return `/connexion/refus?code=${entree.refus.code}${jour}`
        }
        journal.info('signed in')
        Object.assign(user, { sid: entree.value.sid })
        return true
      },
      // The cookie names the session and says nothing else.
      jwt: ({ token, user }) => (user && 'sid' in user ? { sid: user.sid } : { sid: token.sid }),
      session: () => ({ expires: '' }),
    },
    logger: {
      error: (code, detail) => journal.warn({ code, err: detail instanceof Error ? detail : undefined }, 'sign-in'),
      warn: (code) => journal.debug({ code }, 'sign-in'),
      debug: () => {},
    },
  }
}
