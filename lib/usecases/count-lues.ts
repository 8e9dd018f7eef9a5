import { keepLecture } from '#db/repositories/lectures-d-import.ts'

const CADENCE_MS = 500

/** Whoever reads the rows does not fail for a count that the base did not take. */
const forget = (): void => {}

/**
 * Tells how many rows are read, at most twice a second: `tell` as they come, `end` once the last one has. The figure is
 * that of the process that reads, never a guess.
 */
export function countLues(importId: string) {
  let lues = 0
  let at = performance.now()
  let writing: Promise<unknown> | undefined
  const write = () => {
    at = performance.now()
    writing = keepLecture(importId, lues)
      .catch(forget)
      .finally(() => {
        writing = undefined
      })
    return writing
  }
  return {
    tell: (count: number): void => {
      lues = count
      if (!writing && performance.now() - at >= CADENCE_MS) void write()
    },
    end: async (): Promise<void> => {
      await writing
      if (lues > 0) await write()
    },
  }
}
