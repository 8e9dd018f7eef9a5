/**
 * The suites that may live at another moment, lived when days go wrong. The clocks of the test processes, of what they
 * start and of their databases are moved together (./horloge.ts, db/testing/horloge.ts); each then goes on at its
 * ordinary pace. A program that a test starts with an environment of its own keeps the machine's clock.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { root } from '../base.ts'

/** Each begins a little before what it is about, so that the suite lives through it. */
const MOMENTS = [
  ['le 29 février', '2028-02-29T10:00:00Z'],
  ['un dimanche', '2027-06-13T09:00:00Z'],
  ['le 31 décembre à 23 h 59', '2027-12-31T22:59:00Z'],
  ['la nuit de l’heure d’été', '2028-03-26T00:59:30Z'],
  ['la nuit de l’heure d’hiver', '2027-10-31T00:59:30Z'],
] as const
const SUITES = ['pur', 'volumes', 'processus', 'db'] as const

/** The suites that keep the machine's clock, each with its reason, told with the figures. */
export const LAISSEES = [
  ['e2e', 'le navigateur garde l’heure de la machine, et ses pages disent « ouvert » par elle'],
  ['bureautique', 'LibreOffice garde l’heure de la machine'],
  ['lancement', 'ses départs font une base neuve, que rien ne décale avant ses tables'],
  ['production', 'son PostgreSQL, celui du système, est préparé par le produit avant que l’on puisse le décaler'],
] as const

/** Four runs a moment, in the order of the moments. */
export const PASSAGES = MOMENTS.flatMap(([nom, instant]) => SUITES.map((suite) => ({ nom, instant, suite })))

type Passage = (typeof PASSAGES)[number]
export type Constat = Passage & Readonly<{ bilan: string; defauts: readonly string[] }>

/** What a run said that matters: its closing line, and each test or file that failed. */
export function readRecit(lines: readonly string[], status: number | null): Pick<Constat, 'bilan' | 'defauts'> {
  const bilan = lines.findLast((line) => /^[\w-]+: \d+ passed, \d+ failed, \d+ skipped$/.test(line))
  const failed = [...new Set(lines.flatMap((line) => /^ ?FAIL +(.+)$/.exec(line)?.[1] ?? []))]
  if (bilan && status === 0) return { bilan, defauts: [] }
  return { bilan: bilan ?? 'aucun bilan', defauts: failed.length > 0 ? failed : [`fin par ${status ?? 'un signal'}`] }
}

/** Runs one suite at one moment. */
export async function tryPassage(passage: Passage): Promise<Constat> {
  const decalage = Date.parse(passage.instant) - Date.now()
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      SUITE: passage.suite,
      DECALAGE_MS: String(decalage),
      // For the programs that a test starts; vitest.config.ts says it to its threads, which do not read this.
      NODE_OPTIONS: `--import ${new URL('horloge.ts', import.meta.url)}`,
      NO_COLOR: '1',
    },
  })
  const lines: string[] = []
  const ended = new Promise<number | null>((done, fail) => {
    child.once('error', fail)
    child.once('close', done)
  })
  // What failed is told on the standard error.
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', (line) => lines.push(line))
  return { ...passage, ...readRecit(lines, await ended) }
}
