/**
 * The night erases what is one year past its radiation, everywhere, with all that hangs on it: listed by the stored days,
 * judged again under the locks, by batches that are whole or not at all.
 */
import { db, type Tx } from '#db/client.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { listAEffacer, lockDemandes, saveEffacements } from '#db/repositories/nuit.ts'
import { recordEffacement } from '#lib/domain/demande/effacement.ts'
import { joursDesTerritoires } from '#lib/domain/demande/nuit.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { TERRITOIRES } from '#lib/domain/demande/territoire.ts'
import { actBatches, momentsDe } from './nuit.ts'

const LOT = 500

const listDues = (): Promise<NumeroUnique[]> =>
  db.transaction(async (tx) => listAEffacer(tx, joursDesTerritoires(TERRITOIRES, (await readInstant(tx)).at)))

async function eraseLot(tx: Tx, numeros: readonly NumeroUnique[]): Promise<number> {
  const momentOf = momentsDe()
  const actes = (await lockDemandes(tx, numeros)).flatMap(({ demande, maintenant }) => {
    const acte = recordEffacement(demande, momentOf(maintenant, demande.territoire))
    return acte.ok ? [acte.value] : []
  })
  await saveEffacements(tx, actes)
  return actes.length
}

/** Erases all that is due. Counts what was erased. */
export const eraseDues = async ({ lot = LOT } = {}): Promise<{ effacees: number }> => ({
  effacees: await actBatches(await listDues(), lot, eraseLot),
})
