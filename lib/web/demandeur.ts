/**
 * The session of an applicant: a cookie of its own, sealed with our secret, names a row that decides at each request.
 * It is never that of an agent, even in the same browser (R-ACC-22).
 */
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import { findTitulaireDeSession } from '#db/queries/session-eteinte.ts'
import { findSessionDeDemandeur } from '#db/queries/sessions-de-demandeur.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { HEURES_DE_SESSION, HEURES_DE_SURSIS, type IdentitePivot } from '#lib/domain/acces/demandeur.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { env } from '#lib/env.ts'
import { cookieOptions, sessionDeDemandeurCookie } from './cookies.ts'

/** What the pages of an applicant know of who asks. */
export type DemandeurConnecte = Readonly<{
  /** Its actor is the applicant, with the references of the demandes attached to the account. */
  ctx: Contexte
  sid: string
  demandeurId: string
  appareilPartage: boolean
  /** With which the browser ciphers what it keeps (32 bytes, base64url); null on a shared computer: it keeps nothing. */
  cleDuNavigateur: string | null
  /** Who FranceConnect says the person is; null after a code sent by e-mail. */
  identite: IdentitePivot | null
}>

/** The `sid` that the applicant's cookie names, whether its session still stands or not. */
export async function readSidDeDemandeur(): Promise<string | undefined> {
  const token = (await cookies()).get(sessionDeDemandeurCookie())?.value
  if (!token) return undefined
  try {
    const read = await decode({ token, secret: env.secret })
    // A name of its own in the token: an agent's cookie, renamed, opens nothing here.
    return typeof read?.demandeur === 'string' && isUuid(read.demandeur) ? read.demandeur : undefined
  } catch {
    // A cookie that does not open is no cookie: the person signs in again.
    return undefined
  }
}

/**
 * Gives the browser its session; a shared computer forgets it when it closes. Only from an action or a route. The cookie
 * outlives the session, which its row alone opens: what a page left open overnight sends still finds whose it was.
 */
export async function giveSessionDeDemandeur(sid: string, appareilPartage: boolean): Promise<void> {
  const maxAge = (HEURES_DE_SESSION + HEURES_DE_SURSIS) * 3600
  const token = await encode({ token: { demandeur: sid }, secret: env.secret, maxAge })
  const options = { ...cookieOptions(), ...(appareilPartage ? {} : { maxAge }) }
  ;(await cookies()).set(sessionDeDemandeurCookie(), token, options)
}

/** Where an applicant goes back to: one of their own pages, never another site nor the administration. */
export const safeRetour = (retour: string | string[] | undefined): string =>
  typeof retour === 'string' && /^\/(ma-demande|renouveler)(\/[\w./-]*)?$/.test(retour) ? retour : '/ma-demande'

/** The applicant of this request, read once; undefined for a visitor, and for an agent who is nothing else. */
export const readDemandeur = cache(async (): Promise<DemandeurConnecte | undefined> => {
  const sid = await readSidDeDemandeur()
  const session = sid ? await findSessionDeDemandeur(sid) : undefined
  if (!session) return undefined
  const { demandeurId, demandes, appareilPartage, cle, identite } = session
  return {
    ctx: {
      acteur: { role: 'demandeur', compteId: demandeurId, demandes },
      maintenant: new Date().toISOString(),
    },
    sid: session.sid,
    demandeurId,
    appareilPartage,
    cleDuNavigateur: cle,
    identite,
  }
})

/**
 * Whose session the cookie was, when it went out by itself: what a page that stayed open sends is kept for them. Nothing
 * opens by it (R-BRO-05). `partage`: on a shared computer too.
 */
export async function readTitulaire(
  options: Readonly<{ partage?: boolean }> = {},
): Promise<Pick<DemandeurConnecte, 'ctx'> | undefined> {
  const sid = await readSidDeDemandeur()
  const titulaire = sid ? await findTitulaireDeSession(sid, options) : undefined
  if (!titulaire) return undefined
  const { demandeurId, demandes } = titulaire
  return {
    ctx: { acteur: { role: 'demandeur', compteId: demandeurId, demandes }, maintenant: new Date().toISOString() },
  }
}

/**
 * The applicant of a page that is theirs; a visitor goes to sign-in and comes back to `retour`, a path of our own. Which
 * demandes are theirs is for the use cases to judge: `acteur.demandes` is what they judge by.
 */
export async function requireDemandeur(retour: string): Promise<DemandeurConnecte> {
  return (await readDemandeur()) ?? redirect(`/ma-demande?retour=${encodeURIComponent(retour)}`)
}
