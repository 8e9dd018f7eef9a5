/** What the acts of the night share: their moment in each territory, and their batches. */
import type { Tx } from '#db/client.ts'
import { transact } from '#db/repositories/transact.ts'
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

/** Codes of a base that is not there, is full or is stopping: what comes next would fail as well. */
const SANS_BASE = /^(?:CONNECT|E[A-Z]+$|08|53|57|58|XX)/

/** Whether an error, or what caused it, is of the base itself rather than of what was asked. */
function isSansBase(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code: unknown = Reflect.get(error, 'code')
  return (typeof code === 'string' && SANS_BASE.test(code)) || isSansBase(error.cause)
}

/**
 * Acts by batches, each in a transaction of its own; answers how many were done in all. A batch that fails is halved: one
 * demande that cannot be acted on keeps back no other. Then the whole throws, with the first error as its cause, so that
 * operators see that something is left; it throws at once when the base itself fails.
 */
export async function actBatches(
  numeros: readonly NumeroUnique[],
  lot: number,
  act: (tx: Tx, numeros: readonly NumeroUnique[]) => Promise<number>,
): Promise<number> {
  let faits = 0
  const manques: unknown[] = []
  const actLot = async (ceux: readonly NumeroUnique[]): Promise<void> => {
    try {
      faits += await transact((tx) => act(tx, ceux))
    } catch (error) {
      if (isSansBase(error)) throw error
      // R-NUI-03 — choix du portail : une ligne abîmée parmi un million n’arrête pas la nuit, et ne se tait pas
      if (ceux.length === 1) {
        manques.push(error)
        return
      }
      const moitie = Math.ceil(ceux.length / 2)
      await actLot(ceux.slice(0, moitie))
      await actLot(ceux.slice(moitie))
    }
  }
  for (let at = 0; at < numeros.length; at += lot) await actLot(numeros.slice(at, at + lot))
  if (manques.length > 0)
    throw new Error(`The night did ${faits} demandes and could not act on ${manques.length}`, { cause: manques[0] })
  return faits
}
