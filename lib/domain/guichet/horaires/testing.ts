/** Builders and generators of hours for tests. */
import fc from 'fast-check'
import type { HorairesDuJour, Plage, Semaine } from './semaine.ts'

/** One to three plages, in order and apart. */
export const arbPlages: fc.Arbitrary<readonly Plage[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 6 })
  .map((bornes) => {
    const sorted = bornes.toSorted((x, y) => x - y)
    const plages: Plage[] = []
    for (let i = 0; i + 1 < sorted.length; i += 2) plages.push({ de: sorted[i] ?? 0, a: sorted[i + 1] ?? 1 })
    return plages
  })

const arbJournee: fc.Arbitrary<HorairesDuJour> = fc.oneof(
  { weight: 3, arbitrary: arbPlages },
  fc.constant('ferme' as const),
  fc.constant('inconnu' as const),
)

/** Weeks whose days often resemble each other, as real ones do. */
export const arbSemaine: fc.Arbitrary<Semaine> = fc.tuple(arbJournee, arbJournee, arbJournee).chain((choix) => {
  const jour = fc.constantFrom(...choix)
  return fc.tuple(jour, jour, jour, jour, jour, jour, jour)
})

const JOURNEE: HorairesDuJour = [
  { de: 540, a: 720 },
  { de: 840, a: 1050 },
]

/** Monday to Friday 9-12, 14-17:30, Saturday morning, closed on Sunday. */
export const SEMAINE_ORDINAIRE: Semaine = [JOURNEE, JOURNEE, JOURNEE, JOURNEE, JOURNEE, [{ de: 540, a: 720 }], 'ferme']
