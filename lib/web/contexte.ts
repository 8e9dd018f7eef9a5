/** Who asks, for pages, actions and routes. */
import { type Acte, isActeDeDemandeur } from '#lib/domain/acces/acces.ts'
import { type Acteur, VISITEUR } from '#lib/domain/acces/acteur.ts'
import { acteurDeCompte } from '#lib/domain/acces/acteur-de-compte.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { type DemandeurConnecte, readDemandeur } from './demandeur.ts'
import { readSession, type SessionLue } from './session.ts'

/** One of the two at most: the door asked one of them. */
export type ContexteWeb = Contexte &
  Readonly<{ session: SessionLue | undefined; demandeur: DemandeurConnecte | undefined }>

/**
 * Who asks at the door of an act: its applicant when it is an applicant's, else its agent. `isGeste` false: a page asks
 * by itself, which keeps the session of an agent no longer open.
 */
export async function readContexte(
  acces: Acte | 'public' = 'public',
  { isGeste }: Readonly<{ isGeste: boolean }> = { isGeste: true },
): Promise<ContexteWeb> {
  // R-ACC-22 — choix du portail : deux comptes d’une même personne ne se prêtent pas leurs droits
  if (acces !== 'public' && isActeDeDemandeur(acces)) {
    const demandeur = await readDemandeur()
    const { acteur } = demandeur?.ctx ?? { acteur: VISITEUR }
    return { acteur, maintenant: new Date().toISOString(), session: undefined, demandeur }
  }
  const session = await readSession(isGeste)
  const acteur: Acteur = session ? acteurDeCompte(session) : VISITEUR
  return { acteur, maintenant: new Date().toISOString(), session, demandeur: undefined }
}
