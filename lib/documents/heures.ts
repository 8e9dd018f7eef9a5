/** An hour as people read it. */
import { fuseauDuTerritoire, type Territoire } from '#lib/domain/demande/territoire.ts'

/** « 14 h 32 », where the demande lives. */
export const formatHeure = (at: Date, territoire: Territoire): string => {
  const parts = new Intl.DateTimeFormat('fr-FR', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: fuseauDuTerritoire(territoire),
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${Number(part('hour'))} h ${part('minute')}`
}
