/** Who asks, for pages, actions and routes. */
import { type Acteur, VISITEUR } from '#lib/domain/acces/acteur.ts'
import { acteurDeCompte } from '#lib/domain/acces/acteur-de-compte.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { readSession, type SessionLue } from './session.ts'

export type ContexteWeb = Contexte & Readonly<{ session: SessionLue | undefined }>

export async function readContexte(): Promise<ContexteWeb> {
  const session = await readSession()
  const acteur: Acteur = session ? acteurDeCompte(session) : VISITEUR
  return { acteur, maintenant: new Date().toISOString(), session }
}
