/** The door of a private page: sign-in for a visitor, 403 for a role that may not, and who asks for the others. */
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { type Acte, checkPorte } from '#lib/domain/acces/acces.ts'
import { type ContexteWeb, readContexte } from './contexte.ts'
import { readSid, type SessionLue } from './session.ts'
import { answerWith } from './statut.ts'

export type ContexteConnecte = ContexteWeb & Readonly<{ session: SessionLue }>

/** The path asked for, which `proxy.ts` writes on private paths. */
export const CHEMIN_HEADER = 'x-portail-chemin'

/** Where a visitor of this request signs in, and comes back here; it says so when their session has ended. */
export async function adresseDeConnexion(): Promise<string> {
  const chemin = (await headers()).get(CHEMIN_HEADER)
  const params = [...(chemin ? [`retour=${encodeURIComponent(chemin)}`] : []), ...((await readSid()) ? ['finie'] : [])]
  return params.length > 0 ? `/connexion?${params.join('&')}` : '/connexion'
}

/**
 * Who asks, for a page that opens by this act; undefined for a role that may not, whose answer is already under 403: the
 * page says so itself, since Next's own refusal is blank without scripts (docs/adr/0021).
 */
export async function requireAcces(acte: Acte): Promise<ContexteConnecte | undefined> {
  const ctx = await readContexte()
  const porte = checkPorte(ctx.acteur, acte)
  if (porte.ok && ctx.session) return { ...ctx, session: ctx.session }
  if (!porte.ok && porte.refus.code === 'acces-refuse') {
    answerWith(403)
    return undefined
  }
  redirect(await adresseDeConnexion())
}
