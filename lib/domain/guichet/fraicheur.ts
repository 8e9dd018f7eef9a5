/** How long what a centre said of a point is taken as true, and from when it is shown as not confirmed. */
import { addMonths, type Jour } from '../calendrier.ts'

/** A year, and one month to say it again. */
export const MOIS_DE_CONFIANCE = 13

/** The first day of `misAJourLe` that is still taken as true on that day. */
export const premierJourDeConfiance = (le: Jour): Jour => addMonths(le, -MOIS_DE_CONFIANCE)

/** Whether a point is shown as not confirmed on that day. */
export const isAncien = (misAJourLe: Jour, le: Jour): boolean =>
  // R-FRA-01 — choix du portail : treize mois, un an et un mois pour répondre
  misAJourLe < premierJourDeConfiance(le)

/**
 * The days of `misAJourLe` that became too old since the pages were last looked at: from `du` included to `avant`
 * excluded; null when none did. `vueLe` null: never looked at.
 */
export function joursDevenusAnciens(vueLe: Jour | null, le: Jour): Readonly<{ du: Jour | null; avant: Jour }> | null {
  const avant = premierJourDeConfiance(le)
  const du = vueLe === null ? null : premierJourDeConfiance(vueLe)
  // R-FRA-02 — ADR 0012 : une page gardée est refaite le jour où un de ses points devient ancien, et pas avant
  return du !== null && du >= avant ? null : { du, avant }
}
