/** How people say when it closes: « fermé le mercredi », « sauf en août », « (16h le vendredi) ». */
import type { Saison } from '../regime.ts'
import type { Cible, Clause } from './clauses.ts'
import { choix, faire, liste, memo, mot, option, type Regle, rien, suite } from './combinaisons.ts'
import { creneau, heureDite, heuresReservees, moitie } from './heures.ts'
import { type Selection, selections } from './jours.ts'
import { apresJours, intros } from './regles-d-ouverture.ts'
import { joursDuMois, saison } from './saisons.ts'

/** « fermé le lundi, du mardi au vendredi »: hours lack, a range does not end a list of closed days. */
const joursFermes = faire(selections, (sur) => (sur.some(({ large }, rank) => large && rank > 0) ? undefined : sur))

const cible: Regle<Cible> = memo(
  choix<Cible>(
    faire(suite(joursFermes, option(faire(suite(option(mot(',')), moitie), ([, half]) => half))), ([sur, half]) =>
      half ? { sur, moitie: half } : { sur },
    ),
    faire(saison, (found) => ({ saison: found })),
    faire(creneau, (found) => ({ creneau: found })),
    faire(suite(selections, creneau), ([sur, found]) => ({ sur, creneau: found })),
    faire(moitie, (found) => ({ moitie: found })),
    faire(mot('autres'), () => 'autres' as const),
  ),
)

const et: Regle<unknown> = choix<unknown>(mot(','), mot('et'), suite(mot(','), mot('et')))

/** Two lists of days side by side are one list, two months that follow are one season. */
const isSplit = (clauses: readonly Clause[]): boolean =>
  clauses.some((clause, i) => {
    const [one, next] = [cibleOf(clause), cibleOf(clauses[i + 1])]
    if (!one || !next) return false
    // « sauf le vendredi, 9h-12h »: hours after a comma may be those of anything
    if ('creneau' in next && !('sur' in next)) return true
    if ('saison' in one && 'saison' in next) return areNeighbours(one.saison, next.saison)
    return isPlain(one) && isPlain(next)
  })
const cibleOf = (clause: Clause | undefined) =>
  clause?.type === 'ferme' && clause.cible !== 'autres' ? clause.cible : null
const isPlain = (found: Exclude<Cible, string>): boolean => 'sur' in found && !found.moitie && !found.creneau
const areNeighbours = (one: Saison, next: Saison): boolean =>
  next.du.endsWith('-01') && Number(next.du.slice(0, 2)) === (Number(one.au.slice(0, 2)) % 12) + 1

const fermeA = (sur: readonly Selection[], a: number): Clause => ({ type: 'ferme-a', sur, a })
const heureNue = (sur: readonly Selection[], a: number): Clause => ({ type: 'ferme-a', sur, a, nue: true })
const ferme = (found: Cible, strict: boolean): Clause => ({ type: 'ferme', cible: found, strict })

const listeDeClauses = (item: Regle<Clause>): Regle<readonly Clause[]> =>
  faire(liste(item, et), (found) => (isSplit(found) ? undefined : found))

export const fermetures: Regle<readonly Clause[]> = choix(
  faire(
    suite(intros, mot('ferme'), option(mot(':')), listeDeClauses(faire(cible, (found) => ferme(found, false)))),
    ([, , , found]) => found,
  ),
  faire(suite(intros, mot('ferme'), option(mot(':')), joursDuMois), ([, , , days]) =>
    days.map((day) => ferme({ saison: day }, false)),
  ),
  faire(
    suite(selections, option(faire(suite(option(mot(',')), moitie), ([, half]) => half)), apresJours, mot('ferme')),
    ([sur, half]) => [ferme(half ? { sur, moitie: half } : { sur }, false)],
  ),
  faire(suite(saison, option(mot(':', ',')), mot('ferme')), ([found]) => [ferme({ saison: found }, false)]),
  faire(suite(mot('autres'), option(mot(':')), mot('ferme')), () => [ferme('autres', false)]),
  // « 9h-17h (pause 12h-14h) »
  faire(suite(mot('pause'), option(mot(':')), creneau), ([, , found]) => [ferme({ creneau: found }, false)]),
  faire(suite(intros, mot('ferme')), () => [{ type: 'ferme', cible: null, strict: false } as const]),
)

export const jusqua: Regle<Clause> = choix(
  faire(suite(selections, option(mot(',')), mot('jusqu-a'), heureDite), ([sur, , , a]) => fermeA(sur, a)),
  faire(suite(mot('jusqu-a'), heureDite, selections), ([, a, sur]) => fermeA(sur, a)),
  faire(suite(mot('ferme'), mot('a'), heureDite, selections), ([, , a, sur]) => fermeA(sur, a)),
  faire(suite(mot('ferme'), selections, mot('a'), heureDite), ([, sur, , a]) => fermeA(sur, a)),
  faire(suite(selections, option(mot(',', ':')), mot('ferme'), mot('a'), heureDite), ([sur, , , , a]) =>
    fermeA(sur, a),
  ),
)
export const heureDUnJour: Regle<Clause> = choix(
  faire(suite(selections, option(mot(':')), heureDite), ([sur, , a]) => heureNue(sur, a)),
  faire(suite(heureDite, selections), ([a, sur]) => heureNue(sur, a)),
)
const aLaPlace = (signe: Regle<unknown>): Regle<Clause> =>
  faire(suite(selections, signe, heuresReservees), ([sur, , found]) => ({ type: 'remplace', sur, ...found }))
/** « vendredi : 9h-12h », in place of what was said. */
export const remplace = aLaPlace(mot(':'))

export const exception: Regle<readonly Clause[]> = faire(
  suite(
    mot('sauf'),
    option(mot('en')),
    listeDeClauses(
      choix(
        faire(cible, (found) => (found === 'autres' ? undefined : ferme(found, true))),
        remplace,
        aLaPlace(rien),
        heureDUnJour,
        jusqua,
      ),
    ),
  ),
  ([, , found]) => found,
)
