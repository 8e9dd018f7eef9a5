/** Hours that people may have, and may write: each has one meaning, so that its French words are read back to it. */
import fc from 'fast-check'
import { orderExceptions } from '../exceptions.ts'
import type { IndexDeJour } from '../jours.ts'
import type { Dates, Exception, Feries, Horaires, RangDuMois } from '../regime.ts'
import type { HorairesDuJour, JourneeConnue, Plage, Semaine } from '../semaine.ts'
import { arbJours, arbSaison } from '../testing.ts'

/** From 6 h to midnight, by steps of five minutes; or the whole day. */
const arbPlages: fc.Arbitrary<readonly Plage[]> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(
        fc.uniqueArray(fc.integer({ min: 72, max: 288 }), { minLength: 2, maxLength: 6 }),
        fc.constantFrom(0, 0, 0, 1, 2, 7),
      )
      .map(([bornes, mask]) => {
        const sorted = bornes.toSorted((x, y) => x - y).map((borne) => borne * 5)
        return Array.from({ length: Math.floor(sorted.length / 2) }, (_, i) => ({
          de: sorted[2 * i] ?? 0,
          a: sorted[2 * i + 1] ?? 0,
          ...((mask >> i) & 1 && { surRendezVous: true as const }),
        }))
      }),
  },
  fc.constant([{ de: 0, a: 1440 }]),
)

const arbOuverte: fc.Arbitrary<JourneeConnue> = fc.oneof(
  { weight: 6, arbitrary: arbPlages },
  fc.constant('sur-rendez-vous' as const),
)
const isOpen = (journee: HorairesDuJour): boolean => journee !== 'ferme' && journee !== 'inconnu'

const arbSemaine: fc.Arbitrary<Semaine> = fc
  .tuple(arbOuverte, arbOuverte, fc.constantFrom('ferme' as const, 'inconnu' as const))
  .chain((choix) => {
    const jour = fc.constantFrom<HorairesDuJour>(...choix)
    return fc.tuple(jour, jour, jour, jour, jour, jour, jour)
  })

const arbRangs: fc.Arbitrary<readonly RangDuMois[]> = fc.oneof(
  fc.subarray([1, 2, 3, 4, 5] as const, { minLength: 1 }),
  fc.constant([-1] as const),
)
const arbDates: fc.Arbitrary<Dates> = fc.oneof(
  arbRangs.map((rangs) => ({ rangs })),
  fc.constantFrom('paires' as const, 'impaires' as const).map((semaines) => ({ semaines })),
)

const of = (dates: Dates, jours: readonly IndexDeJour[], horaires: JourneeConnue): readonly Exception[] =>
  jours.length === 0 ? [] : [{ dates, jours, horaires }]

/** Exceptions that meet the week, and each other, in one way only. */
function arbExceptions(semaine: Semaine): fc.Arbitrary<readonly Exception[]> {
  const days = (isWanted: (journee: HorairesDuJour) => boolean) => (jours: readonly IndexDeJour[]) =>
    jours.filter((jour) => isWanted(semaine[jour]))
  const ouvertes = days(isOpen)([0, 1, 2, 3, 4, 5, 6])
  return fc.oneof(
    fc.constant([]),
    fc
      .tuple(arbDates, arbJours, arbOuverte)
      .map(([dates, jours, horaires]) => of(dates, days((j) => !isOpen(j))(jours), horaires)),
    fc.tuple(arbDates, arbJours).map(([dates, jours]) => of(dates, days(isOpen)(jours), 'ferme')),
    fc.tuple(arbJours, arbOuverte, arbOuverte).map(([jours, une, autre]) => {
      const libres = days((journee) => !isOpen(journee))(jours)
      return [...of({ semaines: 'paires' }, libres, une), ...of({ semaines: 'impaires' }, libres, autre)]
    }),
    fc.tuple(arbSaison, arbJours).map(([saison, jours]) => of({ saison }, jours, 'ferme')),
    fc.tuple(arbSaison, arbOuverte, arbJours).map(([saison, horaires, jours]) =>
      of(
        { saison },
        [...new Set([...jours, ...ouvertes])].sort((a, b) => a - b),
        horaires,
      ),
    ),
  )
}

const arbFeries: fc.Arbitrary<Feries> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('fermes' as const) },
  fc.constant('ordinaires' as const),
  arbPlages.filter((plages) => plages.every(({ surRendezVous }) => !surRendezVous)),
)

/** Hours with one meaning. */
export const arbHorairesLisibles: fc.Arbitrary<Horaires> = arbSemaine
  .chain((semaine) =>
    fc.tuple(fc.constant(semaine), arbExceptions(semaine), arbFeries, fc.constantFrom(false, false, true)),
  )
  .filter(([semaine, exceptions]) => semaine.some(isOpen) || exceptions.some(({ horaires }) => isOpen(horaires)))
  .map(([semaine, exceptions, feries, sinonRendezVous]) => ({
    semaine,
    exceptions: orderExceptions(exceptions),
    feries,
    sinonRendezVous,
  }))
