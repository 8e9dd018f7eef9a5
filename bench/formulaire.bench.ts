/**
 * `formulaire`: the last form of a renewal sent to a whole portal over HTTP, beside the statements of the renewal,
 * prepared, from a bare script on the same server; then as it comes, so many a second whether or not answers follow.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { db } from '#db/client.ts'
import { type Portal, startPortal } from '../scripts/navigateur.ts'
import { alternate, type Bench, median, type Row, spread } from './banc.ts'
import { type Envoi, makeFacteur, prepareEnvois } from './envois-de-formulaire.ts'
import { withBase } from './portail.ts'
import { drawARenouveler, fillARenouveler, listenToOne, timeAll } from './renouvellements.ts'

const PAR_PASSAGE = 200
const PASSAGES = 5
const PAR_SECONDE = 30
const SECONDES = 30
const OBJECTIFS = { rapport: 0.1, p99: 150 }
const arrondi = (value: number): number => Math.round(value * 100) / 100

/** Milliseconds from the moment each was due to its answer: one that waits makes none of the next wait. */
async function timeEach(envois: readonly Envoi[], envoyer: (envoi: Envoi) => Promise<void>): Promise<number[]> {
  const start = performance.now()
  const times = await Promise.all(
    envois.map(async (envoi, rang) => {
      const due = start + (rang * 1000) / PAR_SECONDE
      await sleep(Math.max(0, due - performance.now()))
      await envoyer(envoi)
      return performance.now() - due
    }),
  )
  return times.sort((a, b) => a - b)
}

/** Each form that was acknowledged renewed its demande, once. */
async function checkRenouvelees(sql: postgres.Sql, envoyes: readonly string[]): Promise<void> {
  const [row] = await sql<{ faits: number; demandes: number }[]>`
    select count(*)::int as faits, count(distinct numero_unique)::int as demandes from fait_de_demande
    where type = 'renouvellement' and numero_unique in ${sql(envoyes)}`
  if (row?.faits !== envoyes.length || row.demandes !== envoyes.length)
    throw new Error(`${row?.faits} renewals of ${row?.demandes} demandes for ${envoyes.length} forms acknowledged.`)
}

async function measure(portal: Portal, url: string): Promise<Row[]> {
  const sql = db.$sql
  await fillARenouveler(sql, 30_000)
  const { replayAll } = await listenToOne(sql)
  const bare = postgres(url, { max: 10, onnotice: () => {} })
  const { envoyer, fermer } = makeFacteur(portal)
  const envoyes: string[] = []
  const prepare = async (nombre: number): Promise<Envoi[]> => {
    const envois = await prepareEnvois(portal, await drawARenouveler(sql, nombre))
    envoyes.push(...envois.map(({ numero }) => numero))
    return envois
  }
  try {
    const ours = async () => PAR_PASSAGE / (await timeAll(await prepare(PAR_PASSAGE), envoyer))
    const limit = async () => PAR_PASSAGE / (await replayAll(await drawARenouveler(sql, PAR_PASSAGE), bare))
    // Both are warmed before anything is timed.
    await ours()
    await limit()
    const runs = await alternate(ours, limit, PASSAGES)
    const times = await timeEach(await prepare(PAR_SECONDE * SECONDES), envoyer)
    await checkRenouvelees(sql, envoyes)
    const [mesure, limite] = [median(runs.ours), median(runs.limit)]
    const at = (part: number): number => times[Math.ceil(part * times.length) - 1] ?? Number.POSITIVE_INFINITY
    return [
      {
        nom: 'formulaire',
        mesure: arrondi(mesure),
        limite: arrondi(limite),
        unite: 'renouvellements/s',
        rapport: arrondi(mesure / limite),
        objectif: `≥ ${String(OBJECTIFS.rapport).replace('.', ',')} × les mêmes ordres préparés, d’un script nu`,
        atteint: mesure >= OBJECTIFS.rapport * limite,
        details: {
          passages: spread(runs.ours.map(arrondi)),
          limites: spread(runs.limit.map(arrondi)),
          renouvelees: envoyes.length,
        },
      },
      {
        nom: 'formulaire',
        mesure: arrondi(at(0.99)),
        limite: null,
        unite: 'ms',
        rapport: null,
        objectif: `99 sur 100 en ${OBJECTIFS.p99} ms au plus, à ${PAR_SECONDE} envois/s`,
        atteint: at(0.99) <= OBJECTIFS.p99,
        details: { envois: times.length, mediane: arrondi(at(0.5)), auPire: arrondi(at(1)) },
      },
    ]
  } finally {
    fermer()
    await bare.end()
  }
}

export const bench: Bench = {
  nom: 'formulaire',
  run: async () => {
    // Believed as behind one proxy: each applicant sends from an address of their own, and none meets the limit of one.
    const portal = await startPortal({ PROXYS_DE_CONFIANCE: '1' })
    try {
      return await withBase(portal, (url) => measure(portal, url))
    } finally {
      await portal.stop()
    }
  },
}
