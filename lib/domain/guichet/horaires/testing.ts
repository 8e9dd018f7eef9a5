/** Builders and generators of hours for tests. */
import fc from 'fast-check'
import type { IndexDeJour } from './jours.ts'
import type { Dates, Exception, Feries, Horaires, RangDuMois, Saison } from './regime.ts'
import type { HorairesDuJour, JourneeConnue, Plage, Semaine } from './semaine.ts'

const plagesOf = (borne: fc.Arbitrary<number>): fc.Arbitrary<readonly Plage[]> =>
  fc.uniqueArray(borne, { minLength: 2, maxLength: 6 }).map((bornes) => {
    const sorted = bornes.toSorted((x, y) => x - y)
    const plages: Plage[] = []
    for (let i = 0; i + 1 < sorted.length; i += 2) plages.push({ de: sorted[i] ?? 0, a: sorted[i + 1] ?? 1 })
    return plages
  })

/** One to three plages, in order and apart. */
const arbPlages = plagesOf(fc.integer({ min: 0, max: 1440 }))

/** The same as people hold them: from midnight or from 6 h, by steps of five minutes. */
export const arbPlagesTenables = plagesOf(
  fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 9, arbitrary: fc.integer({ min: 72, max: 288 }).map((pas) => pas * 5) },
  ),
)

const arbJournee: fc.Arbitrary<HorairesDuJour> = fc.oneof(
  { weight: 3, arbitrary: arbPlagesTenables },
  fc.constant('ferme' as const),
  fc.constant('inconnu' as const),
)

/** Weeks whose days often resemble each other, as real ones do. */
export const arbSemaine: fc.Arbitrary<Semaine> = fc.tuple(arbJournee, arbJournee, arbJournee).chain((choix) => {
  const jour = fc.constantFrom(...choix)
  return fc.tuple(jour, jour, jour, jour, jour, jour, jour)
})

/** Plages of which none, some or all ask for an appointment. */
const arbPlagesReservees: fc.Arbitrary<readonly Plage[]> = fc
  .tuple(arbPlages, fc.constantFrom(0, 0, 1, 2, 7))
  .map(([plages, mask]) =>
    plages.map((plage, i) => ((mask >> i) & 1 ? { ...plage, surRendezVous: true as const } : plage)),
  )

export const arbJourneeConnue: fc.Arbitrary<JourneeConnue> = fc.oneof(
  { weight: 4, arbitrary: arbPlagesReservees },
  fc.constant('ferme' as const),
  fc.constant('sur-rendez-vous' as const),
)

/** Days of the week in order, at least one. */
export const arbJours: fc.Arbitrary<readonly IndexDeJour[]> = fc
  .subarray([0, 1, 2, 3, 4, 5, 6] as const, { minLength: 1 })
  .map((jours) => jours.toSorted((a, b) => a - b))

const FINS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const monthDay = (mois: number, jour: number): string =>
  `${String(mois).padStart(2, '0')}-${String(jour).padStart(2, '0')}`

/** Whole months, or from a day to another; never the whole year, never a day that some years lack. */
export const arbSaison: fc.Arbitrary<Saison> = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.boolean(), fc.nat(30), fc.nat(30))
  .filter(([mois1, mois2]) => mois1 !== mois2 + 1 && !(mois1 === 1 && mois2 === 12))
  .map(([mois1, mois2, isWhole, a, b]) => {
    const [fin1 = 30, fin2 = 30] = [FINS[mois1 - 1], FINS[mois2 - 1]]
    if (isWhole) return { du: monthDay(mois1, 1), au: monthDay(mois2, mois2 === 2 ? 29 : fin2) }
    const [jour1, jour2] = [(a % fin1) + 1, (b % fin2) + 1]
    const [du, au] = mois1 === mois2 ? [Math.min(jour1, jour2), Math.max(jour1, jour2)] : [jour1, jour2]
    return { du: monthDay(mois1, du), au: monthDay(mois2, au) }
  })

const arbRangs: fc.Arbitrary<readonly RangDuMois[]> = fc.subarray([1, 2, 3, 4, 5, -1] as const, { minLength: 1 })

const arbDates: fc.Arbitrary<Dates> = fc.oneof(
  arbSaison.map((saison) => ({ saison })),
  arbRangs.map((rangs) => ({ rangs })),
  fc.constantFrom('paires' as const, 'impaires' as const).map((semaines) => ({ semaines })),
)

const arbFeries: fc.Arbitrary<Feries> = fc.oneof(
  { weight: 5, arbitrary: fc.constant('fermes' as const) },
  fc.constant('ordinaires' as const),
  arbPlages,
)

/** Hours of any kind, exceptions one over the other included: what the stored form can hold. */
export const arbHoraires: fc.Arbitrary<Horaires> = fc
  .tuple(
    fc.tuple(fc.oneof(arbJourneeConnue, fc.constant('inconnu' as const)), arbJourneeConnue, arbJours),
    fc.array(
      fc.tuple(arbDates, arbJours, arbJourneeConnue).map(([dates, jours, horaires]) => ({ dates, jours, horaires })),
      { maxLength: 3 },
    ),
    arbFeries,
    fc.boolean(),
  )
  .map(([[rest, some, jours], exceptions, feries, sinonRendezVous]) => {
    const day = (index: IndexDeJour): HorairesDuJour => (jours.includes(index) ? some : rest)
    const semaine: Semaine = [day(0), day(1), day(2), day(3), day(4), day(5), day(6)]
    return { semaine, exceptions: exceptions satisfies readonly Exception[], feries, sinonRendezVous }
  })

const JOURNEE: HorairesDuJour = [
  { de: 540, a: 720 },
  { de: 840, a: 1050 },
]

/** Monday to Friday 9-12, 14-17:30, Saturday morning, closed on Sunday. */
export const SEMAINE_ORDINAIRE: Semaine = [JOURNEE, JOURNEE, JOURNEE, JOURNEE, JOURNEE, [{ de: 540, a: 720 }], 'ferme']
