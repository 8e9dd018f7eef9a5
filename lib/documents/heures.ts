/** An hour and an instant as people read them. */
import { fuseauDuTerritoire, type Territoire } from '#lib/domain/demande/territoire.ts'

function heureEn(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('fr-FR', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${Number(part('hour'))} h ${part('minute')}`
}

/** « 14 h 32 », where the demande lives. */
export const formatHeure = (at: Date, territoire: Territoire): string => heureEn(fuseauDuTerritoire(territoire), at)

const PARIS = 'Europe/Paris'

const instantEn = (timeZone: string, at: Date): string =>
  `${new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full', timeZone }).format(at).replace(' 1 ', ' 1er ')} à ${heureEn(timeZone, at)}`

/** « dimanche 29 novembre 2026 à 14 h 32 », in Paris time, or where a demande of that territory lives. */
export const formatInstant = (at: Date, territoire?: Territoire): string =>
  instantEn(territoire ? fuseauDuTerritoire(territoire) : PARIS, at)
