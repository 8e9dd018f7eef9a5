/**
 * What a program would print by itself goes to the journal, which leaves the values out: Next prints whole the errors
 * that pages and actions throw, Node those that nobody caught and its warnings, a library what it likes.
 */
import { isErreur } from './erreur-sans-valeurs.ts'
import { journal } from './journal.ts'

type Ecriture = (gravite: 'info' | 'warn' | 'error' | 'fatal', err: unknown, quoi: string) => void

const toJournal: Ecriture = (gravite, err, quoi) => journal[gravite]({ err }, quoi)

const GRAVITES = {
  error: 'error',
  warn: 'warn',
  trace: 'warn',
  log: 'info',
  info: 'info',
  debug: 'info',
  dir: 'info',
  table: 'info',
} as const

/** Words may hold anything: the place that printed them is written, which an error made there tells. */
const errorOf = (said: readonly unknown[]): unknown => said.find(isErreur) ?? new Error()

/** Call once in a process of ours, before it works. `output` and `write` are given by tests. */
export function writeOutputsAsOurs(output: Partial<Console> = console, write: Ecriture = toJournal): void {
  // R-JOU-02 — RGPD, article 5, 1, c : ni une phrase imprimée ni un avertissement ne sont écrits avec leurs mots
  for (const [method, gravite] of Object.entries(GRAVITES))
    Object.assign(output, {
      [method]: (...said: unknown[]) => write(gravite, errorOf(said), said.some(isErreur) ? 'incident' : 'printed'),
    })
  // The listener of Node, which prints the sentence of the warning.
  process.removeAllListeners('warning')
  process.on('warning', (warning) => write('warn', warning, 'warning'))
}

/** In a process that nobody else guards: what was thrown and not caught is written, then the process ends with 1. */
export function endOnUncaught(write: Ecriture = toJournal): void {
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(kind, (thrown: unknown) => {
      write('fatal', thrown, kind)
      process.exit(1)
    })
}
