/**
 * Where imports are interrupted: a PostgreSQL of its own, durable, on a file system of a limited size where one can be
 * mounted; a centre of Ariège, and the workbook that it sends.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as XLSX from 'xlsx'
import { closeDb, db } from '#db/client.ts'
import { type Embedded, ensureDatabase, startEmbedded } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { type Tenu, unDecor, unPointA } from '#lib/usecases/testing.ts'
import { childrenOf } from './processus-vus.ts'

const ENTETES = ['Identifiant', 'Nom', 'Canal', 'Type', 'Services', 'Adresse', 'Code postal', 'Commune', 'Téléphone']
const LIEUX = [
  ['Foix', '09000'],
  ['Pamiers', '09100'],
  ['Varilhes', '09120'],
] as const
const DISQUE = '512m'
const BASE = 'interrompue'

export type Terrain = Readonly<{
  centre: Tenu
  chemin: string
  lignes: number
  /** How the disk is filled: a mounted file system, or a limit on the size of the files that PostgreSQL may write. */
  disque: 'monte' | 'limite'
  /** Process number of the server, as its own file says. */
  postmaster: () => number
  fillDisk: () => void
  freeDisk: () => void
  /** Starts the server again when it is gone, and opens its base. */
  ensureServer: () => Promise<void>
  /** Takes away what was imported. */
  forget: () => Promise<void>
  close: () => Promise<void>
}>

function writeClasseur(lignes: number): Buffer {
  const rows = Array.from({ length: lignes }, (_, n) => {
    const [commune, codePostal] = LIEUX[n % LIEUX.length] ?? LIEUX[0]
    return unPointA(`Accueil inventé ${n + 1}`, commune, codePostal)
  })
  const book = XLSX.utils.book_new()
  const sheet = XLSX.utils.aoa_to_sheet([[...ENTETES, 'Mis à jour le'], ...rows])
  XLSX.utils.book_append_sheet(book, sheet, 'Points de contact')
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true })
}

const mounts = (folder: string): boolean =>
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISQUE}`, 'tmpfs', folder], { stdio: 'ignore' }).status === 0

/** The server and what it started, each with what it may write at most, in bytes. */
function limitFiles(postmaster: number, limit: number | 'unlimited'): void {
  for (const pid of [postmaster, ...childrenOf(postmaster)])
    spawnSync('prlimit', ['--pid', String(pid), `--fsize=${limit}:`], { stdio: 'ignore' })
}

/** Opens all of it; `lignes` points in the workbook. */
export async function openTerrain(lignes: number): Promise<Terrain> {
  const folder = mkdtempSync(join(tmpdir(), 'portail-interrompu-'))
  chmodSync(folder, 0o755)
  const disk = join(folder, 'disque')
  mkdirSync(disk)
  const disque = mounts(disk) ? 'monte' : 'limite'
  chmodSync(disk, 0o755)
  const filler = join(disk, 'plein')
  const postmaster = () => Number(readFileSync(join(disk, 'pg/postmaster.pid'), 'utf8').split('\n')[0])
  let server: Embedded = await startEmbedded(disk)
  const open = async () => {
    process.env.DATABASE_URL = await ensureDatabase(server, BASE)
  }
  await open()
  await migrateDatabase(server.url(BASE))
  const { ariege: centre } = await unDecor()
  const chemin = join(folder, 'recensement.xlsx')
  writeFileSync(chemin, writeClasseur(lignes))
  return {
    centre,
    chemin,
    lignes,
    disque,
    postmaster,
    fillDisk: () => {
      if (disque === 'limite') return limitFiles(postmaster(), 8192)
      const { bavail, bsize } = statfsSync(disk)
      spawnSync('fallocate', ['-l', String(bavail * bsize), filler], { stdio: 'ignore' })
    },
    freeDisk: () => (disque === 'limite' ? limitFiles(postmaster(), 'unlimited') : rmSync(filler, { force: true })),
    ensureServer: async () => {
      await closeDb()
      server = await startEmbedded(disk)
      await open()
    },
    forget: async () => {
      await db.$sql`truncate import_de_recensement, point_de_contact, fait_de_point cascade`
    },
    close: async () => {
      await closeDb()
      await server.stop()
      if (disque === 'monte') execFileSync('umount', ['-l', disk])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
