/** Whom a mail about points reaches: their centre, its agents, the gestionnaires of their département. */
import { and, arrayContains, arrayOverlaps, eq, inArray, isNull } from 'drizzle-orm'
import { ROLES_DE_CENTRE } from '#lib/domain/acces/acces.ts'
import type { Destinataires } from '#lib/domain/guichet/destinataires.ts'
import type { Reader } from '../client.ts'
import { centre, compte, pointDeContact } from '../schema/index.ts'
import { followFusions } from './reunis.ts'

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

type Vise = Readonly<{ point: Readonly<{ id: string; nom: string }> }>

/** Who may hear of a published point, or of the one that is kept of it. Undefined when it is unknown or withdrawn. */
export async function loadDestinataires(reader: Reader, pointId: string): Promise<(Destinataires & Vise) | undefined> {
  // R-SIG-05 — choix du portail : ce qui est dit d’un doublon l’est du point auquel son adresse mène
  const garde = await followFusions(reader, pointId)
  if (garde === undefined) return undefined
  const [point] = await reader
    .select({
      id: pointDeContact.id,
      nom: pointDeContact.nom,
      departement: pointDeContact.departementCode,
      centreId: pointDeContact.centreId,
      courriel: centre.courriel,
    })
    .from(pointDeContact)
    .leftJoin(centre, eq(centre.id, pointDeContact.centreId))
    .where(and(eq(pointDeContact.id, garde), isNull(pointDeContact.retireAt)))
  if (!point) return undefined
  return {
    point: { id: point.id, nom: point.nom },
    courriel: point.courriel,
    agents: point.centreId === null ? [] : await listAgents(reader, point.centreId),
    gestionnaires: await listGestionnaires(reader, point.departement),
  }
}
