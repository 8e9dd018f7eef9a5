/** A day as people read it. */
import type { Jour } from '#lib/domain/calendrier.ts'

const longDate = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full', timeZone: 'UTC' })
/** A day in full, « jeudi 12 mars 2026 », « vendredi 1er janvier 2027 ». */
export const formatJourEntier = (jour: Jour): string =>
  longDate.format(new Date(`${jour}T00:00:00Z`)).replace(' 1 ', ' 1er ')

const longMonth = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' })
/** A month such as `2026-03`, « mars 2026 ». */
export const formatMois = (mois: string): string => longMonth.format(new Date(`${mois}-01T00:00:00Z`))
