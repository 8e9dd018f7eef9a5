/** The door of a private page: sign-in for a visitor, 403 for a role that may not, and who asks for the others. */
import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { type Acte, checkPorte } from '#lib/domain/acces/acces.ts'
import { type ContexteWeb, readContexte } from './contexte.ts'
import type { SessionLue } from './session.ts'

export type ContexteConnecte = ContexteWeb & Readonly<{ session: SessionLue }>

/** The path asked for, which `proxy.ts` writes on private paths. */
export const CHEMIN_HEADER = 'x-portail-chemin'

/** Call first in each private page, with the act that the page exports as `acces`. */
export async function requireAcces(acte: Acte): Promise<ContexteConnecte> {
  const ctx = await readContexte()
  const porte = checkPorte(ctx.acteur, acte)
  if (porte.ok && ctx.session) return { ...ctx, session: ctx.session }
  if (!porte.ok && porte.refus.code === 'acces-refuse') forbidden()
  const chemin = (await headers()).get(CHEMIN_HEADER)
  redirect(chemin ? `/connexion?retour=${encodeURIComponent(chemin)}` : '/connexion')
}
