/**
 * Private paths only: a nonce policy for scripts, nothing stored anywhere, the path for the way back after sign-in.
 * It opens no door: each page, action and route asks `lib/domain/acces` itself.
 */
import { createHash, randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { POLITIQUE_DE_PAGE_SIMPLE, rendrePageSimple } from '#lib/documents/page-simple.ts'
import { env } from '#lib/env.ts'
import { THEME_SCRIPT } from '#lib/ui/layout/theme.ts'
import { cookieOptions, csrfCookie } from '#lib/web/cookies.ts'
import { csrfPair } from '#lib/web/jetons.ts'
import { isDeLApi, problem } from '#lib/web/problem.ts'

export const config = {
  matcher: [
    '/admin/:path*',
    '/guichet/:path*',
    '/professionnels/:path*',
    '/connexion/:path*',
    '/demonstration/:path*',
    '/api/auth/:path*',
    '/ma-demande/:path*',
    // A renewal: what has a reference; the other pages of that path are for everyone.
    '/renouveler/:ref([0-9a-fA-F-]{36})/:path*',
    // Any address with a percent sign: a broken one would otherwise end in a bare « Internal Server Error » of Next.
    '/(.*%.*)',
  ],
}

/** The script of the layout that sets the colours before the first paint. */
const THEME_DIGEST = createHash('sha256').update(THEME_SCRIPT).digest('base64')

/** A browser checks `form-action` through the redirects of a sign-in: the provider's own pages must be allowed. */
const signInTargets = (): string => {
  const issuers = [env.proConnect, env.franceConnect].flatMap((one) => one?.issuer ?? [])
  if (issuers.length === 0) return ''
  return env.mode === 'demonstration'
    ? [...new Set(issuers.map((issuer) => new URL(issuer).origin))].join(' ')
    : 'https:'
}

/** Pages that hold a form which leads to an identity provider. */
const SIGN_IN = /^\/(connexion(\/.*)?|ma-demande)$/
/** Its own form wants its own token; the others are guarded by their origin. */
const FORM_OF_NEXT_AUTH = /^\/connexion(\/.*)?$/

const policy = (nonce: string, pathname: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'sha256-${THEME_DIGEST}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self' ${SIGN_IN.test(pathname) ? signInTargets() : ''}`.trim(),
    "frame-ancestors 'none'",
  ].join('; ')

/** Whether the percent-encoding of a path is not UTF-8: nothing behind could read it. */
const isBroken = (pathname: string): boolean => {
  try {
    decodeURIComponent(pathname)
    return false
  } catch {
    return true
  }
}

/** For a program the code of the API, for a person a page. */
function refuseBroken(pathname: string): NextResponse {
  const detail = 'Cette adresse contient des caractères illisibles. Vérifiez-la, ou repartez de l’accueil.'
  const { status, headers, body } = problem('parametre-invalide', detail)
  if (isDeLApi(pathname)) return new NextResponse(body, { status, headers })
  const page = rendrePageSimple('Adresse illisible', `<p>${detail}</p>\n<p><a href="/">Revenir à l’accueil</a></p>`)
  const politique = { 'Content-Security-Policy': POLITIQUE_DE_PAGE_SIMPLE, 'Cache-Control': 'no-store' }
  return new NextResponse(page, { status, headers: { 'Content-Type': 'text/html; charset=utf-8', ...politique } })
}

/** Doors of an identity: a page that one adds elsewhere, and that is not of all, is told by ADM-10. */
const PRIVATE =
  /^\/(admin|guichet|professionnels|connexion|demonstration|api\/auth|ma-demande|renouveler\/[0-9a-fA-F-]{36})(\/|$)/

export default function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  if (isBroken(pathname)) return refuseBroken(pathname)
  if (!PRIVATE.test(pathname)) return NextResponse.next()
  const csp = policy(randomBytes(16).toString('base64'), pathname)
  const headers = new Headers(request.headers)
  // Next reads the nonce from the policy of the request and writes it on its own scripts.
  headers.set('content-security-policy', csp)
  headers.set('x-portail-chemin', request.method === 'GET' ? pathname + search : pathname)
  const pair = FORM_OF_NEXT_AUTH.test(pathname) ? csrfPair(request.cookies.get(csrfCookie())?.value) : undefined
  if (pair) headers.set('x-portail-jeton', pair.token)
  else headers.delete('x-portail-jeton')
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', csp)
  response.headers.set('cache-control', 'private, no-store')
  response.headers.set('x-robots-tag', 'noindex')
  if (pair) response.cookies.set(csrfCookie(), pair.cookie, cookieOptions())
  return response
}
