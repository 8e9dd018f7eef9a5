/** The days while a text is understood: what each was given, and by what kind of words, so that a clash is seen. */
import type { IndexDeJour } from '../jours.ts'
import type { Dates } from '../regime.ts'
import { isOrdreClair, isSameJournee, type JourneeConnue, normalizePlages, type Plage } from '../semaine.ts'
import { isClear, isInMoitie, type Moitie } from './moities.ts'

/** `large`: named by a range, which a day named by itself may except; `groupe`: the days named together. */
export type Entree = Readonly<{ horaires: JourneeConnue; large: boolean; groupe: readonly IndexDeJour[] }>

export type Tableau = Readonly<{
  /** null: the ordinary week. */
  dates: Dates | null
  jours: Map<IndexDeJour, Entree>
}>

const isSameGroup = (one: Entree, other: Entree): boolean =>
  one.groupe.length === other.groupe.length && one.groupe.every((jour, i) => jour === other.groupe[i])
const covers = (outer: readonly Plage[], inner: readonly Plage[]): boolean =>
  inner.every(({ de, a }) => outer.some((plage) => plage.de <= de && a <= plage.a))

/** `isAdded`: the words say so; `isLabelled`: they name the half of the day of each plage. */
type Ajout = Readonly<{ isAdded: boolean; isLabelled?: boolean }>

/**
 * Hours given to a day that may have some already: added when that is what the words say, in their place when nothing
 * else is possible, `undefined` when both could be meant or when they contradict each other.
 */
// R-HOR-19 — choix du portail : deux lectures possibles, aucune n'est retenue
export function mergeEntree(
  avant: Entree | undefined,
  apres: Entree,
  { isAdded, isLabelled }: Ajout,
): Entree | undefined {
  if (!avant) return apres
  if (isSameJournee(avant.horaires, apres.horaires)) return avant.large ? apres : avant
  if (typeof avant.horaires === 'string' || typeof apres.horaires === 'string') return undefined
  const both = [...avant.horaires, ...apres.horaires]
  const together = isLabelled || isOrdreClair(both) ? normalizePlages(both) : undefined
  const isSameKind = avant.large ? apres.large && isSameGroup(avant, apres) : !apres.large
  if (isAdded || isSameKind) return together && { ...apres, horaires: together }
  if (avant.large && apres.large && areHalves(avant, apres)) return together && { ...apres, horaires: together }
  if (avant.large === apres.large) return undefined
  const [general, particular] = avant.large ? [avant, apres] : [apres, avant]
  const isOverlapping = covers(avant.horaires, apres.horaires) || covers(apres.horaires, avant.horaires)
  return isOverlapping && general !== particular ? particular : undefined
}

const isHalf = ({ horaires }: Entree, moitie: Moitie): boolean =>
  typeof horaires !== 'string' && horaires.every((plage) => isInMoitie(plage, moitie))

/** « du lundi au samedi 9h-12h et du lundi au vendredi 14h-17h »: the morning, then the afternoon of the same week. */
const areHalves = (avant: Entree, apres: Entree): boolean =>
  avant.groupe[0] === apres.groupe[0] && isHalf(avant, 'matin') && isHalf(apres, 'apres-midi')

/** A day without one of its halves; `undefined` when a plage runs over noon, or when nothing would be left. */
export function withoutMoitie(plages: readonly Plage[], moitie: Moitie): readonly Plage[] | undefined {
  const left = plages.filter((plage) => !isInMoitie(plage, moitie))
  return plages.every(isClear) && left.length > 0 ? left : undefined
}

/** A day closed for a while inside one of its plages; `undefined` when the while goes beyond it, or leaves nothing. */
export function withoutCreneau(plages: readonly Plage[], { de, a }: Plage): readonly Plage[] | undefined {
  const result: Plage[] = []
  for (const plage of plages) {
    if (a <= plage.de || plage.a <= de) result.push(plage)
    else if (plage.de > de || a > plage.a) return undefined
    else {
      if (plage.de < de) result.push({ ...plage, a: de })
      if (a < plage.a) result.push({ ...plage, de: a })
    }
  }
  return result.length > 0 ? result : undefined
}
