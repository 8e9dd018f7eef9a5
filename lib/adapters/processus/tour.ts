/** Whose turn it is: a few at a time, the others wait, and not for ever. */

type Tour = Readonly<{
  /** What ends the turn; undefined when it did not come within `attente` milliseconds. */
  take: (attente: number) => Promise<(() => void) | undefined>
}>

/** A queue of `places` turns at a time, in the order of asking. */
export function openTours(places: number): Tour {
  const waiting = new Set<() => void>()
  let free = places
  const release = (): void => {
    const [next] = waiting
    if (next === undefined) free += 1
    else next()
  }
  /** Ending a turn twice gives one place back. */
  const once = () => {
    let ended = false
    return () => {
      if (!ended) release()
      ended = true
    }
  }
  return {
    take: (attente) => {
      if (free > 0) {
        free -= 1
        return Promise.resolve(once())
      }
      return new Promise((done) => {
        const called = () => {
          clearTimeout(clock)
          waiting.delete(called)
          done(once())
        }
        const clock = setTimeout(() => {
          waiting.delete(called)
          done(undefined)
        }, attente)
        waiting.add(called)
      })
    },
  }
}
