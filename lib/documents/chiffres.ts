/** The figures of a commune in words: cells, definitions, tension. Data in, French out. */
import type { ChiffresPublies } from '#lib/domain/territoire/chiffres.ts'
import { type Cellule, isMasque } from '#lib/domain/territoire/secret.ts'
import { formatJour } from './horaires.ts'

const nombres = new Intl.NumberFormat('fr-FR')
export const formatNombre = (value: number): string => nombres.format(value)

/** « 1 234 », « moins de 5 », « non diffusé » or « inconnu ». */
export function formatCellule(cellule: Cellule): string {
  if (cellule === null) return 'inconnu'
  if (!isMasque(cellule)) return formatNombre(cellule)
  return cellule.moinsDe === undefined ? 'non diffusé' : `moins de ${cellule.moinsDe}`
}

export type Definition = Readonly<{ nom: string; date: string; definition: string }>

/** What each of the three figures counts, and at which date. */
export function definitionsOf({ annee, arreteAu }: Pick<ChiffresPublies, 'annee' | 'arreteAu'>): {
  logements: Definition
  demandesEnAttente: Definition
  attributionsN1: Definition
} {
  const arrete = arreteAu ? formatJour(arreteAu) : null
  return {
    logements: {
      nom: 'Logements sociaux',
      date: `au 1er janvier ${annee}`,
      definition: `Logements sociaux de la commune au 1er janvier ${annee}.`,
    },
    demandesEnAttente: {
      nom: 'Demandes en attente',
      date: arrete ? `au ${arrete}` : 'à une date non précisée',
      definition:
        'Demandes actives dont cette commune est le premier choix. Une demande qui accepte plusieurs types de logement compte dans chacun : le total n’est pas la somme des types.',
    },
    attributionsN1: {
      nom: `Attributions en ${annee - 1}`,
      date: 'dans l’année',
      definition: `Logements sociaux de la commune dont le bail a été signé entre le 1er janvier et le 31 décembre ${annee - 1}.`,
    },
  }
}

/** « Pour 1 logement attribué en 2025, 6 ménages attendent. »; null where it may not be said. */
export function phraseDeTension({ annee, tension }: Pick<ChiffresPublies, 'annee' | 'tension'>): string | null {
  if (tension === null) return null
  // Under two, whole numbers for one dwelling would say nothing: for ten.
  const [logements, menages] = tension < 2 ? [10, Math.round(tension * 10)] : [1, Math.round(tension)]
  const attribues = logements === 1 ? '1 logement attribué' : `${logements} logements attribués`
  const attendent =
    menages === 0
      ? 'aucun ménage n’attend'
      : menages === 1
        ? '1 ménage attend'
        : `${formatNombre(menages)} ménages attendent`
  return `Pour ${attribues} en ${annee - 1}, ${attendent}.`
}

/** Where figures come from: what was declared, and what the register of the portal counts; null: nobody knows. */
export function formatSource({ source, duRegistre }: Pick<ChiffresPublies, 'source' | 'duRegistre'>): string | null {
  const quoi = { demandesEnAttente: 'demandes en attente', attributionsN1: 'attributions' }
  const registre =
    duRegistre.length > 0 ? `registre des demandes (${duRegistre.map((figure) => quoi[figure]).join(', ')})` : null
  return [source, registre].filter((un) => un !== null).join('\u00a0; ') || null
}

/** The same as a sentence; said when nobody knows, which is not the same as saying nothing. */
export const phraseDeSource = (chiffres: Pick<ChiffresPublies, 'source' | 'duRegistre'>): string =>
  `Source\u00a0: ${formatSource(chiffres) ?? 'non précisée'}.`

/** « 12 demandes ont cette commune parmi tous leurs choix. »; null where only first choices may be said. */
export function phraseDeTousVoeux({ total }: Pick<ChiffresPublies, 'total'>): string | null {
  const { demandesTousVoeux: cellule } = total
  if (cellule === null || (isMasque(cellule) && cellule.moinsDe === undefined)) return null
  const nombre = formatCellule(cellule)
  return cellule === 0 || cellule === 1
    ? `${nombre} demande a cette commune parmi tous ses choix.`
    : `${nombre.charAt(0).toUpperCase()}${nombre.slice(1)} demandes ont cette commune parmi tous leurs choix.`
}
