/** Whom a mail about points reaches: their centre, its agents, the gestionnaires of their département. */
import { and, arrayContains, arrayOverlaps, eq, inArray, isNull } from 'drizzle-orm'
import { ROLES_DE_CENTRE } from '#lib/domain/acces/acces.ts'
import type { Destinataires } from '#lib/domain/guichet/destinataires.ts'
import type { Reader } from '../client.ts'
import { centre, compte, pointDeContact } from '../schema/index.ts'

/** The addresses of the open accounts of a centre. */
export async function listAgents(reader: Reader, centreId: string): Promise<string[]> {
  const rows = await reader
    .select({ courriel: compte.courriel })
    .from(compte)
    .where(
      and(
        inArray(compte.role, [...ROLES_DE_CENTRE]),
        isNull(compte.desactiveAt),
        arrayContains(compte.centreIds, [centreId]),
      ),
    )
    .orderBy(compte.courriel)
  return rows.map(({ courriel }) => courriel)
}

async function listGestionnaires(reader: Reader, departement: string): Promise<string[]> {
  const rows = await reader
    .select({ courriel: compte.courriel })
    .from(compte)
    .where(
      and(
        eq(compte.role, 'gestionnaire-territorial'),
        isNull(compte.desactiveAt),
        arrayOverlaps(compte.departements, [departement]),
      ),
    )
    .orderBy(compte.courriel)
  return rows.map(({ courriel }) => courriel)
}

/** Who may hear of a published point. Undefined when it is unknown or withdrawn. */
export async function loadDestinataires(reader: Reader, pointId: string): Promise<Destinataires | undefined> {
  const [point] = await reader
    .select({
      departement: pointDeContact.departementCode,
      centreId: pointDeContact.centreId,
      courriel: centre.courriel,
    })
    .from(pointDeContact)
    .leftJoin(centre, eq(centre.id, pointDeContact.centreId))
    .where(and(eq(pointDeContact.id, pointId), isNull(pointDeContact.retireAt)))
  if (!point) return undefined
  return {
    courriel: point.courriel,
    agents: point.centreId === null ? [] : await listAgents(reader, point.centreId),
    gestionnaires: await listGestionnaires(reader, point.departement),
  }
}
