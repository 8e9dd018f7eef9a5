/** The return from FranceConnect: who was verified has a session, anything else is said on the page of sign-in. */
import { type NextRequest, NextResponse } from 'next/server'
import { returnFromFranceConnect } from '#lib/adapters/franceconnect/franceconnect.ts'
import { env } from '#lib/env.ts'
import { enterByFranceConnect } from '#lib/usecases/sign-in-demandeur.ts'
import { cookieOptions, departCookie } from '#lib/web/cookies.ts'
import { giveSessionDeDemandeur, readSidDeDemandeur, safeRetour } from '#lib/web/demandeur.ts'
import { openDepart } from '#lib/web/depart.ts'
import { refuserLaConnexion } from '../refuser.ts'

export const acces = 'public'

async function judge(request: NextRequest): Promise<NextResponse> {
  const kept = await openDepart(request.cookies.get(departCookie())?.value)
  const retour = safeRetour(kept?.retour)
  // R-ACC-26 — choix du portail : ce que le navigateur a emporté ne sert qu’une fois, et un quart d’heure
  if (!kept || !env.franceConnect) return refuserLaConnexion(retour, 'franceconnect-rejoue')
  const reglages = { ...env.franceConnect, siteUrl: env.siteUrl }
  const back = await returnFromFranceConnect(reglages, { reponse: request.nextUrl.searchParams, depart: kept.depart })
  if (!back.ok) return refuserLaConnexion(retour, back.refus.code)
  const { appareilPartage } = kept
  const precedente = (await readSidDeDemandeur()) ?? null
  const { sid } = await enterByFranceConnect(back.value, { appareilPartage, precedente })
  await giveSessionDeDemandeur(sid, appareilPartage)
  return NextResponse.redirect(`${env.siteUrl}${retour}`, 303)
}

export async function GET(request: NextRequest): Promise<Response> {
  const response = await judge(request)
  // A day that is past, not `maxAge: 0`: Next loses a zero when it joins these cookies and that of the session.
  response.cookies.set(departCookie(), '', { ...cookieOptions(), expires: new Date(0) })
  return response
}
