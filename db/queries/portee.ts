/** What an actor may see of points, centres, accounts, communes and imports, as conditions: every list of the administration starts here. */
import { and, arrayContained, arrayOverlaps, inArray, type SQL, sql } from 'drizzle-orm'
import { ROLES_DE_CENTRE, ROLES_TERRITORIAUX } from '#lib/domain/acces/acces.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { db } from '../client.ts'
import { centre, commune, compte, importDeRecensement, pointDeContact } from '../schema/index.ts'

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

/** The centres that the actor may see. */
export function centresOf(acteur: Acteur): SQL | undefined {
  switch (acteur.role) {
    case 'administrateur-national':
      return undefined
    case 'gestionnaire-territorial':
      return acteur.departements.length > 0 ? arrayOverlaps(centre.departements, [...acteur.departements]) : NOTHING
    case 'agent-de-guichet':
    case 'responsable-de-guichet':
      return acteur.centres.length > 0 ? inArray(centre.id, [...acteur.centres]) : NOTHING
    default:
      return NOTHING
  }
}

/** The accounts that the actor manages: gestionnaires for an administrator, agents of its centres for a gestionnaire. */
export function comptesOf(acteur: Acteur): SQL | undefined {
  if (acteur.role === 'administrateur-national') return inArray(compte.role, [...ROLES_TERRITORIAUX])
  if (acteur.role !== 'gestionnaire-territorial' || acteur.departements.length === 0) return NOTHING
  const own = db
    .select({ id: centre.id })
    .from(centre)
    .where(arrayContained(centre.departements, [...acteur.departements]))
  return and(
    inArray(compte.role, [...ROLES_DE_CENTRE]),
    sql`cardinality(${compte.centreIds}) > 0 and ${compte.centreIds} <@ array(${own})`,
  )
}
