/**
 * Where imports are interrupted: a PostgreSQL of its own, durable, on a file system of a limited size where one can be
 * mounted; a centre of Ariège and its gestionnaire, both with points already published, and the workbook that each sends.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { closeDb, db } from '#db/client.ts'
import { type Embedded, ensureDatabase, startEmbedded } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { loadExamen } from '#db/repositories/rangs-d-import.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import type { Totaux } from '#lib/domain/guichet/recensement/examen.ts'
import { publishRecensement } from '#lib/usecases/publish-recensement.ts'
import { readRecensement } from '#lib/usecases/read-recensement.ts'
import { unDecor } from '#lib/usecases/testing.ts'
import { countRangs, type Role, writeApres, writeAvant } from './classeurs-d-import.ts'
import { type Etat, photograph } from './etat-d-import.ts'
import { childrenOf } from './processus-vus.ts'

const DISQUE = '512m'
const MODELE = 'interrompue_avant'
const BASE = 'interrompue'
export const DEPARTEMENTS = ['09']

/** Who sends what, which points it withdraws, how many rows it makes, and what the base holds once it is published. */
export type Partie = Readonly<{
  role: Role
  par: Contexte
  centreId: string | null
  octets: Buffer
  retirer: readonly string[]
  rangs: number
  apres: Etat
}>

export type Terrain = Readonly<{
  parties: Readonly<Record<Role, Partie>>
  /** What is published before. */
  avant: Etat
  /** How the disk is filled: a mounted file system, or a limit on the size of the files that PostgreSQL may write. */
  disque: 'monte' | 'limite'
  /** Process number of the server, as its own file says. */
  postmaster: () => number
  /** False when it could not be filled. */
  fillDisk: () => boolean
  freeDisk: () => void
  /** Starts the server again when it is gone, and opens its base. */
  ensureServer: () => Promise<void>
  /** Puts back what was published before, and nothing else. */
  reset: () => Promise<void>
  close: () => Promise<void>
}>

const mounts = (folder: string): boolean =>
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISQUE}`, 'tmpfs', folder], { stdio: 'ignore' }).status === 0

/** What these processes may write in one file at most, in bytes; false when one of them could not be told. */
export function limitFiles(pids: readonly number[], limit: number | 'unlimited'): boolean {
  return pids.every(
    (pid) => spawnSync('prlimit', ['--pid', String(pid), `--fsize=${limit}:`], { stdio: 'ignore' }).status === 0,
  )
}

type Envoi = Readonly<{ nom: string; octets: Buffer; retirer?: readonly string[] }> & Pick<Partie, 'par' | 'centreId'>

/** Sends a workbook and publishes it, in this process and without a fault; what of it changed. */
export async function importWhole({
  nom,
  octets,
  retirer = [],
  par,
  centreId,
}: Envoi): Promise<Readonly<{ totaux: Totaux; absents: readonly string[] }>> {
  const depot = { nom, octets, centreId, departements: DEPARTEMENTS, origine: 'administration' } as const
  const lu = await readRecensement(depot, { lire: readClasseur }, par)
  if (!lu.ok) throw new Error(`« ${nom} » is not read: ${lu.refus.code}`)
  const publie = await publishRecensement(lu.value.importId, par, { retirer, confirmer: [] })
  if (!publie.ok) throw new Error(`« ${nom} » is not published: ${publie.refus.code}`)
  const examen = await loadExamen(db, lu.value.importId)
  return { totaux: publie.value.totaux, absents: (examen?.absents ?? []).map(({ id }) => id) }
}

/** Opens all of it; in each workbook `chaque` points stay, as many change, leave and come. */
export async function openTerrain(chaque: number): Promise<Terrain> {
  const folder = mkdtempSync(join(tmpdir(), 'portail-interrompu-'))
  chmodSync(folder, 0o755)
  const disk = join(folder, 'disque')
  mkdirSync(disk)
  const disque = mounts(disk) ? 'monte' : 'limite'
  chmodSync(disk, 0o755)
  const filler = join(disk, 'plein')
  const postmaster = () => Number(readFileSync(join(disk, 'pg/postmaster.pid'), 'utf8').split('\n')[0])
  const ofServer = () => [postmaster(), ...childrenOf(postmaster())]
  let server: Embedded = await startEmbedded(disk)
  const reset = async (): Promise<void> => {
    await closeDb()
    const sql = postgres(server.url(), { max: 1, onnotice: () => {} })
    await sql.unsafe(`drop database if exists ${BASE} with (force)`)
    await sql.unsafe(`create database ${BASE} template ${MODELE}`)
    await sql.end()
    process.env.DATABASE_URL = server.url(BASE)
  }
  process.env.DATABASE_URL = await ensureDatabase(server, MODELE)
  await migrateDatabase(server.url(MODELE))
  const { ariege, gestionnaire } = await unDecor()
  const qui = {
    centre: { par: ariege.agent, centreId: ariege.id },
    gestionnaire: { par: gestionnaire, centreId: null },
  } as const
  for (const role of ['centre', 'gestionnaire'] as const)
    await importWhole({ nom: 'avant.xlsx', octets: writeAvant(role, chaque), ...qui[role] })
  await reset()
  const avant = await photograph()

  const makePartie = async (role: Role): Promise<Partie> => {
    const octets = writeApres(role, chaque)
    // What is absent from it is known once it is read; then all of it is done again as it will be.
    const { absents: retirer } = await importWhole({ nom: 'essai.xlsx', octets, ...qui[role] })
    await reset()
    const { totaux } = await importWhole({ nom: 'apres.xlsx', octets, retirer, ...qui[role] })
    const apres = await photograph()
    await reset()
    const { nouveau, modifie, inchange, absents } = totaux
    if (nouveau < chaque || modifie < chaque || inchange < chaque || absents < chaque || retirer.length !== chaque)
      throw new Error(`The workbook of the ${role} does not change everything: ${JSON.stringify(totaux)}`)
    return { role, ...qui[role], octets, retirer, rangs: countRangs(role, chaque), apres }
  }
  const parties = { centre: await makePartie('centre'), gestionnaire: await makePartie('gestionnaire') }
  return {
    parties,
    avant,
    disque,
    postmaster,
    fillDisk: () => {
      if (disque === 'limite') return limitFiles(ofServer(), 8192)
      const { bavail, bsize } = statfsSync(disk)
      const { status } = spawnSync('fallocate', ['-l', String(bavail * bsize), filler], { stdio: 'ignore' })
      return status === 0 && statfsSync(disk).bavail === 0
    },
    freeDisk: () => {
      if (disque === 'limite') limitFiles(ofServer(), 'unlimited')
      else rmSync(filler, { force: true })
    },
    ensureServer: async () => {
      await closeDb()
      server = await startEmbedded(disk)
      process.env.DATABASE_URL = server.url(BASE)
    },
    reset,
    close: async () => {
      await closeDb()
      await server.stop()
      if (disque === 'monte') execFileSync('umount', ['-l', disk])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
