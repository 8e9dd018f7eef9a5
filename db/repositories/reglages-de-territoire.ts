/** What is switched on in a territory, read and changed. */
import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  type FonctionDeTerritoire,
  fonctionsOuvertes,
  type ReglagesDeTerritoire,
  reglagesDe,
  reglagesParDefaut,
} from '#lib/domain/demande/reglages-de-territoire.ts'
import { TERRITOIRES, type Territoire } from '#lib/domain/demande/territoire.ts'
import { env } from '#lib/env.ts'
import type { Reader, Tx } from '../client.ts'
import { faitDAdministration, reglageDeTerritoire } from '../schema/index.ts'

export const COLONNES_DE_REGLAGE = {
  renouvellementEnLigne: reglageDeTerritoire.renouvellementEnLigne,
  rappels: reglageDeTerritoire.rappels,
  radiation: reglageDeTerritoire.radiation,
}

/** Those of a territory that nobody has set: by the mode of this installation. */
export const reglagesSansLigne = (territoire: Territoire): ReglagesDeTerritoire =>
  reglagesParDefaut(territoire, env.mode === 'demonstration')

/** Whether this installation hears the mails that come back. A demonstration has no outside: nothing that leaves it could. */
export const isRetourEntendu = (): boolean => env.mode === 'demonstration' || env.secretDesAccuses !== undefined

/** What is in force in a territory: for pages, jobs and acts alike. */
export async function loadReglagesDeTerritoire(reader: Reader, territoire: Territoire): Promise<ReglagesDeTerritoire> {
  const [row] = await reader
    .select(COLONNES_DE_REGLAGE)
    .from(reglageDeTerritoire)
    .where(eq(reglageDeTerritoire.territoire, territoire))
  return row ?? reglagesSansLigne(territoire)
}

/** The territories in which a function is on. */
export async function listTerritoiresOuverts(reader: Reader, fonction: FonctionDeTerritoire): Promise<Territoire[]> {
  const rows = await reader
    .select({ territoire: reglageDeTerritoire.territoire, ...COLONNES_DE_REGLAGE })
    .from(reglageDeTerritoire)
  const regles = new Map(rows.map(({ territoire, ...reglages }) => [territoire, reglages]))
  return TERRITOIRES.filter((code) => fonctionsOuvertes(regles.get(code) ?? reglagesSansLigne(code)).includes(fonction))
}

export type ReglagesVersionnes = Readonly<{ reglages: ReglagesDeTerritoire; version: number }>

/** The same under its lock, with the version that a form compares: 0 before the first change. */
export async function loadReglagesForUpdate(tx: Tx, territoire: Territoire): Promise<ReglagesVersionnes> {
  // Who changes a territory that has no row yet queues too.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`reglage:${territoire}`}, 0))`)
  const [row] = await tx
    .select({ ...COLONNES_DE_REGLAGE, version: reglageDeTerritoire.version })
    .from(reglageDeTerritoire)
    .where(eq(reglageDeTerritoire.territoire, territoire))
  if (!row) return { reglages: reglagesSansLigne(territoire), version: 0 }
  const { version, ...reglages } = row
  return { reglages, version }
}

export const saveReglagesDeTerritoire = (tx: Tx, territoire: Territoire, reglages: ReglagesDeTerritoire) =>
  tx
    .insert(reglageDeTerritoire)
    .values({ territoire, ...reglages })
    .onConflictDoUpdate({
      target: reglageDeTerritoire.territoire,
      set: { ...reglages, version: sql`${reglageDeTerritoire.version} + 1` },
    })

const contenuSchema = z.object({ ouverts: z.array(z.custom<FonctionDeTerritoire>((one) => typeof one === 'string')) })

/** The last change of a territory, for who undoes it: its id, and what stood before. */
export async function loadDernierReglage(tx: Tx, territoire: Territoire) {
  const [row] = await tx
    .select({ id: faitDAdministration.id, avant: faitDAdministration.avant })
    .from(faitDAdministration)
    .where(and(eq(faitDAdministration.objet, 'territoire'), eq(faitDAdministration.cible, territoire)))
    .orderBy(desc(faitDAdministration.id))
    .limit(1)
  return row && { id: row.id, avant: reglagesDe(contenuSchema.parse(row.avant).ouverts) }
}
