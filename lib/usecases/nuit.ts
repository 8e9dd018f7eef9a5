/** What the acts of the night share: their moment in each territory, and their batches. */
import { db, type Tx } from '#db/client.ts'
import { GUICHET_DU_PORTAIL, type Moment } from '#lib/domain/demande/faits.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { momentDe } from './open-demande.ts'

const LA_NUIT = { canal: null, organisme: GUICHET_DU_PORTAIL } as const

/** The moment where each territory is, of one instant: worked out once for all its demandes. */
export function momentsDe(): (maintenant: string, territoire: Territoire) => Moment {
  const moments = new Map<string, Moment>()
  return (maintenant, territoire) => {
    const cle = `${maintenant} ${territoire}`
    const moment = moments.get(cle) ?? momentDe(maintenant, territoire, LA_NUIT)
    moments.set(cle, moment)
    return moment
  }
}

/** Acts by batches, each in a transaction of its own; answers how many were done in all. */
export async function actBatches(
  numeros: readonly NumeroUnique[],
  lot: number,
  act: (tx: Tx, numeros: readonly NumeroUnique[]) => Promise<number>,
): Promise<number> {
  let faits = 0
  for (let at = 0; at < numeros.length; at += lot)
    faits += await db.transaction((tx) => act(tx, numeros.slice(at, at + lot)))
  return faits
}
