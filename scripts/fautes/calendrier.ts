/**
 * The suites, lived when days go wrong. The clocks of the test processes, of what they start and of their databases are
 * moved together; each then goes on at its ordinary pace. A program that a test starts with an environment of its own
 * keeps the machine's clock.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Obstacle, root } from '../base.ts'
import { buildAsDemonstration } from '../navigateur.ts'
import { ensurePrograms, programsOf } from '../systeme.ts'

/** Each begins a little before what it is about, so that the suite lives through it. */
const MOMENTS = [
  ['le 29 février', '2028-02-29T10:00:00Z'],
  ['un dimanche', '2027-06-13T09:00:00Z'],
  ['le 31 décembre à 23 h 59', '2027-12-31T22:59:00Z'],
  ['la nuit de l’heure d’été', '2028-03-26T00:59:30Z'],
  ['la nuit de l’heure d’hiver', '2027-10-31T00:59:30Z'],
] as const
/** Their clocks are moved from inside, with nothing to install (./horloge.ts, db/testing/horloge.ts). */
const DEDANS = ['pur', 'volumes', 'processus', 'db'] as const
/** The whole product and programs that are not ours: their clocks are moved from outside, by libfaketime. */
const DEHORS = ['e2e', 'bureautique'] as const

/** The suites that keep the machine's clock, each with its reason, told with the figures. */
export const LAISSEES = [
  ['lancement', 'ses départs n’ont pas encore été vus jusqu’au bout sous libfaketime'],
  ['production', 'ce que son PostgreSQL doit interrompre au bout d’un délai ne l’a pas été sous libfaketime'],
] as const

const passagesOf = (suites: readonly (typeof DEDANS | typeof DEHORS)[number][]) =>
  MOMENTS.flatMap(([nom, instant]) => suites.map((suite) => ({ nom, instant, suite })))

/** Each suite at every moment, in the order of the moments: first what needs nothing installed. */
export const PASSAGES = [...passagesOf(DEDANS), ...passagesOf(DEHORS)]

type Passage = (typeof PASSAGES)[number]
export type Constat = Passage & Readonly<{ bilan: string; defauts: readonly string[] }>

const isDehors = (suite: string): boolean => DEHORS.some((one) => one === suite)

/**
 * What the runs need of the system and the pages of the product, made before the first: an installation would find every
 * certificate expired at another moment, and the moment would pass during a build. Throws an `Obstacle` that says what to do.
 */
export function prepare(passages: readonly Passage[]): void {
  const suites = passages.map(({ suite }) => suite).filter(isDehors)
  if (suites.length === 0) return
  ensurePrograms(['libfaketime', ...programsOf(suites)])
  if (!buildAsDemonstration(root)) throw new Obstacle('Les pages du portail ne se construisent pas.')
}

/** What a run said that matters: its closing lines, and each test or file that failed. */
export function readRecit(lines: readonly string[], status: number | null): Pick<Constat, 'bilan' | 'defauts'> {
  const bilan = lines.filter((line) => /^[\w-]+: \d+ passed, \d+ failed, \d+ skipped$/.test(line)).join(' ; ')
  const failed = lines.flatMap((line) => /^ ?FAIL +(.+)$|^ +✘ +\d+ (.+) \([\d.]+m?s?\)$/.exec(line)?.slice(1) ?? [])
  if (bilan && status === 0) return { bilan, defauts: [] }
  const defauts = [...new Set(failed.filter((one) => one !== undefined))]
  return { bilan: bilan || 'aucun bilan', defauts: defauts.length > 0 ? defauts : [`fin par ${status ?? 'un signal'}`] }
}

/** The suites of vitest alone; `scripts/fautes/horloge.ts` for the programs that a test starts, vitest.config.ts for its threads. */
const fromInside = (suite: string, decalage: number) => ({
  args: ['node_modules/vitest/vitest.mjs', 'run'],
  env: {
    SUITE: suite,
    DECALAGE_MS: String(decalage),
    NODE_OPTIONS: `--import ${new URL('horloge.ts', import.meta.url)}`,
  },
})

/** What a portal takes to be ready, and some of the tests: the others come after the moment. */
const AVANCE_MS = 240_000

/** As `npm test -- SUITE` runs it, whatever program it starts; `decalage` is the moment less now. */
export const fromOutside = (suite: string, decalage: number) => ({
  args: ['--conditions=react-server', '--disable-warning=ExperimentalWarning', 'scripts/test.ts', suite],
  env: {
    LD_PRELOAD: ensurePrograms(['libfaketime']).libfaketime,
    FAKETIME: `${decalage < AVANCE_MS ? '-' : '+'}${Math.abs(Math.round((decalage - AVANCE_MS) / 1000))}s`,
    // Delays stay those of the machine; mended besides, their clock would make Chromium wait without end.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_FORCE_MONOTONIC_FIX: '0',
    NO_FAKE_STAT: '1',
  },
})

/** Runs one suite at one moment. */
export async function tryPassage({ nom, instant, suite }: Passage): Promise<Constat> {
  const decalage = Date.parse(instant) - Date.now()
  const { args, env } = (isDehors(suite) ? fromOutside : fromInside)(suite, decalage)
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, NO_COLOR: '1' },
  })
  const lines: string[] = []
  const ended = new Promise<number | null>((done, fail) => {
    child.once('error', fail)
    child.once('close', done)
  })
  // What failed is told on the standard error.
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', (line) => lines.push(line))
  return { nom, instant, suite, ...readRecit(lines, await ended) }
}
