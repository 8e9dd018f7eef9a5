/**
 * What is the same for everyone may be held by any shared cache for a minute; a publication shows at the origin at once.
 * As lib/web/cache-partage.ts, which this file cannot read.
 */
const SHARED = 'public, max-age=0, s-maxage=60, stale-while-revalidate=600'
/** What the hour changes. */
const INSTANT = 'public, max-age=0, s-maxage=30'
/**
 * Every page for all that only a GET asks. Where a form is sent to its own page (`/verifier`, a report, the keys of a
 * reminder), a header of this file would also stand on the answer to the sending, with what was typed in it: these
 * pages keep the one of Next, which stores nothing.
 */
const PUBLIC_PAGES = [
  '/',
  '/communes',
  '/communes/:commune',
  // A page has no extension; the files beside them say themselves how long they may be kept.
  '/points-de-contact/:id([^/.]+)',
  '/renouveler',
  '/demande',
  '/aide',
  '/accessibilite',
  '/donnees-personnelles',
  '/mentions-legales',
  '/donnees',
]

const tiles = process.env.TUILES_URL ? new URL(process.env.TUILES_URL.replace(/\{[a-z]+\}/g, 'x')).origin : ''

/** Static pages carry inline scripts with per-page data that no header can list. */
const PUBLIC_CSP = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  `img-src 'self' data: ${tiles}`.trim(),
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The paths that proxy.ts gives a policy of their own, each whole: `/administration` is not `/admin`. */
const PRIVATE = [
  'admin',
  'guichet',
  'professionnels',
  'connexion',
  'demonstration',
  'api/auth',
  'ma-demande',
  'renouveler/[0-9a-fA-F-]{36}',
]

const security = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Permissions-Policy', value: 'geolocation=(self), camera=(), microphone=(), payment=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
]

/** @type {import('next').NextConfig} */
export default {
  distDir: process.env.PORTAIL_DIST ?? '.next',
  // Server actions are named after their path from here. Left to itself Next starts from the highest folder that holds a
  // lock file: one that appears above would rename them all, and close every open form (docs/adr/0023).
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run typecheck`, once, by the native compiler.
  typescript: { ignoreBuildErrors: true },
  // A page leaves with its title in its head, and with the status that its metadata decides, whoever asks: metadata
  // streamed after the page is lost without JavaScript.
  htmlLimitedBots: /.*/,
  // Stored pages live in memory: a restart can never show what was published while the server was stopped.
  cacheHandler: new URL('lib/web/magasin.ts', import.meta.url).href,
  cacheMaxMemorySize: 0,
  experimental: {
    // Nobody reads them: the server starts without, and a page has none. They are a tenth of the work of a build.
    turbopackSourceMaps: false,
    // Pages are told apart by their case, and so are the headers below: `/Admin` is an unknown public address.
    caseSensitiveRoutes: true,
    // A workbook may weigh 10 MB, in a form that passes through proxy.ts.
    serverActions: { bodySizeLimit: '12mb' },
    proxyClientMaxBodySize: '12mb',
  },
  serverExternalPackages: [
    'postgres',
    'pino',
    'bwip-js',
    'pdfkit',
    'xlsx',
    'hucre',
    'pg-boss',
    'oidc-provider',
    'nodemailer',
  ],
  images: { unoptimized: true },
  async headers() {
    return [
      { source: '/:path*', headers: security },
      // Private paths get a nonce policy from proxy.ts instead.
      {
        source: `/((?!(?:${PRIVATE.join('|')})(?:/|$)).*)`,
        headers: [{ key: 'Content-Security-Policy', value: PUBLIC_CSP }],
      },
      ...['/toujours-exact/:path*', '/rappels/:path*'].map((source) => ({
        // The address is a key: it is kept nowhere, found by no engine, and told to nobody, ourselves included. « no-referrer »
        // would also hide where the form comes from, and Next refuses a form that comes from nowhere.
        source,
        headers: [
          { key: 'Cache-Control', value: 'private, no-store' },
          { key: 'Referrer-Policy', value: 'strict-origin' },
          { key: 'X-Robots-Tag', value: 'noindex' },
        ],
      })),
      {
        source: '/points-de-contact',
        missing: [{ type: 'query', key: 'ouvert' }],
        headers: [{ key: 'Cache-Control', value: SHARED }],
      },
      {
        source: '/points-de-contact',
        has: [{ type: 'query', key: 'ouvert' }],
        headers: [{ key: 'Cache-Control', value: INSTANT }],
      },
      // It says what to do today, and today ends.
      { source: '/renouveler/quand', headers: [{ key: 'Cache-Control', value: INSTANT }] },
      ...PUBLIC_PAGES.map((source) => ({ source, headers: [{ key: 'Cache-Control', value: SHARED }] })),
    ]
  },
}
