/**
 * A register of its own for a bench, durable as a real one: as many demandes as wanted, written by COPY from one that
 * the acts of the domain made, and checked by the rules on a sample. Everybody in it is invented.
 */
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql as texte } from 'drizzle-orm'
import type postgres from 'postgres'
import { closeDb, db } from '#db/client.ts'
import { toRow } from '#db/repositories/demandes.row.ts'
import { listFaits, loadDemande, rowDeFait } from '#db/repositories/demandes.ts'
import { copyRows } from '#db/repositories/lots.ts'
import { demande, faitDeDemande } from '#db/schema/index.ts'
import { addMonths, type Jour, jour } from '#lib/domain/calendrier.ts'
import type { Acte } from '#lib/domain/demande/acte.ts'
import { checkContenu } from '#lib/domain/demande/contenu-fige.ts'
import { type DemandeRef, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { recordReprise } from '#lib/domain/demande/depot.ts'
import { baremeAu, computeEcheances } from '#lib/domain/demande/echeances.ts'
import { replayFaits } from '#lib/domain/demande/faits.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { canonicalJson } from '#lib/domain/demande/modification.ts'
import { granted, numeroDuMois, refDe } from '#lib/domain/demande/testing.ts'
import { ensureDatabase, startEmbedded } from '../db/embedded.ts'
import { migrateDatabase } from '../db/migrate.ts'

/** Demandes whose validity began on the same day. */
export type Cohorte = Readonly<{ valideDepuis: Jour; avisRemisLe: Jour | null; nombre: number }>

/** Every demande belongs to Ariège: one zone, so that one day is the same for all. */
const TERRITOIRE = '09'
/** Numbers taken of the million of a month; beyond, the demandes are of the month before. */
const PAR_MOIS = 900_000
/** Demandes held in memory at once, then written together. */
const LOT = 20_000
/** One demande in so many is read back and judged. */
const UNE_LUE_SUR = 1_500

/** Opens a cluster and closes it; `db` from #db/client.ts points at it meanwhile. */
export async function withRegistre<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'portail-mesure-'))
  chmodSync(folder, 0o755)
  const server = await startEmbedded(folder)
  const before = { ...process.env }
  try {
    const url = await ensureDatabase(server, 'mesure')
    process.env.DATABASE_URL = url
    process.env.PORTAIL_SECRET = 'secret-invente-pour-une-mesure-sans-suite'
    await migrateDatabase(url)
    return await run(db.$sql)
  } finally {
    await closeDb()
    process.env.DATABASE_URL = before.DATABASE_URL
    process.env.PORTAIL_SECRET = before.PORTAIL_SECRET
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
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

/** A demande of that month, made by the act of the domain: the others of its cohorte are written from it. */
function reprendre({ valideDepuis, avisRemisLe }: Cohorte, deposeeLe: Jour) {
  const le = avisRemisLe ?? addMonths(valideDepuis, 1)
  const dates = { deposeeLe, enregistreeLe: deposeeLe, ancienneteDepuis: deposeeLe, renouveleeLe: null }
  const creation = { ref: refDe(1), numeroUnique: numeroDuMois(deposeeLe, 1, TERRITOIRE), contenu: unContenu() }
  const moment = { le, bareme: baremeAu(le), origine: { canal: 'editeur', organisme: 'G0123' } } as const
  const { demande: etat, fait } = granted(recordReprise({ ...creation, ...dates, valideDepuis, avisRemisLe }, moment))
  if (etat.statut !== 'active' || fait.type !== 'reprise') throw new Error('A reprise is active')
  return { etat, fait }
}

/** The same demande with a number, a reference, a telephone and a mail of its own. */
function another({ etat, fait }: ReturnType<typeof reprendre>, rang: number, sequence: number): Acte {
  const ref = parseDemandeRef(randomUUID())
  if (!ref) throw new Error('ref')
  const contenu = {
    ...etat.contenu,
    demandeur: {
      ...etat.contenu.demandeur,
      telephonePortable: `06 39 ${String(rang % 1_000_000).padStart(6, '0')}`,
      courriel: `personne.${rang}@exemple.invalid`,
    },
  }
  const soi = { ref, numeroUnique: numeroDuMois(etat.deposeeLe, sequence, TERRITOIRE), contenu }
  return { demande: { ...etat, ...soi }, fait: { ...fait, ...soi } }
}

const writeActes = (actes: readonly Acte[]): Promise<void> =>
  db.transaction(async (tx) => {
    // The rows come from one that the rules made: the triggers that count and compare would find nothing to say.
    await tx.execute(texte`set local session_replication_role = replica`)
    await copyRows(
      tx,
      demande,
      actes.map((acte) => ({ ...toRow(acte.demande), demonstration: true })),
    )
    await copyRows(
      tx,
      faitDeDemande,
      actes.map((acte) => rowDeFait(acte, { compteId: null, role: null })),
    )
  })

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
