/** « Quitter »: the session ends, and the browser is told to forget all that it kept of this site. A plain form. */
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '#lib/env.ts'
import { leaveDemandeur } from '#lib/usecases/sign-in-demandeur.ts'
import { isSameOrigin } from '#lib/web/adresse.ts'
import { billetDeCodeCookie, cookieOptions, sessionDeDemandeurCookie } from '#lib/web/cookies.ts'
import { readSidDeDemandeur } from '#lib/web/demandeur.ts'

export const acces = 'public'

export async function POST(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request.headers)) return NextResponse.json({ code: 'origine-refusee' }, { status: 403 })
  const sid = await readSidDeDemandeur()
  if (sid) await leaveDemandeur(sid)
  const response = NextResponse.redirect(`${env.siteUrl}/ma-demande/quittee`, 303)
  for (const name of [sessionDeDemandeurCookie(), billetDeCodeCookie()])
    response.cookies.set(name, '', { ...cookieOptions(), maxAge: 0 })
  // Not « cookies »: an agent who is signed in beside stays so.
  response.headers.set('clear-site-data', '"cache", "storage"')
  return response
}
