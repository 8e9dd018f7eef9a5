/** A sign-in that stopped goes back to its page, which says why in one sentence and offers the other ways. */
import { NextResponse } from 'next/server'
import type { RefusDeFranceConnect } from '#lib/domain/acces/franceconnect.ts'
import { env } from '#lib/env.ts'

/** What one network may start, or end, in an hour: a counter where people are helped, not a machine. */
export const PAR_RESEAU = { nombre: 300, secondes: 3600 }

/** `retour` as `safeRetour` gives it. */
export function refuserLaConnexion(retour: string, code: RefusDeFranceConnect['code']): NextResponse {
  const query = new URLSearchParams({ retour, refus: code })
  return NextResponse.redirect(`${env.siteUrl}/ma-demande?${query}`, 303)
}
