/** Write side of the accounts of applicants: who they are, what is attached to them, their sessions. */
import { randomBytes } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { HEURES_DE_SESSION, type IdentitePivot, type PreuveDeRattachement } from '#lib/domain/acces/demandeur.ts'
import { foldCourriel } from '#lib/domain/acces/entree.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Tx } from '../client.ts'
import {
  brouillonDeRenouvellement,
  demande,
  demandeur,
  rattachement,
  saisieGardee,
  sessionDemandeur,
} from '../schema/index.ts'
import { voidCodesEnvoyes } from './codes-envoyes.ts'
import { voidCodesRemis } from './codes-remis.ts'

type NouvelleSession = Readonly<{
  demandeurId: string
  appareilPartage: boolean
  identite: IdentitePivot | null
  /** The `id_token` with which FranceConnect is left. */
  jetonDeSortie?: string | null
}>

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

/** The account of a `sub` of FranceConnect, made when nobody had it: it has no address. */
export async function ensureDemandeurDeFranceConnect(tx: Tx, sub: string): Promise<string> {
  const [row] = await tx
    .insert(demandeur)
    .values({ franceConnectSub: sub })
    .onConflictDoUpdate({ target: demandeur.franceConnectSub, set: { franceConnectSub: sub } })
    .returning({ id: demandeur.id })
  if (!row) throw new Error('The account was not written.')
  return row.id
}

/** Opens a session; its `sid` goes into the cookie and nowhere else. */
export async function insertSessionDeDemandeur(
  tx: Tx,
  session: NouvelleSession,
  cle: string | null = null,
): Promise<string> {
  const [row] = await tx
    .insert(sessionDemandeur)
    .values({
      ...session,
      cle: session.appareilPartage ? null : (cle ?? randomBytes(32).toString('base64url')),
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

/** Ends a session: what it kept for the browser, and what FranceConnect said, are forgotten. */
export const endSessionDeDemandeur = (tx: Tx, sid: string) =>
  tx
    .update(sessionDemandeur)
    .set({ finieAt: sql`transaction_timestamp()`, cle: null, identite: null, jetonDeSortie: null })
    .where(and(eq(sessionDemandeur.sid, sid), isNull(sessionDemandeur.finieAt)))

/** With what the session of FranceConnect is left; null when this one did not come from there, or is over. */
export async function findJetonDeSortie(tx: Tx, sid: string): Promise<string | null> {
  const [row] = await tx
    .select({ jeton: sessionDemandeur.jetonDeSortie })
    .from(sessionDemandeur)
    .where(eq(sessionDemandeur.sid, sid))
    .for('update')
  return row?.jeton ?? null
}

/** The key that this browser was given before, while nobody left: its copy of what was typed opens with it. */
async function findCle(tx: Tx, sid: string, demandeurId: string): Promise<string | null> {
  const [row] = await tx
    .select({ cle: sessionDemandeur.cle })
    .from(sessionDemandeur)
    .where(
      and(
        eq(sessionDemandeur.sid, sid),
        eq(sessionDemandeur.demandeurId, demandeurId),
        isNull(sessionDemandeur.finieAt),
      ),
    )
  return row?.cle ?? null
}

/**
 * A new session for who just proved themselves; the one that the browser had (`precedente`) ends. The same person finds
 * again the key of their browser, so that a session that ran out loses nothing of what was being typed. A session that
 * does not come from FranceConnect keeps what ends the one there, if this browser has one: « Quitter » ends both.
 */
export async function renewSessionDeDemandeur(
  tx: Tx,
  { precedente, ...session }: NouvelleSession & Readonly<{ precedente: string | null }>,
): Promise<string> {
  const cle = precedente ? await findCle(tx, precedente, session.demandeurId) : null
  const jetonDeSortie = session.jetonDeSortie ?? (precedente ? await findJetonDeSortie(tx, precedente) : null)
  if (precedente) await endSessionDeDemandeur(tx, precedente)
  return insertSessionDeDemandeur(tx, { ...session, jetonDeSortie }, cle)
}

/** The invented demande of an account of the demonstration, and the account. */
export async function findDemandeDHistoire(tx: Tx, courriel: string) {
  const [row] = await tx
    .select({ demandeurId: demandeur.id, ref: demande.ref })
    .from(demandeur)
    .innerJoin(rattachement, eq(rattachement.demandeurId, demandeur.id))
    .innerJoin(demande, eq(demande.numeroUnique, rattachement.numeroUnique))
    .where(and(eq(demandeur.courriel, courriel), demande.demonstration))
    .orderBy(rattachement.at)
    .limit(1)
  return row
}

/**
 * No account reads this demande any more, and what they wrote of it and did not send goes: who it is for has changed.
 * The codes that would attach it again were given to who it was for. Under the lock of the demande, as whoever attaches.
 */
export async function detachDemandeurs(tx: Tx, numeroUnique: NumeroUnique): Promise<void> {
  await tx.delete(rattachement).where(eq(rattachement.numeroUnique, numeroUnique))
  await tx.delete(brouillonDeRenouvellement).where(eq(brouillonDeRenouvellement.numeroUnique, numeroUnique))
  await tx.delete(saisieGardee).where(eq(saisieGardee.numeroUnique, numeroUnique))
  await voidCodesRemis(tx, numeroUnique)
  await voidCodesEnvoyes(tx, numeroUnique)
}
