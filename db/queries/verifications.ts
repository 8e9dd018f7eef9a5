/** What a yearly link shows: the public face of the points of one centre, and nothing of who works there. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'
import type { Reader } from '../client.ts'
import { empreinteDePoints } from '../repositories/verifications.ts'
import { centre, pointDeContact, verification } from '../schema/index.ts'
import { listPointsDuCentre } from './points.ts'

/** Cards that one page shows; a larger centre reads the rest in the administration. */
const MONTRES = 200

export type Question = Readonly<{
  centre: string
  expireLe: Jour
  confirmeeLe: Jour | null
  isExpiree: boolean
  points: readonly PointPublie[]
  total: number
  /** The print of all the published points, as they are now. */
  vus: string
}>

export async function loadVerification(reader: Reader, id: string): Promise<Question | undefined> {
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
  const points = await listPointsDuCentre(reader, centreId, MONTRES)
  return { ...question, points, total: publies.length, vus: empreinteDePoints(publies) }
}
