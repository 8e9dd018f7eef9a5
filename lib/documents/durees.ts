import type { Duree } from '#lib/domain/conservation.ts'

const UNITES = { jour: ['un jour', 'jours'], an: ['un an', 'ans'] } as const satisfies Record<Duree['unite'], unknown>

/** « un jour », « 30 jours », « un an ». */
export function direDuree({ nombre, unite }: Duree): string {
  const [seule, plusieurs] = UNITES[unite]
  return nombre === 1 ? seule : `${nombre} ${plusieurs}`
}
