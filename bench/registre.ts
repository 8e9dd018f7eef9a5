/**
 * A register of its own for a bench, durable as a real one: as many demandes as wanted, written by COPY from one that
 * the acts of the domain made, and checked by the rules on a sample. Everybody in it is invented.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql as texte } from 'drizzle-orm'
import type postgres from 'postgres'
import { closeDb, db } from '#db/client.ts'
import { listFaits, loadDemande } from '#db/repositories/demandes.ts'
import { another, type Cohorte, reprendre, writeActes } from '#db/testing/cohortes.ts'
import { addMonths, type Jour, jour } from '#lib/domain/calendrier.ts'
import { checkContenu } from '#lib/domain/demande/contenu-fige.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { computeEcheances } from '#lib/domain/demande/echeances.ts'
import { replayFaits } from '#lib/domain/demande/faits.ts'
import { canonicalJson } from '#lib/domain/demande/modification.ts'
import { numeroDuMois } from '#lib/domain/demande/testing.ts'
import { type Embedded, ensureDatabase, startEmbedded } from '../db/embedded.ts'
import { migrateDatabase } from '../db/migrate.ts'

/** Every demande belongs to Ariège: one zone, so that one day is the same for all. */
const TERRITOIRE = '09'
/** Numbers taken of the million of a month; beyond, the demandes are of the month before. */
const PAR_MOIS = 900_000
/** Demandes held in memory at once, then written together. */
const LOT = 20_000
/** One demande in so many is read back and judged. */
const UNE_LUE_SUR = 1_500

/** Opens a cluster and closes it; `db` from #db/client.ts points at it meanwhile. */
export const withRegistre = <T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> =>
  withRegistres(1, async (entrer) => run(await entrer(0)))

/**
 * Opens as many clusters side by side, each with its memory, and closes them. `entrer` points `db` from #db/client.ts at
 * one of them, of that rank: whatever was asked of another must have been answered.
 */
export async function withRegistres<T>(
  nombre: number,
  run: (entrer: (rang: number) => Promise<postgres.Sql>) => Promise<T>,
): Promise<T> {
  const before = { ...process.env }
  const ouverts: { folder: string; server?: Embedded; url?: string }[] = []
  try {
    process.env.PORTAIL_SECRET = 'secret-invente-pour-une-mesure-sans-suite'
    for (let rang = 0; rang < nombre; rang += 1) {
      const folder = mkdtempSync(join(tmpdir(), 'portail-mesure-'))
      chmodSync(folder, 0o755)
      const ouvert: (typeof ouverts)[number] = { folder }
      ouverts.push(ouvert)
      ouvert.server = await startEmbedded(folder)
      ouvert.url = await ensureDatabase(ouvert.server, 'mesure')
      process.env.DATABASE_URL = ouvert.url
      await migrateDatabase(ouvert.url)
    }
    return await run(async (rang) => {
      await closeDb()
      process.env.DATABASE_URL = ouverts[rang]?.url
      return db.$sql
    })
  } finally {
    await closeDb()
    delete process.env.DATABASE_URL
    delete process.env.PORTAIL_SECRET
    Object.assign(process.env, before)
    for (const { folder, server } of ouverts) {
      await server?.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Adds these cohortes, each demande with a number, a telephone and a mail of its own. */
export async function fillRegistre(cohortes: readonly Cohorte[]): Promise<void> {
  const lues: DemandeRef[] = []
  for (const cohorte of cohortes)
    for (let faites = 0, mois = 0; faites < cohorte.nombre; mois += 1) {
      const deposeeLe = addMonths(cohorte.valideDepuis, -24 - mois)
      const prises = await countDuMois(deposeeLe)
      const modele = reprendre(cohorte, deposeeLe)
      const places = Math.min(PAR_MOIS - prises, cohorte.nombre - faites)
      for (let at = 0; at < places; at += LOT) {
        const actes = Array.from({ length: Math.min(LOT, places - at) }, (_, rang) =>
          another(modele, faites + at + rang + 1, prises + at + rang + 1),
        )
        await writeActes(actes)
        lues.push(...actes.flatMap(({ demande: { ref } }, rang) => (rang % UNE_LUE_SUR === 0 ? [ref] : [])))
      }
      faites += Math.max(places, 0)
    }
  for (const ref of lues) await checkDemande(ref)
  await db.execute(texte`analyze`)
}

/** Numbers of that month that are taken: a demonstration has some already. */
async function countDuMois(deposeeLe: Jour): Promise<number> {
  const [debut, fin] = [numeroDuMois(deposeeLe, 0, TERRITOIRE), numeroDuMois(deposeeLe, 999_999, TERRITOIRE)]
  const [pris] = await db.$sql<{ jusqua: number }[]>`
    select coalesce(max(substr(numero_unique, 8, 6)::int), 0) as jusqua from demande
    where left(numero_unique, 13) between ${debut.slice(0, 13)} and ${fin.slice(0, 13)}`
  return pris?.jusqua ?? 0
}

/** Throws when what the base holds of a demande is not what the rules say of it. */
async function checkDemande(ref: DemandeRef): Promise<void> {
  const etat = await db.transaction((tx) => loadDemande(tx, ref))
  if (etat?.statut !== 'active' || etat.valideDepuis === null) throw new Error(`${ref} was not written.`)
  const faits = await listFaits(db, etat.numeroUnique)
  const isJuste =
    canonicalJson(replayFaits(faits.map(({ fait }) => fait))) === canonicalJson(etat) &&
    canonicalJson(computeEcheances(etat.valideDepuis)) === canonicalJson(etat.echeances) &&
    checkContenu(etat.contenu, etat.territoire).ok
  if (!isJuste) throw new Error(`${ref} is not what its faits and the rules say.`)
}

/** The day of the base where these demandes live. */
export async function aujourdHuiDe(sql: postgres.Sql): Promise<Jour> {
  const [row] = await sql<{ le: string }[]>`select (now() at time zone 'Europe/Paris')::date::text as le`
  return jour(row?.le ?? '')
}
