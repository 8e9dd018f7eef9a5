/** What an actor may see of points and of communes, as conditions: every list of the administration starts here. */
import { inArray, type SQL, sql } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { commune, pointDeContact } from '../schema/index.ts'

export const NOTHING = sql`false`

/** undefined: everything. */
export function pointsOf(acteur: Acteur): SQL | undefined {
  switch (acteur.role) {
    case 'administrateur-national':
      return undefined
    case 'gestionnaire-territorial':
      return acteur.departements.length > 0
        ? inArray(pointDeContact.departementCode, [...acteur.departements])
        : NOTHING
    case 'agent-de-guichet':
    case 'responsable-de-guichet':
      return acteur.centres.length > 0 ? inArray(pointDeContact.centreId, [...acteur.centres]) : NOTHING
    default:
      return NOTHING
  }
}

/** The communes whose figures the actor may see. */
export function communesOf(acteur: Acteur): SQL | undefined {
  if (acteur.role === 'administrateur-national') return undefined
  return acteur.role === 'gestionnaire-territorial' && acteur.departements.length > 0
    ? inArray(commune.departementCode, [...acteur.departements])
    : NOTHING
}
