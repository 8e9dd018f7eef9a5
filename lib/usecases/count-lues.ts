import { keepLecture } from '#db/repositories/lectures-d-import.ts'

const CADENCE_MS = 500

/** Whoever reads the rows does not fail for a count that the base did not take. */
const forget = (): void => {}

/**
 * Tells how many rows are read, at most twice a second: `tell` as they come, `end` once the last one has. The figure is
 * that of the process that reads, never a guess. Without a `jeton` nobody follows that reading, and nothing is written.
 */
export function countLues(importId: string, jeton: string | undefined) {
  let lues = 0
  let at = performance.now()
  let writing: Promise<unknown> | undefined
  const write = (jeton: string) => {
    at = performance.now()
    writing = keepLecture({ importId, jeton }, lues)
      .catch(forget)
      .finally(() => {
        writing = undefined
      })
    return writing
  }
  return {
    tell: (count: number): void => {
      lues = count
      if (jeton && !writing && performance.now() - at >= CADENCE_MS) void write(jeton)
    },
    end: async (): Promise<void> => {
      await writing
      if (jeton && lues > 0) await write(jeton)
    },
  }
}
