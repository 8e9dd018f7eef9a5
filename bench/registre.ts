/**
 * A register of its own for a bench, durable as a real one: as many demandes as wanted, each valid by the rules, written
 * by SQL from one that the acts of the domain made. Everybody in it is invented.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type postgres from 'postgres'
import { closeDb, db } from '#db/client.ts'
import { toRow, toRowDeFait } from '#db/repositories/demandes.row.ts'
import { addMonths, type Jour, jour } from '#lib/domain/calendrier.ts'
import { recordReprise } from '#lib/domain/demande/depot.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { granted, numeroDuMois, refDe } from '#lib/domain/demande/testing.ts'
import { ensureDatabase, startEmbedded } from '../db/embedded.ts'
import { migrateDatabase } from '../db/migrate.ts'

/** Demandes whose validity began on the same day. */
export type Cohorte = Readonly<{ valideDepuis: Jour; avisRemisLe: Jour | null; nombre: number }>

/** Every demande belongs to Ariège: one zone, so that one day is the same for all. */
const TERRITOIRE = '09'
const SEQUENCES = 1_000_000

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
export async function fillRegistre(sql: postgres.Sql, cohortes: readonly Cohorte[]): Promise<void> {
  for (const { valideDepuis, avisRemisLe, nombre } of cohortes) {
    const deposeeLe = addMonths(valideDepuis, -24)
    const dates = { deposeeLe, enregistreeLe: deposeeLe, ancienneteDepuis: deposeeLe, renouveleeLe: null }
    const le = addMonths(valideDepuis, 1)
    const moment = { le, bareme: baremeAu(le), origine: { canal: 'editeur', organisme: 'G0123' } } as const
    const creation = { ref: refDe(1), numeroUnique: numeroDuMois(deposeeLe, 1, TERRITOIRE), contenu: unContenu() }
    const acte = granted(recordReprise({ ...creation, ...dates, valideDepuis, avisRemisLe: null }, moment))
    const etat = { ...toRow(acte.demande), avisRemisLe }
    const fait = toRowDeFait(acte.fait)
    // A demonstration has demandes of that month already.
    const [pris] = await sql<{ jusqua: number }[]>`
      select coalesce(max(substr(numero_unique, 8, 6)::int), 0) as jusqua from demande
      where left(numero_unique, 7) = left(${creation.numeroUnique}, 7)`
    const prochaine = pris?.jusqua ?? 0
    if (prochaine + nombre > SEQUENCES) throw new Error('More demandes than the sequences of a month hold.')
    const numero = sql`left(${creation.numeroUnique}, 7) || lpad((${prochaine}::int + i)::text, 6, '0') || 'G0123'`
    await sql.begin(async (tx) => {
      // The rows come from one that the rules made: the triggers that count and compare would find nothing to say.
      await tx`set local session_replication_role = replica`
      await tx`
        insert into demande
        select d.* from generate_series(1, ${nombre}::int) i, json_populate_record(null::demande, (${JSON.stringify(toSnake(etat))}::jsonb || jsonb_build_object(
          'numero_unique', ${numero}, 'ref', gen_random_uuid(), 'demonstration', true,
          'contenu', ${JSON.stringify(etat.contenu)}::jsonb || jsonb_build_object('demandeur',
            ${JSON.stringify(etat.contenu?.demandeur)}::jsonb || jsonb_build_object(
              'telephonePortable', '06 39 ' || lpad((i % 1000000)::text, 6, '0'),
              'courriel', 'personne.' || i || '@exemple.invalid'))
        ))::json) d`
      await tx`
        insert into fait_de_demande (numero_unique, rang, type, le, bareme, canal, organisme, dit)
        select ${numero}, 1, ${fait.type}, ${fait.le}, ${fait.bareme}, ${fait.canal}, ${fait.organisme},
          ${JSON.stringify(fait.dit)}::jsonb
        from generate_series(1, ${nombre}::int) i`
    })
  }
  await sql`analyze`
}

const toSnake = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  )

/** The day of the base where these demandes live. */
export async function aujourdHuiDe(sql: postgres.Sql): Promise<Jour> {
  const [row] = await sql<{ le: string }[]>`select (now() at time zone 'Europe/Paris')::date::text as le`
  return jour(row?.le ?? '')
}
