/** Names of the places that a point serves, whatever their kind. */
import { inArray } from 'drizzle-orm'
import { db } from '../client.ts'
import { commune, departement, epci } from '../schema/index.ts'

/** By code: INSEE code of a commune, SIREN of an EPCI, code of a département; one that nobody bears has no name here. */
export async function listNomsDeLieux(codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map()
  const noms = await Promise.all([
    db
      .select({ code: commune.codeInsee, nom: commune.nom })
      .from(commune)
      .where(inArray(commune.codeInsee, [...codes])),
    db
      .select()
      .from(epci)
      .where(inArray(epci.code, [...codes])),
    db
      .select({ code: departement.code, nom: departement.nom })
      .from(departement)
      .where(inArray(departement.code, [...codes])),
  ])
  return new Map(noms.flat().map(({ code, nom }) => [code, nom]))
}
