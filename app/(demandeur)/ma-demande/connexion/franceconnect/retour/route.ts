/** The return from FranceConnect: who was verified has a session, anything else is said on the page of sign-in. */
import { type NextRequest, NextResponse } from 'next/server'
import { returnFromFranceConnect } from '#lib/adapters/franceconnect/franceconnect.ts'
import { env } from '#lib/env.ts'
import { enterByFranceConnect } from '#lib/usecases/sign-in-demandeur.ts'
import { hashedAddress } from '#lib/web/adresse.ts'
import { cookieOptions, departCookie } from '#lib/web/cookies.ts'
import { consumeDebit } from '#lib/web/debit.ts'
import { giveSessionDeDemandeur, readSidDeDemandeur, safeRetour } from '#lib/web/demandeur.ts'
import { openDepart, spendDepart } from '#lib/web/depart.ts'
import { PAR_RESEAU, refuserLaConnexion } from '../refuser.ts'

export const acces = 'public'

type Depart = NonNullable<Awaited<ReturnType<typeof openDepart>>>

/** The return of another tab, or an invented one, takes nothing from the sign-in that is under way. */
const isSonRetour = (request: NextRequest, kept: Depart | undefined): kept is Depart =>
  kept !== undefined && kept.depart.etat === request.nextUrl.searchParams.get('state')

async function judge(request: NextRequest, kept: Depart | undefined): Promise<NextResponse> {
  const retour = safeRetour(kept?.retour)
  if (!isSonRetour(request, kept) || !env.franceConnect) return refuserLaConnexion(retour, 'franceconnect-rejoue')
  // Each return asks FranceConnect: nobody makes our server ask without end.
  if ((await consumeDebit(`franceconnect-retour:${hashedAddress(request.headers)}`, PAR_RESEAU)) > 0)
    return refuserLaConnexion(retour, 'franceconnect-trop-de-demandes')
  // R-ACC-26 — choix du portail : ce que le navigateur a emporté ne sert qu’une fois, et un quart d’heure
  if (!(await spendDepart(kept.depart))) return refuserLaConnexion(retour, 'franceconnect-rejoue')
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
  const kept = await openDepart(request.cookies.get(departCookie())?.value)
  const response = await judge(request, kept)
  if (!isSonRetour(request, kept)) return response
  // A day that is past, not `maxAge: 0`: Next loses a zero when it joins these cookies and that of the session.
  response.cookies.set(departCookie(), '', { ...cookieOptions(), expires: new Date(0) })
  return response
}
