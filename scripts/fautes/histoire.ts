/** What was answered to those who renewed, beside what the register holds: nothing acknowledged lost, nothing twice. */
import type { Case } from '#lib/domain/demande/comptage.ts'
import type { Echeances } from '#lib/domain/demande/echeances.ts'
import { canonicalJson } from '#lib/domain/demande/modification.ts'
import { finDuJour, jourA, moisApres } from './jours-a-part.ts'

/** What a renewal holds: the imprint of its whole content, the income that its sender wrote, the door it came by. */
export type Teneur = Readonly<{
  empreinte: string
  revenu: number | null
  canal: string | null
  organisme: string | null
}>
/** What its answer tells; null where the door does not say it. */
export type Dit = Readonly<{
  le: string
  echeances: Readonly<Partial<Record<keyof Echeances, string>>>
  recu: string | null
}>
/**
 * A renewal that somebody was told done; `deja`: another sending had made it, with what it held. `rang` null: the door
 * does not say which fait it is, and its key tells it.
 */
export type Accuse = Readonly<{
  numero: string
  cle: string
  rang: number | null
  deja: boolean
  envoye: Teneur
  dit: Dit
}>
/**
 * A sending that was answered by no renewal. `avant`: the latest instant of the base, in milliseconds, at which it can
 * have been judged.
 */
export type Refus = Readonly<{ numero: string; code: string; avant: number }>

/**
 * `at`: the instant of the base that judged it, in milliseconds; `le`: the civil day that it says. `renouvellement`: of a
 * fait that is one, what it holds and what is told of it.
 */
export type FaitVu = Readonly<{
  rang: number
  type: string
  at: number
  le: string
  cle: string | null
  motif: string | null
  renouvellement: Readonly<{ teneur: Teneur; dit: Dit }> | null
}>
/**
 * A demande as the base holds it at the end. `valideDepuis`: T, as it was written before anything. `isDue`: the night had to end it; null: it, or a renewal, whichever came
 * first. `isRejouee`: its faits give its state. `cases`: where the rules count it, its faits included.
 */
export type DemandeVue = Readonly<{
  numero: string
  territoire: string
  valideDepuis: string
  statut: string
  version: number
  isDue: boolean | null
  isRejouee: boolean
  faits: readonly FaitVu[]
  cases: readonly Case[]
}>

/** How many in each cell of the counts: a measure, a place, a detail, a period. */
export type Comptes = ReadonlyMap<string, number>

const ranksOf = (faits: readonly FaitVu[], type: string) => faits.filter((fait) => fait.type === type)

/** Months from T to the last day to renew, that day included: a year and a month in all. */
const MOIS_AU_DERNIER_JOUR = 13
const dernierJourDe = ({ valideDepuis }: DemandeVue): string => moisApres(valideDepuis, MOIS_AU_DERNIER_JOUR)

/** Renewed until the last day of its validity, radiated from the day after, by the days of its territory. */
function checkDernierJour(demande: DemandeVue): string[] {
  const { numero, territoire, faits } = demande
  const dernierJour = dernierJourDe(demande)
  return faits.flatMap(({ type, motif, at, le }) => {
    const isRenouvellement = type === 'renouvellement'
    if (!isRenouvellement && motif !== 'RADREN') return []
    const jour = jourA(territoire, at)
    return [
      ...(isRenouvellement && jour > dernierJour
        ? [`${numero} : renouvelée le ${jour}, dernier jour ${dernierJour}`]
        : []),
      ...(!isRenouvellement && jour <= dernierJour
        ? [`${numero} : radiée le ${jour}, dernier jour ${dernierJour}`]
        : []),
      ...(le === jour ? [] : [`${numero} : ${type} au ${le}, le ${jour} dans le territoire ${territoire}`]),
    ]
  })
}

function checkDemande(demande: DemandeVue): string[] {
  const { numero, statut, version, isDue, isRejouee, faits } = demande
  const [renouvellements, radiations] = [ranksOf(faits, 'renouvellement'), ranksOf(faits, 'radiation')]
  return [
    ...(renouvellements.length > 1 ? [`${numero} : renouvelée ${renouvellements.length} fois dans un cycle`] : []),
    ...(radiations.length > 1 ? [`${numero} : radiée ${radiations.length} fois`] : []),
    ...(renouvellements.length > 0 && radiations.some(({ motif }) => motif === 'RADREN')
      ? [`${numero} : renouvelée, et radiée pour non-renouvellement`]
      : []),
    ...(isDue && statut !== 'radiee' ? [`${numero} : la nuit l’a oubliée`] : []),
    ...(isDue === false && statut !== 'active' ? [`${numero} : radiée sans être due`] : []),
    ...(isDue === null && renouvellements.length + radiations.length === 0
      ? [`${numero} : ni renouvelée ni radiée`]
      : []),
    ...(isRejouee ? [] : [`${numero} : ses faits rejoués ne donnent pas son état`]),
    ...(faits.some(({ rang }, at) => rang !== at + 1) || faits.length !== version
      ? [`${numero} : ses faits ne se suivent pas`]
      : []),
    ...checkDernierJour(demande),
  ]
}

/** What somebody sent or was told that is written otherwise; what was not told says nothing. */
const differences = (
  numero: string,
  dits: Readonly<Record<string, unknown>>,
  ecrits: Readonly<Record<string, unknown>>,
) =>
  Object.entries(dits)
    .filter(([nom, dit]) => dit !== null && canonicalJson(dit) !== canonicalJson(ecrits[nom]))
    .map(([nom, dit]) => `${numero} : ${nom} ${canonicalJson(dit)}, écrit ${canonicalJson(ecrits[nom])}`)

function checkAccuse({ numero, cle, rang, deja, envoye, dit }: Accuse, faits: readonly FaitVu[] = []): string[] {
  const fait = faits.find((one) => (rang === null ? one.cle === cle : one.rang === rang))
  if (!fait?.renouvellement) return [`${numero} : un renouvellement dit fait est perdu`]
  if (!deja && fait.cle !== cle) return [`${numero} : un envoi est dit fait, un autre est écrit`]
  const { teneur, dit: ecrit } = fait.renouvellement
  const { echeances, ...reste } = dit
  return [
    ...(deja ? [] : differences(numero, envoye, teneur)),
    ...differences(numero, reste, ecrit),
    ...differences(numero, echeances, ecrit.echeances),
  ]
}

const cleDeCase = ({ mesure, lieu, detail, periode }: Case): string => [mesure, lieu, detail, periode].join(' · ')

/** Rows of the counts by their cell; several of one cell are added up. */
export function toComptes(rows: readonly (Case & Readonly<{ nombre: number }>)[]): Comptes {
  const comptes = new Map<string, number>()
  for (const row of rows) comptes.set(cleDeCase(row), (comptes.get(cleDeCase(row)) ?? 0) + row.nombre)
  return comptes
}

/** What the counts have gained since. */
export const gainDe = (apres: Comptes, avant: Comptes): Comptes =>
  new Map(
    [...new Set([...apres.keys(), ...avant.keys()])].map((un) => [un, (apres.get(un) ?? 0) - (avant.get(un) ?? 0)]),
  )

/** Each cell that the counts of the register say otherwise than a recount of these demandes. */
export function checkComptes(dits: Comptes, demandes: readonly Pick<DemandeVue, 'cases'>[]): string[] {
  const recompte = toComptes(demandes.flatMap(({ cases }) => cases.map((une) => ({ ...une, nombre: 1 }))))
  return [...gainDe(dits, recompte)]
    .filter(([, ecart]) => ecart !== 0)
    .map(([une]) => `${une} : les comptes disent ${dits.get(une) ?? 0}, un recomptage ${recompte.get(une) ?? 0}`)
}

/** Only what the night may end first is refused, by its last day or by its end; `par-l-etat`: the page says which. */
const REFUS_JUSTES: ReadonlySet<string> = new Set(['echeance-passee', 'demande-radiee', 'par-l-etat'])

/** A refusal without a reason, or of a demande that nothing has ended nor renewed; or for a last day that is not over. */
export function checkRefus(refus: readonly Refus[], demandes: readonly DemandeVue[]): string[] {
  const finies = new Set(
    demandes
      .filter(({ faits }) => faits.some(({ type }) => type === 'renouvellement' || type === 'radiation'))
      .map(({ numero }) => numero),
  )
  const finDe = new Map(demandes.map((une) => [une.numero, finDuJour(une.territoire, dernierJourDe(une))]))
  return refus.flatMap(({ numero, code, avant }) => [
    ...(REFUS_JUSTES.has(code) ? [] : [`${numero} : refusé : ${code}`]),
    ...(code === 'echeance-passee' && avant < (finDe.get(numero) ?? 0)
      ? [`${numero} : refusé avant la fin du dernier jour`]
      : []),
    ...(finies.has(numero) ? [] : [`${numero} : refusé, et ni renouvelée ni radiée`]),
  ])
}

/** One line a defect. */
export function checkHistoire(accuses: readonly Accuse[], demandes: readonly DemandeVue[]): string[] {
  const faitsDe = new Map(demandes.map(({ numero, faits }) => [numero, faits]))
  return [
    ...demandes.flatMap(checkDemande),
    ...accuses.flatMap((accuse) => checkAccuse(accuse, faitsDe.get(accuse.numero))),
  ]
}
