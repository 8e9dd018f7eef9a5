/**
 * What did not leave, beside what the history knows of it: nothing is cancelled without a cause, nothing is given up
 * before the outside refused it enough, and what remains was accepted. Instants are in milliseconds of the machine.
 */
import type { HistoireDeRappels, RappelVu } from './histoire-de-rappels.ts'
import { cleOf, isIncertain, relaisDe } from './histoire-de-rappels.ts'

/** Attempts before what the outside puts off is given up (R-22: eight in twenty-four hours). */
const ESSAIS_AVANT_L_ABANDON = 8
/** of so many messages that may be accepted, one is not. */
const UN_PERDU_SUR = 10_000
/** Of a hundred messages that were due to who did not renew, those that leave at least, whatever is killed. */
const PART_PARTIE = 60

type Connu = Readonly<{
  /** The end of the history. */
  le: string
  jusquAu: ReadonlyMap<string, string>
  lignes: ReadonlySet<string>
  /** Addresses that the outside said to be nobody's, by what it said it of. */
  morts: readonly RappelVu[]
  passagesDe: ReadonlyMap<string, HistoireDeRappels['passages']>
  refusDe: ReadonlyMap<string, HistoireDeRappels['refus']>
  perdus: ReadonlySet<string>
}>

const echelonDe = ({ numero, jalon, duLe }: Pick<RappelVu, 'numero' | 'jalon' | 'duLe'>): string =>
  [numero, jalon, duLe].join()

function connuDe({ le, attendus, vus, passages, refus, accuses }: HistoireDeRappels): Connu {
  const definitifs = new Set([
    ...refus.flatMap(({ reference, isDefinitif }) => (isDefinitif ? [reference] : [])),
    ...accuses.flatMap(({ reference, etat }) => (etat === 'rebond' || etat === 'numero-invalide' ? [reference] : [])),
  ])
  return {
    le,
    jusquAu: new Map(attendus.map((du) => [echelonDe(du), du.jusquAu])),
    lignes: new Set(vus.map(cleOf)),
    morts: vus.filter(({ reference }) => definitifs.has(reference)),
    passagesDe: Map.groupBy(passages, ({ reference }) => reference),
    refusDe: Map.groupBy(refus, ({ reference }) => reference),
    perdus: new Set(accuses.flatMap(({ reference, etat }) => (etat === 'remis' ? [] : [reference]))),
  }
}

/** Renewed or radiated since, past its last day, or its address is dead and another channel has its place. */
function checkAnnule(vu: RappelVu, { demandees, radiations }: HistoireDeRappels, connu: Connu): string[] {
  const { numero, jalon, canal, reference } = vu
  const annuleAt = connu.passagesDe.get(reference)?.findLast(({ etat }) => etat === 'annule')?.ecritAt
  const demandeeAt = demandees.get(numero)
  const isRenouvelee = demandeeAt !== undefined && annuleAt !== undefined && demandeeAt <= annuleAt
  const isRadiee = jalon !== 'radiation' && radiations.has(numero)
  const jusquAu = connu.jusquAu.get(echelonDe(vu))
  if (isRenouvelee || isRadiee || (jusquAu !== undefined && jusquAu < connu.le)) return []
  const isMort = connu.morts.some((un) => un.numero === numero && un.canal === canal && un.reference !== reference)
  if (!isMort) return [`${cleOf(vu)} : annulé sans cause`]
  const relais = relaisDe(vu)
  return relais && !connu.lignes.has(cleOf({ ...vu, canal: relais }))
    ? [`${cleOf(vu)} : annulé, et rien à sa place`]
    : []
}

/** Lost afterwards, nobody's address, or put off by the outside, or cut, at each of enough attempts. */
function checkEchec(vu: RappelVu, { coupures }: HistoireDeRappels, connu: Connu): string[] {
  const { reference } = vu
  const refus = connu.refusDe.get(reference) ?? []
  if (connu.perdus.has(reference) || refus.some(({ isDefinitif }) => isDefinitif)) return []
  const passages = connu.passagesDe.get(reference) ?? []
  const essais = passages.flatMap(({ etat, at }, rang) =>
    etat === 'en-cours' ? [{ de: at, a: passages[rang + 1]?.ecritAt ?? Number.POSITIVE_INFINITY }] : [],
  )
  const vains = essais.filter(
    ({ de, a }) => refus.some(({ at }) => de <= at && at <= a) || coupures.some((une) => de <= une.a && une.de <= a),
  )
  if (vains.length >= ESSAIS_AVANT_L_ABANDON) return []
  return [`${cleOf(vu)} : abandonné après ${essais.length} essais, dont ${vains.length} refusés ou coupés`]
}

/** What could be accepted was; and most of what was due left at all. */
function checkPlancher(histoire: HistoireDeRappels, connu: Connu): string[] {
  const { attendus, vus, partis, renouvelees } = histoire
  const acceptes = new Set(partis.map(({ reference }) => reference))
  const messages = vus.filter(({ canal }) => canal !== 'courrier')
  const acceptables = messages.filter((vu) => vu.etat !== 'annule' && !isIncertain(vu) && !connu.morts.includes(vu))
  const refuses = acceptables.filter(({ reference }) => !acceptes.has(reference)).length
  const dus = attendus.filter(({ canal, numero }) => canal !== 'courrier' && !renouvelees.has(numero))
  const cles = new Set(messages.filter(({ reference }) => acceptes.has(reference)).map(cleOf))
  const partisAussi = dus.filter((du) => cles.has(cleOf(du))).length
  return [
    ...(refuses > Math.ceil(acceptables.length / UN_PERDU_SUR)
      ? [`${refuses} messages jamais acceptés, de ${acceptables.length} : plus d’un sur dix mille`]
      : []),
    ...(partisAussi * 100 < dus.length * PART_PARTIE ? [`${partisAussi} messages partis, de ${dus.length} dus`] : []),
  ]
}

/** One line a defect. */
export function checkAbandons(histoire: HistoireDeRappels): string[] {
  const connu = connuDe(histoire)
  return [
    ...histoire.vus.flatMap((vu) => {
      if (vu.etat === 'annule') return checkAnnule(vu, histoire, connu)
      return vu.etat === 'echec' ? checkEchec(vu, histoire, connu) : []
    }),
    ...checkPlancher(histoire, connu),
  ]
}
