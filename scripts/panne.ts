/** How a command ends that cannot go on: one French sentence, and for an error that nobody foresaw its detail in a file. */
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { noSpace, Obstacle } from '#db/obstacle.ts'
import { sayErreur } from '#lib/erreur-sans-valeurs.ts'

/** Below this the embedded base, which grows by files of 16 MB, may be what failed. In bytes. */
const LITTLE = 32 * 1024 * 1024

/** The codes of an error and of its causes: a query that fails wraps what the server said. */
const codesOf = (error: unknown): string[] =>
  error instanceof Error
    ? ['code' in error ? String(error.code) : '', ...(error.cause === undefined ? [] : codesOf(error.cause))]
    : []

const isAlmostFull = (folder: string): boolean => {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize < LITTLE
  } catch {
    return false
  }
}

/** Whether the base is the one of the data folder: not open yet, or on the loopback address where the launcher put it. */
const isEmbedded = (url = ''): boolean =>
  url.trim() === '' || (process.env.PORTAIL_MODE === 'demonstration' && URL.parse(url.trim())?.hostname === '127.0.0.1')

/** Writes a detail into the data folder, else into the temporary one; where it is, or undefined when neither takes it. */
export function keepDetail(folder: string, name: string, detail: string | Buffer): string | undefined {
  for (const place of [folder, tmpdir()]) {
    try {
      mkdirSync(place, { recursive: true })
      const file = join(place, name)
      writeFileSync(file, detail, { mode: 0o600 })
      return file
    } catch {}
  }
  return undefined
}

/**
 * The sentence that ends a command. `folder` holds the data of the demonstration. The detail of an error that nobody
 * foresaw is written as the journal would (R-JOU-01): its kind, code and place, none of the values it carries.
 */
export function sayEnd(error: unknown, folder: string): string {
  if (error instanceof Obstacle) return error.message
  const codes = codesOf(error)
  const demonstration = isEmbedded(process.env.DATABASE_URL)
  // 53100 is disk_full, said by PostgreSQL.
  if (codes.includes('53100')) return noSpace(demonstration ? folder : 'PostgreSQL')
  if (codes.some((code) => ['ENOSPC', 'EDQUOT'].includes(code)) || (demonstration && isAlmostFull(folder)))
    return noSpace(folder)
  const said = { at: new Date().toISOString(), node: process.version, command: process.argv[1], ...sayErreur(error) }
  const file = keepDetail(folder, 'panne.json', `${JSON.stringify(said, undefined, 2)}\n`)
  const place = file ? `Le détail est dans ${file}` : `Son détail n’a pu être écrit nulle part (${said.type})`
  return `Une erreur imprévue arrête la commande. ${place}. Relancez la commande ; si l’erreur revient, signalez-la avec ce détail.`
}

/**
 * What ends a tool of the developers: the sentence of an obstacle, else the error whole, its message and its causes. It
 * runs on made-up data, before the eyes of who mends it: nothing is kept back, and no journal receives it.
 */
export const sayToolEnd = (error: unknown): string => (error instanceof Obstacle ? error.message : inspect(error))
