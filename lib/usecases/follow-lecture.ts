/** Reads the rows of a workbook in the time that its opening leaves (docs/adr/0030). */
import { BUDGET, type Budget } from '#lib/domain/guichet/recensement/a-part.ts'
import { type DejaLu, readInAdvance, type Suivi } from '#lib/domain/guichet/recensement/lecture-suivie.ts'
import type { FaitsDeLecture } from '#lib/domain/guichet/recensement/points.ts'

/** Of who has a process for itself: only others must not wait. */
const SANS_FIN: Budget = { ...BUDGET, enTout: Number.POSITIVE_INFINITY, dUnTrait: Number.POSITIVE_INFINITY }

type Avance = ReturnType<typeof readInAdvance>

/**
 * Follows a reading under facts that are still being asked for. `take` ends it, and gives what was read if these are
 * still the facts; what was not read yet, or could not be, is left to whoever reads the whole. Beyond its budget it stops,
 * then or when what it gave is asked of one row too many, by throwing: `isDepasse` tells it.
 */
export function followLecture(
  faits: Promise<FaitsDeLecture | undefined>,
  budget: Budget = SANS_FIN,
  now: () => number = () => performance.now(),
): Readonly<{
  suivi: Suivi
  take: (faits: FaitsDeLecture) => DejaLu
  end: () => void
  isDepasse: () => boolean
}> {
  let avance: Avance | undefined
  let said: ((suivi: Suivi) => void)[] = []
  let at = 0
  let running = false
  let ended = false
  let spent = 0
  let isDepasse = false
  const giveUp = (): void => {
    ended = true
    said = []
  }
  const start = (): void => {
    if (running || ended || !avance || said.length === 0) return
    running = true
    setImmediate(run)
  }
  const run = (): void => {
    running = false
    if (ended || !avance) return
    const since = now()
    try {
      // By time and not by rows: one row may take as long as a hundred others.
      for (; at < said.length && now() - since < budget.tranche; at += 1) said[at]?.(avance)
    } catch {
      // It fails again, and is told, where the whole is read.
      avance = undefined
      giveUp()
    }
    if (at === said.length) {
      said = []
      at = 0
    }
    spent += now() - since
    isDepasse ||= spent > budget.enTout
    if (isDepasse) giveUp()
    start()
  }
  const hear = (tell: (suivi: Suivi) => void): void => {
    if (ended) return
    said.push(tell)
    start()
  }
  faits.then((known) => {
    if (!known) return giveUp()
    avance = readInAdvance(known, (lire) => said.push(lire))
    start()
  }, giveUp)
  return {
    suivi: {
      feuille: (feuille) => hear((suivi) => suivi.feuille(feuille)),
      ligne: (ligne) => hear((suivi) => suivi.ligne(ligne)),
    },
    take: (known) => {
      giveUp()
      const dejaLu = avance?.dejaLuSous(known)
      const since = now()
      return (lue) => {
        isDepasse ||= now() - since > budget.dUnTrait
        if (isDepasse) throw new Error('a reading beyond its budget')
        return dejaLu?.(lue)
      }
    },
    // A reading that came to nothing is not followed any longer.
    end: giveUp,
    isDepasse: () => isDepasse,
  }
}
