/** The yearly question to each centre, and its answer. */
import { createHash } from 'node:crypto'
import { and, asc, eq, exists, isNull, lt, max, min, notExists, sql } from 'drizzle-orm'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Verification } from '#lib/domain/guichet/verification.ts'
import type { Reader, Tx } from '../client.ts'
import { centre, pointDeContact, verification } from '../schema/index.ts'
import { listAgents } from './destinataires.ts'

/** Centres that may have to be asked, `depuis` being the first day that asks nothing yet: each is judged under its lock. */
export async function listCentresAInterroger(reader: Reader, depuis: Jour): Promise<string[]> {
  const anciens = reader
    .select({ id: pointDeContact.id })
    .from(pointDeContact)
    .where(
      and(
        eq(pointDeContact.centreId, centre.id),
        isNull(pointDeContact.retireAt),
        lt(pointDeContact.misAJourLe, depuis),
      ),
    )
  const posees = reader
    .select({ id: verification.id })
    .from(verification)
    .where(and(eq(verification.centreId, centre.id), sql`${verification.demandeeLe} >= ${depuis}`))
  const rows = await reader
    .select({ id: centre.id })
    .from(centre)
    .where(and(exists(anciens), notExists(posees)))
    .orderBy(asc(centre.id))
  return rows.map(({ id }) => id)
}

/** What the rule looks at, and to whom the question goes: the address of the centre, else those of its agents. */
export async function loadCentreAInterroger(tx: Tx, centreId: string) {
  const [held] = await tx
    .select({ nom: centre.nom, courriel: centre.courriel })
    .from(centre)
    .where(eq(centre.id, centreId))
    .for('update')
  if (!held) return undefined
  const [points] = await tx
    .select({ nombre: sql<number>`count(*)::int`, plusAncien: min(pointDeContact.misAJourLe) })
    .from(pointDeContact)
    .where(and(eq(pointDeContact.centreId, centreId), isNull(pointDeContact.retireAt)))
  const [derniere] = await tx
    .select({ le: max(verification.demandeeLe) })
    .from(verification)
    .where(eq(verification.centreId, centreId))
  return {
    nom: held.nom,
    points: points?.nombre ?? 0,
    plusAncien: points?.plusAncien ?? null,
    derniereLe: derniere?.le ?? null,
    destinataires: held.courriel ? [held.courriel] : await listAgents(tx, centreId),
  }
}

export async function insertVerification(
  tx: Tx,
  nouvelle: Readonly<{ centreId: string; demandeeLe: Jour; expireLe: Jour }>,
): Promise<string> {
  const [row] = await tx.insert(verification).values(nouvelle).returning({ id: verification.id })
  if (!row) throw new Error('The question was not written.')
  return row.id
}

const COLONNES = {
  id: verification.id,
  centreId: verification.centreId,
  expireLe: verification.expireLe,
  confirmeeLe: verification.confirmeeLe,
}

export async function loadVerificationForUpdate(tx: Tx, id: string): Promise<Verification | undefined> {
  const [row] = await tx.select(COLONNES).from(verification).where(eq(verification.id, id)).for('update')
  return row
}

export const markConfirmee = (tx: Tx, id: string, le: Jour) =>
  tx.update(verification).set({ confirmeeLe: le }).where(eq(verification.id, id))

/** One print of points and of their versions, whatever their order: the same print, the same points. */
export const empreinteDePoints = (points: readonly Readonly<{ id: string; version: number }>[]): string =>
  createHash('sha256')
    .update(
      points
        .map(({ id, version }) => `${id}:${version}`)
        .sort()
        .join(),
    )
    .digest('base64url')
