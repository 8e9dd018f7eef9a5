/** What is watched from outside in a process of ours: its time, its resident memory, and how it ended. */
import { type ChildProcess, execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** `memoire` in resident bytes, `duree` in milliseconds. */
export type LimitesDeProcessus = Readonly<{ memoire: number; duree: number }>
type Exces = 'trop-long' | 'trop-de-memoire'

const RONDE = 40

/** Resident bytes of a process; undefined once it is gone. */
async function residentOf(pid: number): Promise<number | undefined> {
  if (existsSync('/proc/self/statm')) {
    const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => undefined)
    return text === undefined ? undefined : Number(text.split(' ')[1]) * 4096
  }
  return new Promise((done) =>
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, out) => done(error ? undefined : Number(out) * 1024)),
  )
}

/** Tells when `child` takes more than it may: whoever asked kills it. Returns what ends the watch. */
export function watchProcessus(
  { pid }: ChildProcess,
  { memoire, duree }: LimitesDeProcessus,
  tell: (exces: Exces) => void,
): () => void {
  const clock = setTimeout(() => tell('trop-long'), duree)
  const watch = setInterval(() => {
    if (pid === undefined) return
    void residentOf(pid).then((resident) => {
      if (resident !== undefined && resident > memoire) tell('trop-de-memoire')
    })
  }, RONDE)
  return () => {
    clearTimeout(clock)
    clearInterval(watch)
  }
}

/** Node whose heap is full aborts: under a signal, or under the number that a shell makes of it. */
export const isMemoryExhausted = (code: number | null, signal: NodeJS.Signals | null): boolean =>
  signal === 'SIGABRT' || code === 134
