/** The browser's clock for parts of a page that speak of now; they say nothing before hydration. */
import { useSyncExternalStore } from 'react'

const MINUTE_MS = 60_000
const HEURE_MS = 60 * MINUTE_MS

/** Wakes at each turn of the clock, and when the page is shown again after a sleep. */
const follow = (step: number) => (wake: () => void) => {
  const untilNext = (): number => step - (Date.now() % step) + 50
  const turn = (): void => {
    wake()
    timer = setTimeout(turn, untilNext())
  }
  let timer = setTimeout(turn, untilNext())
  document.addEventListener('visibilitychange', wake)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', wake)
  }
}
const followMinutes = follow(MINUTE_MS)
const followHours = follow(HEURE_MS)
const before = (): null => null
const since = (step: number): number => Math.floor(Date.now() / step) * step

/** When the present minute began, in milliseconds; null before hydration. */
export const useMinute = (): number | null => useSyncExternalStore(followMinutes, () => since(MINUTE_MS), before)

/** When the present hour began, in milliseconds; null before hydration. */
export const useHeure = (): number | null => useSyncExternalStore(followHours, () => since(HEURE_MS), before)
