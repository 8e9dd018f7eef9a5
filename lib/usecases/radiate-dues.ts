/**
 * The night radiates what was not renewed: listed by the stored days, judged again under the locks on what each demande
 * is then, by batches that are whole or not at all. Killed anywhere, or run twice at once, the next pass does the rest.
 */
import { db, type Tx } from '#db/client.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { listARadier, lockDemandes, saveRadiations } from '#db/repositories/nuit.ts'
import { listTerritoiresOuverts } from '#db/repositories/reglages-de-territoire.ts'
import { joursDesTerritoires } from '#lib/domain/demande/nuit.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { recordRadiation } from '#lib/domain/demande/radiation.ts'
import { actBatches, momentsDe } from './nuit.ts'

/** Demandes under lock at once: a person who renews one of them waits no longer than this takes to write. */
const LOT = 500

const listDues = (): Promise<NumeroUnique[]> =>
  db.transaction(async (tx) => {
    const ouverts = await listTerritoiresOuverts(tx, 'radiation')
    return listARadier(tx, joursDesTerritoires(ouverts, (await readInstant(tx)).at))
  })

async function radiateLot(tx: Tx, numeros: readonly NumeroUnique[]): Promise<number> {
  // Asked again in each batch: an administrator who stops the radiation stops it now.
  const ouverts = new Set(await listTerritoiresOuverts(tx, 'radiation'))
  const momentOf = momentsDe()
  const actes = (await lockDemandes(tx, numeros)).flatMap(({ demande, maintenant }) => {
    if (!ouverts.has(demande.territoire)) return []
    const acte = recordRadiation(demande, { motif: { code: 'RADREN' } }, momentOf(maintenant, demande.territoire))
    return acte.ok ? [acte.value] : []
  })
  await saveRadiations(tx, actes)
  return actes.length
}

/** Radiates all that is due where the radiation is on. Counts what was radiated. */
export const radiateDues = async ({ lot = LOT } = {}): Promise<{ radiees: number }> => ({
  radiees: await actBatches(await listDues(), lot, radiateLot),
})
