/**
 * The database of a command: the operator's (DATABASE_URL) or the embedded one of this checkout, started or joined,
 * migrated and seeded. Every script that needs data begins here.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import postgres from 'postgres'
import { type Embedded, ensureDatabase, startEmbedded } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { Obstacle } from '#db/obstacle.ts'
import { inspectBase, withoutPassword } from './base-donnee.ts'
import { sayEnd, sayToolEnd } from './panne.ts'
import { joinServer } from './usagers.ts'

export { Obstacle } from '#db/obstacle.ts'

export const root = resolve(import.meta.dirname, '..')
/** Data of the demonstration; PORTAIL_DATA moves it (two demonstrations from one checkout, tests). */
export const dataDir = process.env.PORTAIL_DATA ? resolve(process.env.PORTAIL_DATA) : join(root, '.data')

export type Base = Readonly<{ url: string; mode: 'demonstration' | 'production'; release: () => Promise<void> }>

const ownerFile = join(dataDir, 'portail.pid')

/** The pid of the `npm start` that lives on this data, if any. */
export function runningPortal(): number | undefined {
  if (!existsSync(ownerFile)) return undefined
  const pid = Number(readFileSync(ownerFile, 'utf8'))
  if (!pid || pid === process.pid) return undefined
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  // A pid may have been given to another program since: only a process of ours holds the data.
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('scripts/start.ts') ? pid : undefined
  } catch {
    return process.platform === 'linux' ? undefined : pid
  }
}

/** A folder that cannot be written to, told with the way out; any other error stays what it is. */
function notWritable(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!['EACCES', 'EROFS', 'ENOSPC', 'EPERM', 'ENOTDIR', 'EDQUOT'].includes(code)) return error
  return new Obstacle(
    `Le dossier ${dataDir} n’est pas accessible en écriture (${code}). Libérez de la place ou donnez-vous le droit d’y écrire, puis relancez la commande.`,
  )
}

export function claimData(): void {
  try {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(ownerFile, String(process.pid))
  } catch (error) {
    throw notWritable(error)
  }
}
/** Gives the data back, unless another portal holds it. */
export function releaseData(): void {
  if (existsSync(ownerFile) && Number(readFileSync(ownerFile, 'utf8')) === process.pid)
    rmSync(ownerFile, { force: true })
}

/** The secret of a demonstration, drawn once and kept beside its data. */
export function demonstrationSecret(): string {
  const file = join(dataDir, 'secret')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8').trim()
}

/** The key that signs the attestations of a demonstration, drawn once and kept beside its data. */
function demonstrationCles(): string {
  const file = join(dataDir, 'cle-d-attestation')
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519')
    const der = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
    writeFileSync(file, `${new Date().toISOString().slice(0, 10)}=${der}`, { mode: 0o600 })
  }
  return readFileSync(file, 'utf8').trim()
}

/**
 * Opens the base: embedded unless DATABASE_URL is set. Sets the environment that `lib/env.ts` reads. With `migrate`
 * false a base that waits for migrations is an obstacle: the unit files prepare it apart (docs/exploitation.md). With
 * `neuf` the demonstration begins on an empty base, its secret kept; refused beside a real base.
 */
export async function openBase({ migrate = true, neuf = false } = {}): Promise<Base> {
  const given = process.env.DATABASE_URL?.trim()
  if (given && neuf)
    throw new Obstacle('« --neuf » n’efface que la démonstration : retirez DATABASE_URL, ou videz la base vous-même.')
  if (given && process.env.PORTAIL_MODE === 'demonstration') {
    throw new Obstacle(
      'La démonstration ne peut pas être mise en marche à côté d’une base réelle. Retirez PORTAIL_MODE ou DATABASE_URL.',
    )
  }
  if (given) {
    const waiting = await inspectBase(given)
    if (waiting > 0 && !migrate)
      throw new Obstacle(
        'La base n’est pas à jour pour cette version du portail. Préparez-la : npm start -- --preparer',
      )
    if (waiting > 0) await migrateOr(given, 'La base donnée par DATABASE_URL ne peut pas être mise à jour.')
    return { url: given, mode: 'production', release: async () => {} }
  }
  let joined: Awaited<ReturnType<typeof joinDemonstration>>
  try {
    joined = await joinDemonstration(neuf)
  } catch (error) {
    throw notWritable(error)
  }
  try {
    const { url } = joined.server
    process.env.DATABASE_URL = url
    process.env.PORTAIL_MODE = 'demonstration'
    process.env.PORTAIL_SECRET ??= demonstrationSecret()
    process.env.ATTESTATION_CLES ??= demonstrationCles()
    await migrateOr(
      url,
      'La base de démonstration ne peut pas être mise à jour. Recommencez avec des données neuves : npm start -- --neuf',
    )
    return { url, mode: 'demonstration', release: joined.leave }
  } catch (error) {
    await joined.leave()
    throw error
  }
}

/** The first to come makes the database: two at once would both find that it lacks. */
const joinDemonstration = (neuf: boolean) =>
  joinServer(dataDir, async () => {
    const server = await startEmbedded(dataDir)
    if (neuf) await dropDemonstration(server)
    return { url: await ensureDatabase(server, 'portail'), stop: server.stop }
  })

async function dropDemonstration(server: Embedded): Promise<void> {
  const sql = postgres(server.url(), { max: 1, onnotice: () => {} })
  try {
    await sql`drop database if exists portail with (force)`
  } finally {
    await sql.end()
  }
}

async function migrateOr(url: string, obstacle: string): Promise<void> {
  try {
    await migrateDatabase(url)
  } catch (error) {
    throw new Obstacle(`${obstacle} (${withoutPassword(error)})`)
  }
}

/** Ends a command by its sentence: an obstacle's own, or where the detail of a bug was written. */
export function fail(error: unknown): never {
  process.stderr.write(`${sayEnd(error, dataDir)}\n`)
  process.exit(1)
}

/** Ends a tool of the developers (tests, benches, faults): why it failed is all that it has to say. */
export function failTool(error: unknown): never {
  process.stderr.write(`${sayToolEnd(error)}\n`)
  process.exit(1)
}
