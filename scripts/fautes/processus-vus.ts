/** Processes as Linux shows them in /proc; elsewhere nothing is seen. */
import { readFileSync } from 'node:fs'

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

export const childrenOf = (pid: number): number[] =>
  read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)

export const descendantsOf = (pid: number): number[] =>
  childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)])

/** The script that a process of Node runs; empty for another program. */
export const scriptOf = (pid: number): string => /[^\0]*\.ts(?=\0)/.exec(read(`/proc/${pid}/cmdline`))?.[0] ?? ''

/** A zombie is not: nobody has asked how it ended yet. */
export const isAlive = (pid: number): boolean => /\) [^ZX] /.test(read(`/proc/${pid}/stat`))
