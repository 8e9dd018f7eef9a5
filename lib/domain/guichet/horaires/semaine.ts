/** The week of a point: what is declared for each day, in minutes of wall clock at the point. */
/** From opening included to closing excluded, 0 ≤ de < a ≤ 1440; `surRendezVous`: nobody is received without one. */
export type Plage = Readonly<{ de: number; a: number; surRendezVous?: true }>

/** What is declared of a day: plages in order and apart, closed, or by appointment at hours that are not said. */
export type JourneeConnue = readonly Plage[] | 'ferme' | 'sur-rendez-vous'

/** `inconnu` is an empty cell, never taken for closed. */
export type HorairesDuJour = JourneeConnue | 'inconnu'

/** Monday first. */
export type Semaine = readonly [
  HorairesDuJour,
  HorairesDuJour,
  HorairesDuJour,
  HorairesDuJour,
  HorairesDuJour,
  HorairesDuJour,
  HorairesDuJour,
]

export const MINUTES_PAR_JOUR = 1440

const TOT = 6 * 60

/** Whether people hold these hours: 2 h is 14 h, 8 h 03 is 8 h 30; only midnight opens before 6 h. */
// R-HOR-21 — choix du portail : 2 h pour 14 h, 8 h 03 pour 8 h 30 sont des fautes, pas des heures
export const isTenable = ({ de, a }: Plage): boolean => (de === 0 || de >= TOT) && de % 5 === 0 && a % 5 === 0

const TARD = 21 * 60
const DOUZE_HEURES = 12 * 60

/** Whether plages, in the order in which they are written, can only be of the half of the day that they say. */
// R-HOR-31 — choix du portail : « 9h-12h / 6h-8h » se lit aussi bien 18 h-20 h ; dans le désordre, un doute est à vérifier
export const isOrdreClair = (plages: readonly Plage[]): boolean =>
  plages.every(({ de, a }, at) => {
    const avant = plages[at - 1]
    const mayBeLater = avant && de < avant.de && de + DOUZE_HEURES >= avant.a && a + DOUZE_HEURES <= TARD
    return !mayBeLater
  })

export const SEMAINE_INCONNUE: Semaine = ['inconnu', 'inconnu', 'inconnu', 'inconnu', 'inconnu', 'inconnu', 'inconnu']

/** Puts plages in order and joins those that touch; `undefined` when two overlap or one is impossible. */
export function normalizePlages(plages: readonly Plage[]): readonly Plage[] | undefined {
  const sorted = [...plages].sort((x, y) => x.de - y.de || x.a - y.a)
  const joined: Plage[] = []
  for (const plage of sorted) {
    if (plage.de < 0 || plage.a > MINUTES_PAR_JOUR || plage.de >= plage.a) return undefined
    const last = joined.at(-1)
    if (last && plage.de < last.a) return undefined
    if (last && plage.de === last.a && last.surRendezVous === plage.surRendezVous)
      joined[joined.length - 1] = { ...last, a: plage.a }
    else joined.push(plage)
  }
  return joined
}

export function isSameJournee(one: HorairesDuJour, other: HorairesDuJour): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other
  return (
    one.length === other.length &&
    one.every(({ de, a, surRendezVous }, i) => {
      const twin = other[i]
      return twin?.de === de && twin.a === a && twin.surRendezVous === surRendezVous
    })
  )
}

export const isJourneeEntiere = (journee: HorairesDuJour): boolean =>
  typeof journee !== 'string' && journee[0]?.de === 0 && journee[0].a === MINUTES_PAR_JOUR && !journee[0].surRendezVous
