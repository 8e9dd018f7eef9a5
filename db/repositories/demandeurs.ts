/** Write side of the accounts of applicants: who they are, what is attached to them, their sessions. */
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { HEURES_DE_SESSION, type IdentitePivot, type PreuveDeRattachement } from '#lib/domain/acces/demandeur.ts'
import { foldCourriel } from '#lib/domain/acces/entree.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Tx } from '../client.ts'
import { demandeur, rattachement, sessionDemandeur } from '../schema/index.ts'

/** The account of an address, made when nobody had it. */
export async function ensureDemandeurDeCourriel(tx: Tx, courriel: string): Promise<string> {
  const folded = foldCourriel(courriel)
  const [row] = await tx
    .insert(demandeur)
    .values({ courriel: folded })
    .onConflictDoUpdate({ target: demandeur.courriel, set: { courriel: folded } })
    .returning({ id: demandeur.id })
  if (!row) throw new Error('The account was not written.')
  return row.id
}

/** Opens a session; its `sid` goes into the cookie and nowhere else. */
export async function insertSessionDeDemandeur(
  tx: Tx,
  session: Readonly<{ demandeurId: string; appareilPartage: boolean; identite: IdentitePivot | null }>,
): Promise<string> {
  const [row] = await tx
    .insert(sessionDemandeur)
    .values({
      ...session,
      cle: session.appareilPartage ? null : randomBytes(32).toString('base64url'),
      expireAt: sql`transaction_timestamp() + make_interval(hours => ${HEURES_DE_SESSION})`,
    })
    .returning({ sid: sessionDemandeur.sid })
  if (!row) throw new Error('The session was not written.')
  return row.sid
}

/** Attaches a demande to an account; again changes nothing. */
export const insertRattachement = (
  tx: Tx,
  lien: Readonly<{ numeroUnique: NumeroUnique; demandeurId: string; preuve: PreuveDeRattachement }>,
) => tx.insert(rattachement).values(lien).onConflictDoNothing()
