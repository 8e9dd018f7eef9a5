/** What the map of a page needs beside its pins: tiles when configured, else a drawn background. */
import { db } from '#db/client.ts'
import { listVilles } from '#db/queries/fond-de-carte.ts'
import { listTerres } from '#lib/adapters/terres.ts'
import type { Coordonnees } from '#lib/domain/territoire/distance.ts'
import { cadreAutour } from '#lib/domain/territoire/fond-de-carte.ts'
import { env } from '#lib/env.ts'
import type { CarteProps } from '#lib/ui/carte/epingles.ts'

/** `lieux` are what the map shows: the points, and the commune when there is one. */
export async function loadCarte(lieux: readonly Coordonnees[]): Promise<Omit<CarteProps, 'points'>> {
  const cadre = cadreAutour(lieux)
  if (env.tuiles || !cadre) return { tuiles: env.tuiles, fond: null }
  return { tuiles: null, fond: { cadre, terres: listTerres(cadre), villes: await listVilles(db, cadre) } }
}
