/**
 * The reader of workbooks: each file in a child process of its own, killed by us on time and on resident memory
 * (a thread would not do: buffers escape its limits). recensement.md §3; stack.md pitfall 13.
 */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Classeur, LIMITES, type RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import type { ColonnesDites } from '#lib/domain/guichet/recensement/correspondance.ts'
import { type Resultat, refuse } from '#lib/domain/resultat.ts'

export type Lecture = Resultat<Classeur, RefusDeLecture>
/** `colonnes`: what the headers mean, when the centre said it. */
export type LimitesDeLecture = Readonly<{ memoire: number; duree: number; colonnes: ColonnesDites }>

const CHILD = 'lib/adapters/xlsx/enfant.ts'
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
function launch(colonnes: ColonnesDites): ChildProcessWithoutNullStreams {
  const root = realpathSync(/* turbopackIgnore: true */ process.cwd())
  return spawn(
    process.execPath,
    [
      '--permission',
      `--allow-fs-read=${root}`,
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=SecurityWarning',
      join(root, CHILD),
      JSON.stringify([...colonnes]),
    ],
    { cwd: root, env: { NODE_ENV: 'production', TZ: 'UTC' }, stdio: ['pipe', 'pipe', 'pipe'] },
  )
}

/**
 * Reads the bytes of a file into cells. Foreseeable refusals are values; a child that dies by itself is
 * `lecture-interrompue` and may be tried again. `onPid` lets a test kill the child.
 */
export function readClasseur(
  bytes: Uint8Array,
  { memoire = LIMITES.memoire, duree = LIMITES.duree, colonnes = new Map() }: Partial<LimitesDeLecture> = {},
  onPid: (pid: number) => void = () => {},
): Promise<Lecture> {
  if (bytes.length === 0) return Promise.resolve(refuse({ code: 'fichier-vide' }))
  if (bytes.length > LIMITES.octets) return Promise.resolve(refuse({ code: 'fichier-trop-gros', octets: bytes.length }))
  return new Promise((done) => {
    const child = launch(colonnes)
    const chunks: Buffer[] = []
    let received = 0
    let settled = false
    const settle = (lecture: Lecture) => {
      if (settled) return
      settled = true
      clearTimeout(clock)
      clearInterval(watch)
      child.kill('SIGKILL')
      done(lecture)
    }
    const clock = setTimeout(() => settle(refuse({ code: 'trop-long' })), duree)
    const watch = setInterval(() => {
      if (child.pid === undefined) return
      void residentOf(child.pid).then((resident) => {
        if (resident !== undefined && resident > memoire) settle(refuse({ code: 'trop-de-memoire' }))
      })
    }, RONDE)
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      received += chunk.length
      if (received > REPONSE_MAX) settle(refuse({ code: 'trop-de-memoire' }))
    })
    child.stderr.resume()
    child.stdin.on('error', () => {})
    child.on('error', () => settle(refuse({ code: 'lecture-interrompue' })))
    child.on('close', (code) => {
      if (code !== 0) settle(refuse({ code: code === 134 ? 'trop-de-memoire' : 'lecture-interrompue' }))
      else settle(parseAnswer(Buffer.concat(chunks).toString('utf8')))
    })
    if (child.pid !== undefined) onPid(child.pid)
    child.stdin.end(bytes)
  })
}

/** The answer is our own child's, of our own types: only a cut answer can fail. */
function parseAnswer(text: string): Lecture {
  try {
    const lecture: Lecture = JSON.parse(text)
    return lecture
  } catch {
    return refuse({ code: 'lecture-interrompue' })
  }
}
