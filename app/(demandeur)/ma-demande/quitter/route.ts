/** « Quitter »: the session ends, and the browser is told to forget all that it kept of this site. A plain form. */
import { type NextRequest, NextResponse } from 'next/server'
import { CHEMIN_DE_SORTIE, findSortie } from '#lib/adapters/franceconnect/franceconnect.ts'
import { env } from '#lib/env.ts'
import { leaveDemandeur } from '#lib/usecases/sign-in-demandeur.ts'
import { isSameOrigin } from '#lib/web/adresse.ts'
import { billetDeCodeCookie, cookieOptions, departCookie, sessionDeDemandeurCookie } from '#lib/web/cookies.ts'
import { readSidDeDemandeur } from '#lib/web/demandeur.ts'

export const acces = 'public'

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/**
 * A page that goes on by itself: browsers check `form-action` through the redirects of a form, and those of FranceConnect
 * lead to providers that no policy of ours can list.
 */
function goOnTo(adresse: string): NextResponse {
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Vous quittez FranceConnect</title></head><body><main><h1>Vous quittez FranceConnect</h1><p><a href="${escapeHtml(adresse)}">Continuer</a></p></main></body></html>`
  return new NextResponse(html, {
    headers: { 'content-type': 'text/html; charset=utf-8', refresh: `0; url=${adresse}`, 'cache-control': 'no-store' },
  })
}

export async function POST(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request.headers)) return NextResponse.json({ code: 'origine-refusee' }, { status: 403 })
  const sid = await readSidDeDemandeur()
  const jeton = sid ? (await leaveDemandeur(sid)).jetonDeSortie : null
  const sortie =
    jeton && env.franceConnect ? await findSortie({ ...env.franceConnect, siteUrl: env.siteUrl }, jeton) : null
  const response = sortie ? goOnTo(sortie) : NextResponse.redirect(`${env.siteUrl}${CHEMIN_DE_SORTIE}`, 303)
  for (const name of [sessionDeDemandeurCookie(), billetDeCodeCookie(), departCookie()])
    response.cookies.set(name, '', { ...cookieOptions(), maxAge: 0 })
  // Not « cookies »: an agent who is signed in beside stays so.
  response.headers.set('clear-site-data', '"cache", "storage"')
  return response
}
