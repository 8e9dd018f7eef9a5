/** The sitemap (sitemaps.org) and robots.txt, as texts. */
const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

export type Adresse = Readonly<{ loc: string; lastmod?: string }>

const document = (root: string, item: string, addresses: readonly Adresse[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`,
    ...addresses.map(
      ({ loc, lastmod }) =>
        `<${item}><loc>${escapeXml(loc)}</loc>${lastmod ? `<lastmod>${escapeXml(lastmod)}</lastmod>` : ''}</${item}>`,
    ),
    `</${root}>`,
    '',
  ].join('\n')

/** A list of pages. */
export const formatSitemap = (addresses: readonly Adresse[]): string => document('urlset', 'url', addresses)
/** A list of lists. */
export const formatIndexDeSitemaps = (addresses: readonly Adresse[]): string =>
  document('sitemapindex', 'sitemap', addresses)

/** Public pages that are neither a commune nor a point. */
export const PAGES_FIXES = [
  '/',
  '/points-de-contact',
  '/renouveler',
  '/renouveler/quand',
  '/demande',
  '/donnees',
  '/verifier',
  '/aide',
  '/nos-messages',
  '/accessibilite',
  '/donnees-personnelles',
  '/mentions-legales',
] as const

/** Areas that belong to someone, answers without end, addresses of programs. */
const FERMES = [
  '/admin',
  '/guichet',
  '/professionnels',
  '/connexion',
  '/demonstration',
  '/ma-demande',
  '/rappels/',
  '/toujours-exact/',
  '/points-de-contact?',
  '/renouveler/quand?',
  '/points-de-contact/*/signaler',
  '/communes?',
  '/api/',
] as const

/** Open to all, but for what is private or without end. */
export const formatRobots = (siteUrl: string): string =>
  ['User-agent: *', ...FERMES.map((path) => `Disallow: ${path}`), '', `Sitemap: ${siteUrl}/sitemap.xml`, ''].join('\n')
