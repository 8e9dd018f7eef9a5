/**
 * The search index of the process, built once from the database. A publication of the territory builds it again; the
 * search goes on with the old one meanwhile.
 */
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { BALISE_DU_TERRITOIRE } from '#lib/domain/guichet/balises.ts'
import {
  type AncienneCherchee,
  buildIndex,
  type IndexDeRecherche,
  type ResultatDeRecherche,
  searchCommunes,
} from '#lib/domain/territoire/recherche.ts'
import { db } from '../client.ts'
import { commune, communeAncienne, departement, region } from '../schema/index.ts'

/** How long the version of the territory is believed, so that a burst of keystrokes asks for it once. */
const CONFIANCE_MS = 2000

type Held = { version: number; index: Promise<IndexDeRecherche>; checkedAt: number }
const holder = globalThis as typeof globalThis & { portailIndexDesCommunes?: Held }

const versionSchema = z.tuple([z.object({ version: z.coerce.number() })])

/** The last publication that touched the territory, 0 before any. */
async function territoryVersion(): Promise<number> {
  const rows = await db.execute(
    sql`select coalesce(max(version), 0) as version from publication where balises @> array[${BALISE_DU_TERRITOIRE}]`,
  )
  return versionSchema.parse([...rows])[0].version
}

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
export async function loadIndexDesCommunes(): Promise<IndexDeRecherche> {
  const held = holder.portailIndexDesCommunes
  if (held && performance.now() - held.checkedAt < CONFIANCE_MS) return held.index
  if (held) held.checkedAt = performance.now()
  const version = await territoryVersion()
  const current = holder.portailIndexDesCommunes
  if (current && current.version === version) return current.index
  const index = readIndex()
  holder.portailIndexDesCommunes = { version, index, checkedAt: performance.now() }
  // A failed reading is not kept: the next search tries again.
  index.catch(() => {
    if (holder.portailIndexDesCommunes?.index === index) delete holder.portailIndexDesCommunes
  })
  return current?.index ?? index
}

/** Forgets the index: tests, and whoever changed communes without a publication. */
export function forgetIndexDesCommunes(): void {
  delete holder.portailIndexDesCommunes
}

/** The communes that a text may mean, best first (see lib/domain/territoire/recherche.ts). */
export async function findCommunes(texte: string, limite = 10): Promise<ResultatDeRecherche[]> {
  return searchCommunes(await loadIndexDesCommunes(), texte, limite)
}
