import type { Duree } from '#lib/domain/conservation.ts'

const UNITES = { jour: ['un jour', 'jours'], an: ['un an', 'ans'] } as const satisfies Record<Duree['unite'], unknown>

/** « un jour », « 30 jours », « un an ». */
export function direDuree({ nombre, unite }: Duree): string {
  const [seule, plusieurs] = UNITES[unite]
  return nombre === 1 ? seule : `${nombre} ${plusieurs}`
}

/** « dans une minute », « dans 40 minutes », « dans 3 heures »: rounded up, so that it is true whoever waits, anywhere. */
export function direAttente(secondes: number): string {
  const minutes = Math.max(1, Math.ceil(secondes / 60))
  if (minutes === 1) return 'dans une minute'
  if (minutes < 60) return `dans ${minutes} minutes`
  const heures = Math.ceil(minutes / 60)
  return heures === 1 ? 'dans une heure' : `dans ${heures} heures`
}
