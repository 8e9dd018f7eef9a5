/** Reads the rows of a workbook in the time that its opening leaves (docs/adr/0030). */
import { type DejaLu, readInAdvance, type Suivi } from '#lib/domain/guichet/recensement/lecture-suivie.ts'
import type { FaitsDeLecture } from '#lib/domain/guichet/recensement/points.ts'

/** Rows between two looks at what comes: the workbook is received before all. */
const LOT = 32

type Avance = ReturnType<typeof readInAdvance>

/**
 * Follows a reading under facts that are still being asked for. `take` ends it, and gives what was read if these are
 * still the facts; what was not read yet, or could not be, is left to whoever reads the whole.
 */
export function followLecture(
  faits: Promise<FaitsDeLecture | undefined>,
): Readonly<{ suivi: Suivi; take: (faits: FaitsDeLecture) => DejaLu | undefined; end: () => void }> {
  let avance: Avance | undefined
  let said: ((suivi: Suivi) => void)[] = []
  let at = 0
  let running = false
  let ended = false
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
    try {
      for (const end = Math.min(at + LOT, said.length); at < end; at += 1) said[at]?.(avance)
    } catch {
      // It fails again, and is told, where the whole is read.
      avance = undefined
      giveUp()
    }
    if (at === said.length) {
      said = []
      at = 0
    }
    start()
  }
  const hear = (tell: (suivi: Suivi) => void): void => {
    if (ended) return
    said.push(tell)
    start()
  }
  faits.then((known) => {
    if (!known) return giveUp()
    avance = readInAdvance(known)
    start()
  }, giveUp)
  return {
    suivi: {
      feuille: (feuille) => hear((suivi) => suivi.feuille(feuille)),
      ligne: (ligne) => hear((suivi) => suivi.ligne(ligne)),
    },
    take: (known) => {
      giveUp()
      return avance?.dejaLuSous(known)
    },
    // A reading that came to nothing is not followed any longer.
    end: giveUp,
  }
}
