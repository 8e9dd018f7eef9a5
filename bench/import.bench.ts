/**
 * `import`: a census of 36,000 rows and 25 columns, from the click that sends it to the page that says it is published,
 * beside the bare parse of the library and a bare `COPY` of the same rows; and what it takes in memory.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type postgres from 'postgres'
import { LIMITES } from '../lib/domain/guichet/recensement/classeur.ts'
import { root } from '../scripts/base.ts'
import { alternate, type Bench, median, spread } from './banc.ts'
import {
  arrondi,
  type Bureau,
  checkPublies,
  deposer,
  forget,
  type Memoire,
  publier,
  watchMemoire,
  withBureau,
} from './depot.ts'
import { listRangees, writeGrandClasseur } from './grand-classeur.ts'

const LIGNES = 36_000
const OBJECTIFS = { rapport: 2.5, secondes: 15, web: 20 }

/** Seconds of the library alone on that file, in a process of its own that does nothing else. */
function parseAlone(file: string): number {
  const script = `import { readFileSync } from 'node:fs'
    import * as XLSX from 'xlsx'
    const bytes = readFileSync(process.argv[1])
    const start = performance.now()
    XLSX.read(bytes, { type: 'buffer', dense: true })
    console.log((performance.now() - start) / 1000)`
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', script, file], { cwd: root, encoding: 'utf8' })
  const seconds = Number(done.stdout)
  if (done.status !== 0 || !(seconds > 0)) throw new Error(`The library did not read the file: ${done.stderr}`)
  return seconds
}

/** Seconds of a bare COPY of these rows into a bare table. */
async function copyAlone(sql: postgres.Sql, rows: readonly (readonly (string | number)[])[]): Promise<number> {
  const columns = (rows[0] ?? []).map((_, at) => `c${at} text`).join(', ')
  await sql.unsafe(`create temporary table mesure (${columns})`)
  const start = performance.now()
  const lines = rows.map((row) => `${row.map((cell) => (cell === '' ? '\\N' : cell)).join('\t')}\n`)
  await pipeline([lines.join('')], await sql`copy mesure from stdin`.writable())
  const seconds = (performance.now() - start) / 1000
  await sql`drop table mesure`
  return seconds
}

async function measure(bureau: Bureau) {
  const { sql, portal } = bureau
  const bytes = writeGrandClasseur(LIGNES)
  const rows = listRangees(LIGNES)
  const folder = mkdtempSync(join(tmpdir(), 'mesure-'))
  const file = join(folder, 'mesure.xlsx')
  writeFileSync(file, bytes)
  const ours = async () => {
    await forget(sql)
    const stop = watchMemoire(portal)
    const lecture = await deposer(bureau, bytes)
    const publication = await publier(bureau, LIGNES)
    const passage = { lecture, publication, total: lecture + publication, ...stop() }
    await checkPublies(bureau, LIGNES)
    return passage
  }
  const limit = async () => {
    const analyse = parseAlone(file)
    const copie = await copyAlone(sql, rows)
    return { analyse, copie, total: analyse + copie }
  }
  try {
    // One pair of functions of two kinds: each run keeps its own.
    const passages: Awaited<ReturnType<typeof ours>>[] = []
    const limites: Awaited<ReturnType<typeof limit>>[] = []
    await alternate(
      async () => void passages.push(await ours()),
      async () => void limites.push(await limit()),
    )
    return { octets: bytes.length, passages, limites }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const highest = (memoires: readonly Memoire[]): Record<string, number> => {
  const all: Record<string, number> = {}
  for (const { enfants } of memoires)
    for (const [script, peak] of Object.entries(enfants)) all[script] = Math.max(all[script] ?? 0, peak)
  return all
}

export const bench: Bench = {
  nom: 'import',
  run: () =>
    withBureau(async (bureau) => {
      const { octets, passages, limites } = await measure(bureau)
      const mesure = median(passages.map(({ total }) => total))
      const limite = median(limites.map(({ total }) => total))
      const enfants = highest(passages)
      const enfant = Math.max(0, ...Object.values(enfants))
      const web = Math.max(...passages.map((passage) => passage.web))
      const memoire = LIMITES.memoire / 1024 / 1024
      const seule = { nom: 'import', limite: null, rapport: null }
      return [
        {
          nom: 'import',
          mesure: arrondi(mesure),
          limite: arrondi(limite),
          unite: 's',
          rapport: arrondi(mesure / limite),
          objectif: `≤ ${OBJECTIFS.rapport} × l’analyse nue et un COPY nu, ${LIGNES} lignes × 25 colonnes`,
          atteint: mesure <= OBJECTIFS.rapport * limite,
          details: {
            octets,
            passages: spread(passages.map(({ total }) => arrondi(total))),
            lecture: arrondi(median(passages.map(({ lecture }) => lecture))),
            publication: arrondi(median(passages.map(({ publication }) => publication))),
            limites: spread(limites.map(({ total }) => arrondi(total))),
            analyseNue: arrondi(median(limites.map(({ analyse }) => analyse))),
            copieNue: arrondi(median(limites.map(({ copie }) => copie))),
          },
        },
        {
          ...seule,
          mesure: arrondi(mesure),
          unite: 's',
          objectif: `≤ ${OBJECTIFS.secondes} s du dépôt à la publication`,
          atteint: mesure <= OBJECTIFS.secondes,
          details: { passages: passages.map(({ total }) => arrondi(total)) },
        },
        {
          ...seule,
          mesure: enfant,
          unite: 'Mo',
          objectif: `≤ ${memoire} Mo dans chaque processus à part`,
          atteint: enfant > 0 && enfant <= memoire,
          details: enfants,
        },
        {
          ...seule,
          mesure: web,
          unite: 'Mo',
          objectif: `≤ ${OBJECTIFS.web} Mo de plus, au plus haut, dans le serveur web`,
          atteint: web <= OBJECTIFS.web,
          details: { passages: passages.map((passage) => passage.web) },
        },
      ]
    }),
}
