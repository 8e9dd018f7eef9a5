/** What an actor may see of points, of communes and of imports, as conditions: every list of the administration starts here. */
import { and, arrayContained, inArray, type SQL, sql } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { commune, importDeRecensement, pointDeContact } from '../schema/index.ts'

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

/** The imports whose file the actor may read: the same as `consulter-import` of `lib/domain/acces`. */
export function importsOf(acteur: Acteur): SQL | undefined {
  switch (acteur.role) {
    case 'administrateur-national':
      return undefined
    case 'gestionnaire-territorial':
      // R-ACC-06 — choix du portail : un fichier qui déborde d’un territoire se lit par qui en répond en entier
      return acteur.departements.length > 0
        ? and(
            sql`cardinality(${importDeRecensement.departements}) > 0`,
            arrayContained(importDeRecensement.departements, [...acteur.departements]),
          )
        : NOTHING
    case 'agent-de-guichet':
    case 'responsable-de-guichet':
      return acteur.centres.length > 0 ? inArray(importDeRecensement.centreId, [...acteur.centres]) : NOTHING
    default:
      return NOTHING
  }
}
