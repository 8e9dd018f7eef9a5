/** « S’identifier avec FranceConnect »: a plain form, that leads there with what must come back. */
import { type NextRequest, NextResponse } from 'next/server'
import { leaveForFranceConnect } from '#lib/adapters/franceconnect/franceconnect.ts'
import { env } from '#lib/env.ts'
import { hashedAddress, isSameOrigin } from '#lib/web/adresse.ts'
import { cookieOptions, departCookie } from '#lib/web/cookies.ts'
import { consumeDebit } from '#lib/web/debit.ts'
import { safeRetour } from '#lib/web/demandeur.ts'
import { SECONDES_DU_DEPART, sealDepart } from '#lib/web/depart.ts'
import { PAR_RESEAU, refuserLaConnexion } from './refuser.ts'

export const acces = 'public'

export async function POST(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request.headers)) return NextResponse.json({ code: 'origine-refusee' }, { status: 403 })
  const form = await request.formData().catch(() => undefined)
  // Cut on its way, or not a form: the page of the sign-in is shown again.
  if (!form) return NextResponse.redirect(`${env.siteUrl}/ma-demande`, 303)
  const asked = form.get('retour')
  const retour = safeRetour(typeof asked === 'string' ? asked : undefined)
  if (!env.franceConnect) return refuserLaConnexion(retour, 'franceconnect-injoignable')
  if ((await consumeDebit(`franceconnect:${hashedAddress(request.headers)}`, PAR_RESEAU)) > 0)
    return refuserLaConnexion(retour, 'franceconnect-trop-de-demandes')
  const left = await leaveForFranceConnect({ ...env.franceConnect, siteUrl: env.siteUrl })
  if (!left.ok) return refuserLaConnexion(retour, left.refus.code)
  const { adresse, depart } = left.value
  const response = NextResponse.redirect(adresse, 303)
  const scelle = await sealDepart({ depart, retour, appareilPartage: form.get('appareilPartage') !== null })
  response.cookies.set(departCookie(), scelle, { ...cookieOptions(), maxAge: SECONDES_DU_DEPART })
  return response
}
