/** Where renewals and nights are cut: a durable PostgreSQL of its own, and demandes of Ariège, some due to be radiated. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeDb, db } from '#db/client.ts'
import { type Embedded, ensureDatabase, startEmbedded } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { listFaits, loadDemande } from '#db/repositories/demandes.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import { addDays, addMonths } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { replayFaits } from '#lib/domain/demande/faits.ts'
import { canonicalJson } from '#lib/domain/demande/modification.ts'
import type { DemandeVue } from './histoire.ts'

const BASE = 'renouvelee'

export type TerrainDuRegistre = Readonly<{
  centreId: string
  postmaster: () => number
  /** Starts the server again when it is gone, and opens its base. */
  ensureServer: () => Promise<void>
  /** Adds a demande that may be renewed today, or one that the night has to end. */
  add: (isDue: boolean) => Promise<DemandeActive>
  /** What the base holds of these at the end, and how many renewals the counts of the register say. */
  look: (
    demandes: readonly (readonly [DemandeActive, boolean])[],
  ) => Promise<Readonly<{ vues: DemandeVue[]; comptes: number }>>
  close: () => Promise<void>
}>

export async function openTerrainDuRegistre(): Promise<TerrainDuRegistre> {
  const folder = mkdtempSync(join(tmpdir(), 'portail-registre-'))
  chmodSync(folder, 0o755)
  const postmaster = () => Number(readFileSync(join(folder, 'pg/postmaster.pid'), 'utf8').split('\n')[0])
  let server: Embedded = await startEmbedded(folder)
  const open = async () => {
    process.env.DATABASE_URL = await ensureDatabase(server, BASE)
  }
  await open()
  await migrateDatabase(server.url(BASE))
  const centreId = await insertCentre({ code: 'G0123' })
  const le = await aujourdHui()
  const passee = addMonths(addDays(le, -6), -13)
  return {
    centreId,
    postmaster,
    ensureServer: async () => {
      await closeDb()
      server = await startEmbedded(folder)
      await open()
      // What was asked meanwhile opened a pool on the port of before.
      await closeDb()
    },
    // In its last weeks, or a few days past its last day with a notice of more than a month.
    add: (isDue) =>
      insertUneDemande(
        isDue ? { valideDepuis: passee, avisRemisLe: addDays(le, -45) } : { valideDepuis: addMonths(le, -12) },
      ),
    look: async (demandes) => {
      const vues: DemandeVue[] = []
      for (const [{ ref, numeroUnique }, isDue] of demandes) {
        const etat = await db.transaction((tx) => loadDemande(tx, ref))
        if (!etat) throw new Error('A demande of the register is gone')
        const enregistres = await listFaits(db, numeroUnique)
        const [{ cles } = { cles: [] }] = await db.$sql<{ cles: (string | null)[] }[]>`
          select array_agg(cle order by rang) as cles from fait_de_demande where numero_unique = ${numeroUnique}`
        vues.push({
          numero: numeroUnique,
          statut: etat.statut,
          version: etat.version,
          isDue,
          isRejouee: canonicalJson(replayFaits(enregistres.map(({ fait }) => fait))) === canonicalJson(etat),
          faits: enregistres.map(({ rang, fait }, at) => ({
            rang,
            type: fait.type,
            cle: cles[at] ?? null,
            motif: fait.type === 'radiation' ? fait.motif.code : null,
          })),
        })
      }
      const [{ comptes } = { comptes: 0 }] = await db.$sql<{ comptes: number }[]>`
        select coalesce(sum(nombre), 0)::int as comptes from (
          select nombre from comptage where mesure = 'renouvellements'
          union all select nombre from ecart_de_comptage where mesure = 'renouvellements') tous`
      return { vues, comptes }
    },
    close: async () => {
      await closeDb()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
