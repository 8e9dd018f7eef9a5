/** A business transaction that PostgreSQL gave up for another's sake runs again: nothing of it was written. */
import { setTimeout as pause } from 'node:timers/promises'
import { journal } from '#lib/journal.ts'
import { db, type Tx } from '../client.ts'
import { isSacrifiee } from './erreurs.ts'

/** The first time, and three more: two that cross once rarely cross again. */
const ESSAIS = 4
/** At most, each time: those that crossed do not start again together. */
const PAUSE_MS = 100

/**
 * `run` does nothing outside of its transaction, and keeps nothing from one run to the next: a message is queued by a row,
 * an attempt is counted by a row, and what was read before is read again. A transaction that takes rows as somebody else
 * reads them (lib/usecases/read-recensement.ts) is no such thing: `db.transaction` runs it once.
 */
export async function transact<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  for (let essai = 1; ; essai += 1) {
    try {
      return await db.transaction(run)
    } catch (error) {
      if (essai === ESSAIS || !isSacrifiee(error)) throw error
      // Of what it did, PostgreSQL's own log says which rows: this one, that it was seen to.
      journal.info({ essai }, 'transaction begun again')
      await pause(Math.random() * PAUSE_MS)
    }
  }
}
