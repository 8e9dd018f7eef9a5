/**
 * A child process of its own for one file, killed by us on time and on resident memory (a thread would not do: buffers
 * escape its limits).
 */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LIMITES, type RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

export type LimitesDEnfant = Readonly<{ memoire: number; duree: number }>

const REPONSE_MAX = 256 * 1024 * 1024
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

/** Its own small world: no secret in its environment, no file to write, no network, no process to start. */
function launch(script: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  const root = realpathSync(/* turbopackIgnore: true */ process.cwd())
  return spawn(
    process.execPath,
    [
      '--permission',
      `--allow-fs-read=${root}`,
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=SecurityWarning',
      join(root, script),
      ...args,
    ],
    { cwd: root, env: { NODE_ENV: 'production', TZ: 'UTC' }, stdio: ['pipe', 'pipe', 'pipe'] },
  )
}

/** `take` is given what the child writes, as it comes; when it throws, the answer makes no sense. */
type Travail = Readonly<{
  script: string
  args?: readonly string[]
  entree: readonly Uint8Array[]
  take: (chunk: Buffer) => void
}>

/**
 * Runs a script of ours on these bytes. Foreseeable refusals are values; a child that dies by itself is
 * `lecture-interrompue` and may be tried again. `onPid` lets a test kill the child.
 */
export function runEnfant(
  { script, args = [], entree, take }: Travail,
  { memoire = LIMITES.memoire, duree = LIMITES.duree }: Partial<LimitesDEnfant> = {},
  onPid: (pid: number) => void = () => {},
): Promise<Resultat<true, RefusDeLecture>> {
  return new Promise((done) => {
    const child = launch(script, args)
    let received = 0
    let settled = false
    const settle = (answer: Resultat<true, RefusDeLecture>) => {
      if (settled) return
      settled = true
      clearTimeout(clock)
      clearInterval(watch)
      child.kill('SIGKILL')
      done(answer)
    }
    const clock = setTimeout(() => settle(refuse({ code: 'trop-long' })), duree)
    const watch = setInterval(() => {
      if (child.pid === undefined) return
      void residentOf(child.pid).then((resident) => {
        if (resident !== undefined && resident > memoire) settle(refuse({ code: 'trop-de-memoire' }))
      })
    }, RONDE)
    child.stdout.on('data', (chunk: Buffer) => {
      received += chunk.length
      if (settled) return
      if (received > REPONSE_MAX) return settle(refuse({ code: 'trop-de-memoire' }))
      try {
        take(chunk)
      } catch {
        settle(refuse({ code: 'lecture-interrompue' }))
      }
    })
    child.stderr.resume()
    child.stdin.on('error', () => {})
    child.on('error', () => settle(refuse({ code: 'lecture-interrompue' })))
    child.on('close', (code) => {
      if (code !== 0) settle(refuse({ code: code === 134 ? 'trop-de-memoire' : 'lecture-interrompue' }))
      else settle(accept(true))
    })
    if (child.pid !== undefined) onPid(child.pid)
    for (const bytes of entree) child.stdin.write(bytes)
    child.stdin.end()
  })
}
