/**
 * The search index of the process, built once from the database. A publication of the territory builds it again; the
 * search goes on with the old one meanwhile.
 */
import { eq, sql } from 'drizzle-orm'
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
        actuelle: sql<string>`case when ${commune.quitteeLe} is null then ${commune.codeInsee}
          else commune_actuelle(${commune.codeInsee}) end`,
      })
      .from(commune)
      .innerJoin(departement, eq(departement.code, commune.departementCode))
      .innerJoin(region, eq(region.code, departement.regionCode)),
    db.select().from(communeAncienne),
  ])
  // R-TER-17 — code officiel géographique (INSEE) : celle qui a quitté la liste mène à celle d’aujourd’hui, quand on la connaît
  const isProposee = ({ codeInsee, actuelle }: (typeof communes)[number]) => codeInsee === actuelle
  const parties = new Map(communes.filter((une) => !isProposee(une)).map((une) => [une.codeInsee, une]))
  const anciennes = new Map<string, AncienneCherchee[]>()
  const mener = (communeCode: string, ancienne: AncienneCherchee): void => {
    const list = anciennes.get(communeCode)
    if (list) list.push(ancienne)
    else anciennes.set(communeCode, [ancienne])
  }
  const nommees = new Set<string>()
  for (const { communeCode, nom, codeInsee, nature, codesPostaux } of rows) {
    const partie = parties.get(codeInsee)
    if (nom !== '') nommees.add(codeInsee)
    mener(communeCode, { codeInsee, nom: nom || null, nature, codesPostaux: partie?.codesPostaux ?? codesPostaux })
  }
  // The list of today may say its code alone: its own row still has its name.
  for (const { codeInsee, nom, codesPostaux, actuelle } of parties.values())
    if (!nommees.has(codeInsee)) mener(actuelle, { codeInsee, nom, nature: 'ancien-nom', codesPostaux })
  return buildIndex(
    communes
      .filter(isProposee)
      .map(({ actuelle: _, ...row }) => ({ ...row, anciennes: anciennes.get(row.codeInsee) ?? [] })),
  )
}

/** The index of this process; the first call builds it (about a second for the whole country). */
export const loadIndexDesCommunes = keepTerritoire('index des communes', readIndex, { confiance: CONFIANCE_MS })

/** The communes that a text may mean, best first (see lib/domain/territoire/recherche.ts). */
export async function findCommunes(texte: string, limite = 10): Promise<ResultatDeRecherche[]> {
  return searchCommunes(await loadIndexDesCommunes(), texte, limite)
}
