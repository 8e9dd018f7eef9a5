/** What a yearly link shows: the public face of the points of one centre, and nothing of who works there. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'
import type { Reader } from '../client.ts'
import { empreinteDePoints } from '../repositories/verifications.ts'
import { centre, pointDeContact, verification } from '../schema/index.ts'
import { listPointsParNom, PAR_NOM } from './points.ts'

/** Cards that one page shows. */
export const POINTS_PAR_PAGE = 200

export type Question = Readonly<{
  centre: string
  expireLe: Jour
  confirmeeLe: Jour | null
  isExpiree: boolean
  points: readonly PointPublie[]
  total: number
  /** Place of the first point of this page among all of them, from 1. */
  premier: number
  /** The page that follows, and the print of what was read until it. */
  suite: Readonly<{ page: number; lus: string }> | null
  /** The print of all the published points, once each was shown as it is now; null: not on this page, or not yet. */
  vus: string | null
}>

type Place = Readonly<{
  page?: number
  /** The print of the points of the pages before, as they were read. */
  lus?: string | undefined
}>

/** One page of the points that a link asks about: who follows its pages one after the other has seen them all. */
export async function loadVerification(
  reader: Reader,
  id: string,
  { page = 1, lus }: Place = {},
): Promise<Question | undefined> {
  const [row] = await reader
    .select({
      centreId: verification.centreId,
      centre: centre.nom,
      expireLe: verification.expireLe,
      confirmeeLe: verification.confirmeeLe,
      isExpiree: sql<boolean>`${verification.expireLe} < (now() at time zone 'Europe/Paris')::date`,
    })
    .from(verification)
    .innerJoin(centre, eq(centre.id, verification.centreId))
    .where(eq(verification.id, id))
  if (!row) return undefined
  const { centreId, ...question } = row
  const publies = await reader
    .select({ id: pointDeContact.id, version: pointDeContact.version })
    .from(pointDeContact)
    .where(and(eq(pointDeContact.centreId, centreId), isNull(pointDeContact.retireAt)))
    .orderBy(...PAR_NOM)
  const avant = Math.max(0, Math.min(page, Math.ceil(publies.length / POINTS_PAR_PAGE)) - 1) * POINTS_PAR_PAGE
  const fin = avant + POINTS_PAR_PAGE
  const points = await listPointsParNom(
    reader,
    publies.slice(avant, fin).map((point) => point.id),
  )
  // R-FRA-06 — choix du portail : on ne confirme que ce que l’on a vu, une page après l’autre
  const isSuivi = avant === 0 || lus === empreinteDePoints(publies.slice(0, avant))
  const vusIci = isSuivi ? empreinteDePoints(publies.slice(0, fin)) : null
  const reste = publies.length > fin
  return {
    ...question,
    points,
    total: publies.length,
    premier: avant + 1,
    suite: vusIci && reste ? { page: fin / POINTS_PAR_PAGE + 1, lus: vusIci } : null,
    vus: reste ? null : vusIci,
  }
}
