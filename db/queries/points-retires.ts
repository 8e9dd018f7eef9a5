/** What may still be said of a point that was published and is no more: its name, when, and where to look instead. */
import { and, eq, isNotNull } from 'drizzle-orm'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { fuseauDe } from '#lib/domain/territoire/fuseau.ts'
import type { Reader } from '../client.ts'
import { followFusions } from '../repositories/reunis.ts'
import { commune, departement, pointDeContact } from '../schema/index.ts'

export type PointRetire = Readonly<{
  nom: string
  retireLe: Jour
  commune: Readonly<{ codeInsee: string; nom: string }> | null
  departement: Readonly<{ code: string; nom: string }>
}>

/** The published point to which an address leads: itself, or the one that is kept of a duplicate. */
export const findPointGarde = (reader: Reader, id: string): Promise<string | undefined> => followFusions(reader, id)

/** A withdrawn point; undefined when it is published, or never was. */
export async function loadPointRetire(reader: Reader, id: string): Promise<PointRetire | undefined> {
  const [row] = await reader
    .select({
      nom: pointDeContact.nom,
      retireAt: pointDeContact.retireAt,
      codeInsee: commune.codeInsee,
      nomDeCommune: commune.nom,
      code: departement.code,
      nomDeDepartement: departement.nom,
    })
    .from(pointDeContact)
    .innerJoin(departement, eq(departement.code, pointDeContact.departementCode))
    .leftJoin(commune, eq(commune.codeInsee, pointDeContact.codeInsee))
    .where(and(eq(pointDeContact.id, id), isNotNull(pointDeContact.retireAt)))
  if (!row?.retireAt) return undefined
  const { nom, retireAt, codeInsee, nomDeCommune, code, nomDeDepartement } = row
  return {
    nom,
    retireLe: jourLocal(retireAt, fuseauDe(code)),
    commune: codeInsee && nomDeCommune ? { codeInsee, nom: nomDeCommune } : null,
    departement: { code, nom: nomDeDepartement },
  }
}
