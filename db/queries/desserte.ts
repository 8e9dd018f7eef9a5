/** What a published point serves, by name. */
import { and, asc, eq } from 'drizzle-orm'
import type { TerritoireDesservi } from '#lib/domain/guichet/desserte.ts'
import type { Reader } from '../client.ts'
import { commune, departement, desserte, epci } from '../schema/index.ts'

/** The communes, EPCI and départements whose inhabitants a point receives (R-PDC-03), in the order of their names. */
export async function loadTerritoireDesservi(reader: Reader, pointId: string): Promise<TerritoireDesservi> {
  const at = (niveau: 'commune' | 'epci' | 'departement') =>
    and(eq(desserte.pointId, pointId), eq(desserte.niveau, niveau))
  const [communes, epcis, departements] = await Promise.all([
    reader
      .select({ codeInsee: commune.codeInsee, nom: commune.nom, slug: commune.slug })
      .from(desserte)
      .innerJoin(commune, eq(commune.codeInsee, desserte.code))
      .where(at('commune'))
      .orderBy(asc(commune.nom), asc(commune.codeInsee)),
    reader
      .select({ code: epci.code, nom: epci.nom })
      .from(desserte)
      .innerJoin(epci, eq(epci.code, desserte.code))
      .where(at('epci'))
      .orderBy(asc(epci.nom)),
    reader
      .select({ code: departement.code, nom: departement.nom })
      .from(desserte)
      .innerJoin(departement, eq(departement.code, desserte.code))
      .where(at('departement'))
      .orderBy(asc(departement.code)),
  ])
  return { communes, epcis, departements }
}
