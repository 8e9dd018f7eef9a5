/** Names of communes for the drawn background of a map. */
import { and, between, desc, eq } from 'drizzle-orm'
import type { Cadre, Ville } from '#lib/domain/territoire/fond-de-carte.ts'
import type { Reader } from '../client.ts'
import { commune } from '../schema/index.ts'

const VILLES_MAX = 150

/** The most populated communes of a frame whose own position is known. */
export async function listVilles(reader: Reader, { sud, ouest, nord, est }: Cadre): Promise<readonly Ville[]> {
  const rows = await reader
    .select({ nom: commune.nom, latitude: commune.latitude, longitude: commune.longitude })
    .from(commune)
    .where(
      and(
        eq(commune.positionPrecision, 'commune'),
        between(commune.latitude, sud, nord),
        between(commune.longitude, ouest, est),
      ),
    )
    .orderBy(desc(commune.population))
    .limit(VILLES_MAX)
  return rows.flatMap(({ nom, latitude, longitude }) =>
    latitude === null || longitude === null ? [] : [{ nom, latitude, longitude }],
  )
}
