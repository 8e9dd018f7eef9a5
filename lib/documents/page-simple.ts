/** A whole page without anything to fetch, for what is said in front of Next or in the place of a file. */

/** As every page heads itself. */
export const NOM_DU_SERVICE = 'Demande de logement social'

const SIGNES = /[&<>"']/g

/** A text that may stand anywhere in a page, between quotes too. */
export const encodeHtml = (text: string): string => text.replace(SIGNES, (sign) => `&#${String(sign.charCodeAt(0))};`)

/** What a browser may do with such a page: show it. */
export const POLITIQUE_DE_PAGE_SIMPLE =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** `corps` is HTML: what it was given by others is encoded already. */
export const rendrePageSimple = (titre: string, corps: string): string => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${encodeHtml(titre)}</title>
<style>
:root { color-scheme: light dark }
body { --lien: #0f4c55; --trait: #ddd; background: #fff; color: #161616; font: 1.125rem/1.5 system-ui, sans-serif; margin: 0 }
header, main { margin: 0 auto; max-width: 38rem; padding: 1rem }
header { border-bottom: 1px solid var(--trait); font-weight: bold }
header a { text-decoration: none }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 1.5rem 0 }
a { color: var(--lien) }
@media (prefers-color-scheme: dark) { body { --lien: #74c0cb; --trait: #3a3b39; background: #161616; color: #e5e5e5 } }
dt { font-weight: bold }
dd { margin: 0 0 1rem; overflow-wrap: anywhere; white-space: pre-wrap }
</style>
</head>
<body>
<header><a href="/">${NOM_DU_SERVICE}</a></header>
<main>
<h1>${encodeHtml(titre)}</h1>
${corps}
</main>
</body>
</html>
`
