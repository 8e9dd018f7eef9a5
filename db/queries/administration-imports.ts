/** Imports of censuses within the actor's reach; the file itself is read apart, and only to be given back. */
import { and, arrayOverlaps, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { db } from '../client.ts'
import { refusDImport } from '../repositories/imports.ts'
import { centre, compte, importDeRecensement } from '../schema/index.ts'
import { NOTHING } from './portee.ts'

function importsOf(acteur: Acteur): SQL | undefined {
  switch (acteur.role) {
    case 'administrateur-national':
      return undefined
    case 'gestionnaire-territorial':
      return acteur.departements.length > 0
        ? arrayOverlaps(importDeRecensement.departements, [...acteur.departements])
        : NOTHING
    case 'agent-de-guichet':
    case 'responsable-de-guichet':
      return acteur.centres.length > 0 ? inArray(importDeRecensement.centreId, [...acteur.centres]) : NOTHING
    default:
      return NOTHING
  }
}

const RESUME = {
  id: importDeRecensement.id,
  etat: importDeRecensement.etat,
  fichierNom: importDeRecensement.fichierNom,
  octets: sql<number>`octet_length(${importDeRecensement.fichier})`,
  origine: importDeRecensement.origine,
  centreId: importDeRecensement.centreId,
  departements: importDeRecensement.departements,
  centre: centre.nom,
  auteur: sql<string | null>`coalesce(${compte.nom}, ${compte.courriel})`,
  chiffres: importDeRecensement.chiffres,
  erreur: importDeRecensement.erreur,
  createdAt: importDeRecensement.createdAt,
  publieAt: importDeRecensement.publieAt,
}

/** The last fifty, newest first. */
export const listImports = (acteur: Acteur) =>
  db
    .select(RESUME)
    .from(importDeRecensement)
    .leftJoin(centre, eq(centre.id, importDeRecensement.centreId))
    .leftJoin(compte, eq(compte.id, importDeRecensement.compteId))
    .where(importsOf(acteur))
    .orderBy(desc(importDeRecensement.createdAt))
    .limit(50)

/** One import with what was understood of it; undefined when it is someone else's, which a page shows as 404. */
export async function findImport(acteur: Acteur, id: string) {
  const [row] = await db
    .select({ ...RESUME, analyse: importDeRecensement.analyse })
    .from(importDeRecensement)
    .leftJoin(centre, eq(centre.id, importDeRecensement.centreId))
    .leftJoin(compte, eq(compte.id, importDeRecensement.compteId))
    .where(and(eq(importDeRecensement.id, id), importsOf(acteur)))
  return row && { ...row, refus: refusDImport(row) }
}

/** The file as it was sent. */
export async function loadFichierDImport(acteur: Acteur, id: string) {
  const [row] = await db
    .select({ fichierNom: importDeRecensement.fichierNom, fichier: importDeRecensement.fichier })
    .from(importDeRecensement)
    .where(and(eq(importDeRecensement.id, id), importsOf(acteur)))
  return row
}
