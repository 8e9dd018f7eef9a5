/** Which days: « du lundi au vendredi », « les 1er et 3e mardis du mois », « mardi (semaines paires) », « week-end ». */
import type { IndexDeJour } from '../jours.ts'
import type { RangDuMois } from '../regime.ts'
import { choix, faire, liste, memo, mot, option, type Regle, rien, suite } from './combinaisons.ts'
import type { Mot } from './mots.ts'
import type { Etiquette } from './vocabulaire.ts'

export type Semaines = 'paires' | 'impaires'

/**
 * Days named together. `large`: named by a range (« du lundi au vendredi », « tous les jours »), so that a day named by
 * itself may be an exception to it.
 */
export type Selection = Readonly<{
  jours: readonly IndexDeJour[]
  large?: true
  rangs?: readonly RangDuMois[]
  semaines?: Semaines
  feries?: true
  enSemaine?: true
  toujours?: true
  /** The sign between days, or nothing; `serre` without a space around any. */
  signe?: Readonly<{ etiquette: '-' | '/' | 'rien'; serre: boolean }>
}>

const TOUS: readonly IndexDeJour[] = [0, 1, 2, 3, 4, 5, 6]
const [LUNDI, VENDREDI] = [0, 4]

const jourDe = ({ valeur }: Mot): IndexDeJour => TOUS[valeur] ?? 0
const between = (du: IndexDeJour, au: IndexDeJour): readonly IndexDeJour[] =>
  TOUS.filter((jour) => du <= jour && jour <= au)

const jour = mot('jour')
const inclus = option(mot('inclus'))

/** « du lundi au vendredi », « lundi à vendredi »; never backwards, which may be a slip. */
const etendue: Regle<Selection> = faire(
  suite(option(mot('du', 'de')), jour, mot('a', '>', 'jusqu-a'), jour, inclus),
  ([, du, , au]) => range(du, au),
)

const range = (du: Mot, au: Mot): Selection | undefined =>
  du.valeur < au.valeur ? { jours: between(jourDe(du), jourDe(au)), large: true } : undefined

/** Side by side, the days are the same either way; « mardi-jeudi » may be two days or three, « lundi-vendredi » is five. */
// R-HOR-28 — choix du portail : un tiret dit une étendue ou une liste, l’une des deux serait fausse
function dashed(du: Mot, au: Mot): Selection | undefined {
  const apart = au.valeur - du.valeur
  const isWeek = du.valeur === LUNDI || au.valeur === VENDREDI
  return apart === 1 || apart > 3 || (apart === 3 && isWeek) ? range(du, au) : undefined
}

/** « lundi-vendredi » is a range; « lundi-mardi-jeudi » a list. */
const tirets: Regle<Selection> = (mots, at) => {
  if (mots[at - 1]?.etiquette === '-' && mots[at - 2]?.etiquette === 'jour') return []
  const days: Mot[] = []
  let next = at
  let serre = true
  for (let day = mots[next]; day?.etiquette === 'jour'; day = mots[next]) {
    days.push(day)
    next += 1
    const sign = mots[next]
    if (sign?.etiquette !== '-' || mots[next + 1]?.etiquette !== 'jour') break
    if (!sign.serre) serre = false
    next += 1
  }
  const [first, second] = days
  if (!first || !second) return []
  const isOrdered = days.every((day, i) => i === 0 || (days[i - 1]?.valeur ?? 7) < day.valeur)
  const read = days.length === 2 ? dashed(first, second) : isOrdered ? { jours: days.map(jourDe) } : undefined
  return read ? [[{ ...read, signe: { etiquette: '-', serre } }, next]] : []
}

/** « lundi/mardi/jeudi »; « lundi/vendredi » may be two days or five. */
const barres: Regle<Selection> = faire(suite(jour, mot('/'), liste(jour, mot('/'))), ([first, bar, others]) => {
  const read = listed([first, ...others])
  return read && { ...read, signe: { etiquette: '/', serre: bar.serre === true } }
})

/** « lundi mardi jeudi »; « lundi vendredi » may lack its « au ». */
const cote: Regle<Selection> = faire(suite(jour, liste(jour, rien)), ([first, others]) => {
  const read = listed([first, ...others])
  return read && { ...read, signe: { etiquette: 'rien', serre: false } }
})

/** Days in order, and near enough or many enough not to be the two ends of a range. */
function listed(days: readonly Mot[]): Selection | undefined {
  const isOrdered = days.every((day, i) => i === 0 || (days[i - 1]?.valeur ?? 7) < day.valeur)
  const isClear = days.length > 2 || (days[1]?.valeur ?? 0) - (days[0]?.valeur ?? 0) < 3
  return isOrdered && isClear ? { jours: days.map(jourDe) } : undefined
}

const isRang = (value: number): value is RangDuMois => value === -1 || (value >= 1 && value <= 5)

/** « 1er et 3e », in order and once each; « dernier » comes last. */
export const rangs: Regle<readonly RangDuMois[]> = faire(
  liste(mot('rang'), choix<unknown>(mot(','), mot('et'), mot('/'), suite(mot(','), mot('et')))),
  (found) => {
    const values = found.map(({ valeur }) => valeur).filter(isRang)
    const order = values.map((value) => (value === -1 ? 6 : value))
    return order.every((value, i) => i === 0 || (order[i - 1] ?? 7) < value) ? values : undefined
  },
)

const duMois = option(mot('du-mois'))
const tous = option(mot('tous'))

const unJour: Regle<Selection> = faire(suite(tous, jour), ([, day]) => ({ jours: [jourDe(day)] }))
const joints = liste(jour, choix<unknown>(mot('et'), mot(',')))

/** « les 1er et 3e mardis »; « et jeudis » may go with the ranks, or not. */
const unRang: Regle<Selection> = faire(suite(tous, rangs, joints, duMois), ([, found, days]) => ({
  jours: days.map(jourDe),
  rangs: found,
}))
const rangEntreParentheses: Regle<readonly RangDuMois[]> = faire(
  suite(mot('('), rangs, duMois, mot(')')),
  ([, found]) => found,
)
const rangApres: Regle<Selection> = faire(suite(tous, jour, rangEntreParentheses), ([, day, found]) => ({
  jours: [jourDe(day)],
  rangs: found,
}))
/** « 1er et 3e du mois », whose day is that of the cell. */
const rangSansJour: Regle<Selection> = faire(suite(tous, rangs, mot('du-mois')), ([, found]) => ({
  jours: [],
  rangs: found,
}))

const fixed = (etiquette: Etiquette, selection: Selection): Regle<Selection> => faire(mot(etiquette), () => selection)

const groupe: Regle<Selection> = memo(
  choix(
    etendue,
    tirets,
    barres,
    cote,
    unJour,
    unRang,
    rangApres,
    rangSansJour,
    fixed('week-end', { jours: [5, 6] }),
    fixed('ferie', { jours: [], feries: true }),
    fixed('tous-les-jours', { jours: TOUS, large: true }),
    fixed('7j7', { jours: TOUS, large: true, toujours: true }),
    fixed('en-semaine', { jours: between(0, 4), large: true, enSemaine: true }),
  ),
)

const parite = faire(
  mot('paires', 'impaires'),
  ({ etiquette }): Semaines => (etiquette === 'paires' ? 'paires' : 'impaires'),
)

/** « semaines paires », « (semaines paires) », after what they qualify. */
export const pariteApres: Regle<Semaines> = choix(
  faire(suite(option(mot(',')), parite), ([, found]) => found),
  faire(suite(mot('('), parite, mot(')')), ([, found]) => found),
)

export const pariteSeule = parite

// a bar between days is read above, where it is clear
const lien = choix<unknown>(mot(','), mot('et'), suite(mot(','), mot('et')))

const qualify = (selection: Selection, semaines: Semaines | undefined): Selection | undefined =>
  semaines === undefined ? selection : selection.rangs || selection.feries ? undefined : { ...selection, semaines }

const rank = (selection: Selection, ranks: readonly RangDuMois[]): Selection | undefined =>
  selection.rangs || selection.semaines || selection.feries ? undefined : { jours: selection.jours, rangs: ranks }

const groupeQualifie: Regle<Selection> = memo(
  choix(
    groupe,
    faire(suite(groupe, pariteApres), ([selection, semaines]) => qualify(selection, semaines)),
  ),
)

/** « lundi, mardi et jeudi », « lundi et mardi (semaines paires) »: a list, and all the ways to read it. */
export const selections: Regle<readonly Selection[]> = memo(
  choix(
    faire(liste(groupeQualifie, lien), isOnce),
    faire(suite(liste(groupe, lien), pariteApres), ([found, semaines]) =>
      found.length < 2 || !isOnce(found) ? undefined : all(found.map((selection) => qualify(selection, semaines))),
    ),
    // R-HOR-27 — choix du portail : un rang entre parenthèses est de tous les jours dits, ou du dernier
    faire(suite(liste(groupe, lien), rangEntreParentheses), ([found, ranks]) =>
      found.length < 2 || !isOnce(found) ? undefined : all(found.map((selection) => rank(selection, ranks))),
    ),
  ),
)

const all = <T>(values: readonly (T | undefined)[]): readonly T[] | undefined =>
  values.every((value) => value !== undefined) ? values : undefined

/** A day named twice in one list is a slip, unless its ranks or weeks differ. */
function isOnce(found: readonly Selection[]): readonly Selection[] | undefined {
  const plain = found.filter(({ rangs: some, semaines }) => !some && !semaines).flatMap(({ jours }) => jours)
  return new Set(plain).size === plain.length ? found : undefined
}
