/** A change that somebody waits for before a form or the journal: it waits its turn for a while, then says so. */
import { db, type Tx } from '#db/client.ts'
import { isVerrouAttendu } from '#db/repositories/erreurs.ts'
import { limitAttente } from '#db/repositories/verrous.ts'
import { type Resultat, refuse } from '#lib/domain/resultat.ts'

/** Somebody publishes or undoes a whole file of the same holder: nothing was changed. */
export type RefusDAttente = Readonly<{ code: 'publication-en-cours' }>

/**
 * Runs in a transaction that gives up a lock kept too long (docs/adr/0050): a publication holds its points for twenty
 * seconds, and whoever waits for them keeps a connection that every other page needs. `run` waits to the end again, by
 * `resumeAttente`, before it records what it publishes: everyone does, in turn, and briefly.
 */
export async function atTurn<T, R extends { code: string }>(
  run: (tx: Tx) => Promise<Resultat<T, R>>,
): Promise<Resultat<T, R | RefusDAttente>> {
  try {
    return await db.transaction(async (tx) => {
      await limitAttente(tx)
      return run(tx)
    })
  } catch (error) {
    if (isVerrouAttendu(error)) return refuse({ code: 'publication-en-cours' })
    throw error
  }
}
