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

/** Where figures come from; said when nobody knows, which is not the same as saying nothing. */
export const phraseDeSource = (source: string | null): string => `Source : ${source ?? 'non précisée'}.`
