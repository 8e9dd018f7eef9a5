/** The acts of the night that nothing undoes: each hour, where the day has changed; never by a clock that is not sure. */
import { db } from '#db/client.ts'
import { readHorloge } from '#db/repositories/instant.ts'
import { saveReglage } from '#db/repositories/reglages.ts'
import { ecartDHorloge, isHorlogeSure, REGLAGE_DE_L_ECART } from '#lib/domain/demande/nuit.ts'
import { journal } from '#lib/journal.ts'
import { eraseDues } from '#lib/usecases/erase-dues.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'

type Options = Readonly<{
  /** Our clock, in milliseconds since 1970. */
  horloge?: () => number
  log?: Pick<typeof journal, 'error'>
}>

/** Radiates what is due where it is switched on. */
export const radiateOverdue = (options: Options = {}) => actAtSureClock(radiateDues, options)

/** Erases what is a year past its radiation. */
export const eraseOverdue = (options: Options = {}) => actAtSureClock(eraseDues, options)

/**
 * Runs an act; `bloquee` is 1 when the clocks of the application and of the database differ by more than two seconds:
 * nothing is radiated nor erased then, the log and the page of the operators say so until they agree again.
 */
async function actAtSureClock(
  act: () => Promise<Record<string, number>>,
  { horloge = Date.now, log = journal }: Options,
): Promise<Record<string, number>> {
  await readHorloge(db)
  const avant = horloge()
  const base = await readHorloge(db)
  const ecartMs = ecartDHorloge({ avant, base, apres: horloge() })
  const isSure = isHorlogeSure(ecartMs)
  await db.transaction((tx) => saveReglage(tx, REGLAGE_DE_L_ECART, isSure ? 0 : Math.round(ecartMs / 1000)))
  if (!isSure) {
    log.error({ ecartMs }, 'the clocks of the application and of the database differ: nothing is radiated nor erased')
    return { bloquee: 1 }
  }
  return act()
}
