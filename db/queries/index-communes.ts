/**
 * The search index of the process, built once from the database. A publication of the territory builds it again; the
 * search goes on with the old one meanwhile.
 */
import { eq } from 'drizzle-orm'
import {
  type AncienneCherchee,
  buildIndex,
  type IndexDeRecherche,
  type ResultatDeRecherche,
  searchCommunes,
} from '#lib/domain/territoire/recherche.ts'
import { db } from '../client.ts'
import { keepTerritoire } from '../repositories/garde.ts'
import { commune, communeAncienne, departement, region } from '../schema/index.ts'

/** How long the version of the territory is believed, so that a burst of keystrokes asks for it once. */
export const CONFIANCE_MS = 2000

async function readIndex(): Promise<IndexDeRecherche> {
  const [communes, rows] = await Promise.all([
    db
      .select({
        codeInsee: commune.codeInsee,
        nom: commune.nom,
        slug: commune.slug,
        departement: commune.departementCode,
        nomDepartement: departement.nom,
        region: region.code,
        codesPostaux: commune.codesPostaux,
        population: commune.population,
      })
      .from(commune)
      .innerJoin(departement, eq(departement.code, commune.departementCode))
      .innerJoin(region, eq(region.code, departement.regionCode)),
    db.select().from(communeAncienne),
  ])
  const anciennes = new Map<string, AncienneCherchee[]>()
  for (const { communeCode, nom, ...ancienne } of rows) {
    const list = anciennes.get(communeCode)
    const known = { ...ancienne, nom: nom || null }
    if (list) list.push(known)
    else anciennes.set(communeCode, [known])
  }
  return buildIndex(communes.map((row) => ({ ...row, anciennes: anciennes.get(row.codeInsee) ?? [] })))
}

/** The index of this process; the first call builds it (about a second for the whole country). */
export const loadIndexDesCommunes = keepTerritoire('index des communes', readIndex, { confiance: CONFIANCE_MS })

/** The communes that a text may mean, best first (see lib/domain/territoire/recherche.ts). */
export async function findCommunes(texte: string, limite = 10): Promise<ResultatDeRecherche[]> {
  return searchCommunes(await loadIndexDesCommunes(), texte, limite)
}
