/**
 * The figures of a commune as the public sees them: its parc, its demandes, last year's attributions, by type of
 * dwelling. Source: bulletin of July 2014, « Portail Grand Public ».
 */
import { type Jour, jour } from '../calendrier.ts'
import type { ChiffresDeclares } from '../guichet/chiffres.ts'
import { codesOf, TYPES_DE_LOGEMENT, type TypeDeLogement } from '../guichet/vocabulaire.ts'
import { type Cellule, isMasque, maskColonne } from './secret.ts'

export type TypeDetaille = Exclude<TypeDeLogement, 'ensemble'>
export const TYPES_DETAILLES = codesOf(TYPES_DE_LOGEMENT).filter((type): type is TypeDetaille => type !== 'ensemble')

export type ChiffresDeType = Readonly<{
  type: TypeDetaille
  logements: number | null
  demandesEnAttente: Cellule
  attributionsN1: Cellule
}>

/** What the register says of a commune: at the end of `arreteLe`, and of attributions since `suiviDepuis` (null: not yet). */
export type ChiffresDuRegistre = Readonly<{
  arreteLe: Jour
  suiviDepuis: Jour | null
  demonstration: boolean
  /** Active demandes whose first choice it is, by type and in all. */
  premierChoix: ReadonlyMap<TypeDeLogement, number>
  tousVoeux: number
  /** By year of the lease. */
  attributions: ReadonlyMap<number, number>
}>

/** The figures of one year, masked: nothing else of them leaves the server. */
export type ChiffresPublies = Readonly<{
  /** N: logements at 1 January N, demandes at `arreteAu`, attributions whose lease was signed during N-1. */
  annee: number
  arreteAu: Jour | null
  source: string | null
  demonstration: boolean
  /** Demandes at 31 December N-1 for one attribution of N-1, one decimal; null where it may not be said. */
  tension: number | null
  /** `demandesTousVoeux`: every choice counted; null where the demandes are declared. */
  total: Readonly<{
    logements: number | null
    demandesEnAttente: Cellule
    demandesTousVoeux: Cellule
    attributionsN1: Cellule
  }>
  /** Which figures come from the register of the portal, rather than from what was declared. */
  duRegistre: readonly ('demandesEnAttente' | 'attributionsN1')[]
  /** Every type in order, or nothing when only the whole was declared. */
  parType: readonly ChiffresDeType[]
}>

export type ChiffresLus = ChiffresDeclares & Readonly<{ demonstration: boolean }>
type Figure = 'logements' | 'demandesEnAttente' | 'attributionsN1'

const isDeclared = (row: ChiffresDeclares): boolean =>
  row.logements !== null || row.demandesEnAttente !== null || row.attributionsN1 !== null

/** A lease of the first day of the year counts: the register must have followed the territory from that very day. */
const isSuiviEn = (annee: number, { suiviDepuis }: ChiffresDuRegistre): boolean =>
  // R-CHI-18 — choix du portail : une année que le registre n’a suivie qu’en partie n’est pas une année
  suiviDepuis !== null && suiviDepuis <= jour(`${annee}-01-01`)

/**
 * The figures to show among all the years declared of one commune: the latest with a figure. Demandes and attributions
 * that nobody declared are those of the register, where there is one. Undefined: neither says anything.
 */
export function publishChiffres(
  rows: readonly ChiffresLus[],
  seuil: number,
  registre?: ChiffresDuRegistre,
): ChiffresPublies | undefined {
  const declared = rows.filter(isDeclared)
  if (declared.length === 0 && !registre) return undefined
  const annee =
    declared.length > 0 ? Math.max(...declared.map((row) => row.annee)) : Number(registre?.arreteLe.slice(0, 4))
  const ofYear = declared.filter((row) => row.annee === annee)
  const byType = new Map(ofYear.map((row) => [row.type, row]))
  const types = (figure: Figure) => TYPES_DETAILLES.map((type) => byType.get(type)?.[figure] ?? null)
  const ensemble = (figure: Figure) => byType.get('ensemble')?.[figure] ?? null
  // R-CHI-04 — choix du portail : la ligne « Ensemble », sinon la somme quand chaque type est connu
  const summed = (figure: Figure) => ensemble(figure) ?? sumWhenKnown(types(figure))
  // R-CHI-05 — choix du portail : le total des demandes n’est jamais une somme
  const declarees = { total: ensemble('demandesEnAttente'), types: types('demandesEnAttente') }
  const attribuees = { total: summed('attributionsN1'), types: types('attributionsN1') }
  // R-CHI-17 — choix du portail : ce qu’un territoire déclare l’emporte, pour chaque chiffre ; le reste vient du registre, et se dit
  const demandesDe = ofYear.some((row) => row.demandesEnAttente !== null) ? undefined : registre
  const isAttribue = ofYear.some((row) => row.attributionsN1 !== null)
  const attributionsDe = registre && !isAttribue && isSuiviEn(annee - 1, registre) ? registre : undefined
  const demandes = demandesDe
    ? {
        total: demandesDe.premierChoix.get('ensemble') ?? 0,
        types: TYPES_DETAILLES.map((type) => demandesDe.premierChoix.get(type) ?? 0),
      }
    : declarees
  // The register knows of a dwelling its RPLS identifier, not always its type.
  const attributions = attributionsDe
    ? { total: attributionsDe.attributions.get(annee - 1) ?? 0, types: TYPES_DETAILLES.map(() => null) }
    : attribuees
  const shownDemandes = maskColonne(demandes, 'bornes', seuil)
  const shownAttributions = maskColonne(attributions, 'somme', seuil)
  const logements = types('logements')
  const arreteAu =
    demandesDe?.arreteLe ?? byType.get('ensemble')?.arreteAu ?? ofYear.find((row) => row.arreteAu)?.arreteAu ?? null
  const tousVoeux = demandesDe
    ? maskTousVoeux(demandesDe.tousVoeux, shownDemandes.total, demandes.total ?? 0, seuil)
    : null
  return {
    annee,
    arreteAu,
    source: [...new Set(ofYear.flatMap(({ source }) => (source ? [source] : [])))].join(' ; ') || null,
    demonstration:
      ofYear.some(({ demonstration }) => demonstration) || (demandesDe ?? attributionsDe)?.demonstration === true,
    tension: computeTension({ annee, arreteAu, demandes: shownDemandes.total, attributions: shownAttributions.total }),
    total: {
      logements: summed('logements'),
      demandesEnAttente: shownDemandes.total,
      demandesTousVoeux: tousVoeux,
      attributionsN1: shownAttributions.total,
    },
    duRegistre: [
      ...(demandesDe ? (['demandesEnAttente'] as const) : []),
      ...(attributionsDe ? (['attributionsN1'] as const) : []),
    ],
    parType:
      demandesDe || TYPES_DETAILLES.some((type) => byType.has(type))
        ? TYPES_DETAILLES.map((type, at) => ({
            type,
            logements: logements[at] ?? null,
            demandesEnAttente: shownDemandes.types[at] ?? null,
            attributionsN1: shownAttributions.types[at] ?? null,
          }))
        : [],
  }
}

/** The count of every choice: hidden when small, and when it would say how few chose the commune second. */
function maskTousVoeux(tousVoeux: number, premier: Cellule, premierExact: number, seuil: number): Cellule {
  const isPetit = (nombre: number) => nombre > 0 && nombre < seuil
  // R-CHI-19 — ADR 0010 : de deux nombres montrés, la différence ne se montre pas plus qu’eux
  if (isPetit(tousVoeux)) return { masque: true, moinsDe: seuil }
  return !isMasque(premier) && isPetit(tousVoeux - premierExact) ? { masque: true } : tousVoeux
}

/** The declared rows of the year that is published, of one commune: what a workbook is filled with. */
export function listChiffresCourants<T extends ChiffresDeclares>(rows: readonly T[]): T[] {
  const declared = rows.filter(isDeclared)
  const annee = Math.max(...declared.map((row) => row.annee))
  return declared.filter((row) => row.annee === annee)
}

/** Among them, those that anyone may read as they stand: no cell of the row is hidden from the public. */
export function listChiffresDiffuses<T extends ChiffresDeclares>(rows: readonly T[], seuil: number): T[] {
  const published = publishChiffres(
    rows.map((row) => ({ ...row, demonstration: false })),
    seuil,
  )
  if (!published) return []
  const cellsOf = ({ type }: T) =>
    type === 'ensemble' ? published.total : published.parType.find((shown) => shown.type === type)
  return listChiffresCourants(rows).filter((row) => {
    const cells = cellsOf(row)
    // R-CHI-12 — choix du portail : un centre n’apprend de son classeur ni de son envoi aucun nombre que la page publique cache
    return cells !== undefined && !isMasque(cells.demandesEnAttente) && !isMasque(cells.attributionsN1)
  })
}

const sumWhenKnown = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((total, value) => (total === null || value === null ? null : total + value), 0)

/** Demandes waiting for one attribution, one decimal; null where it may not be said. */
export function computeTension(shown: {
  annee: number
  arreteAu: Jour | null
  demandes: Cellule
  attributions: Cellule
}): number | null {
  // R-CHI-06 — choix du portail : demandes au 31 décembre N-1 ÷ attributions de N-1, connues et montrées
  if (shown.arreteAu !== jour(`${shown.annee - 1}-12-31`)) return null
  if (typeof shown.demandes !== 'number' || typeof shown.attributions !== 'number') return null
  if (shown.attributions === 0) return null
  return Math.round((shown.demandes / shown.attributions) * 10) / 10
}
