/**
 * Where a run of the suites puts the bases that it throws away. A base has three hundred files, and each test file makes
 * and drops one: on a disk whose system looks for a place among the files just removed, that costs half a second of
 * processor each; in memory, nearly none. What tries a crash or measures the product stays on the disk.
 */
import { accessSync, constants, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** No setting of the product. */
const LIEU = 'TESTS_LIEU_DES_BASES'
const MEMOIRE = '/dev/shm'
const GIO = 1024 ** 3
/** What two suites at once may hold there, with the journals of their bases; and what the machine must have besides. */
const PLACE = 4 * GIO
const LIBRE = 8 * GIO

/** The folder of the system unless the run chose another. */
export const lieuDesBases = (): string => process.env[LIEU] ?? tmpdir()

/** Chooses the memory for this process and those that it starts, where there is plenty. */
export function chooseLieuDesBases(): void {
  try {
    accessSync(MEMOIRE, constants.W_OK)
    const { bavail, bsize } = statfsSync(MEMOIRE)
    if (bavail * bsize >= PLACE && process.availableMemory() >= LIBRE) process.env[LIEU] ??= MEMOIRE
  } catch {
    // A system without such a folder: the ordinary one serves.
  }
}
