/** What the register counts, and how a demande counts in it: the definition that the triggers of the base follow. */
import { type Jour, jour } from '../calendrier.ts'
import { TYPES_DE_LOGEMENT, type TypeDeLogement } from '../guichet/vocabulaire.ts'
import type { ChiffresDuRegistre } from '../territoire/chiffres.ts'
import { type CommunesActuelles, communeActuelle } from '../territoire/code-insee.ts'
import type { Demande } from './demande.ts'
import type { Fait } from './faits.ts'
import type { TYPES } from './formulaire/codes.ts'

/**
 * `premier-choix`, `tous-choix`: active demandes of a commune, by type. `attributions`: of a commune, by year of the
 * lease. `renouvellements`: of a territory, by canal and month. `ouverture`: the day since which the register follows a
 * territory.
 */
export const MESURES = ['premier-choix', 'tous-choix', 'attributions', 'renouvellements', 'ouverture'] as const
export type Mesure = (typeof MESURES)[number]

/** One count: its measure, its place, its detail and its period. */
export type Case = Readonly<{ mesure: Mesure; lieu: string; detail: string; periode: string }>

const TYPE_COMPTE = {
  C: 'chambre',
  T1: 't1',
  T2: 't2',
  T3: 't3',
  T4: 't4',
  T5: 't5',
  T6P: 't6-et-plus',
} as const satisfies Record<keyof typeof TYPES, TypeDeLogement>

/** Where a demande counts, as it is: in the communes of today. */
export function listCasesDe(demande: Demande, actuelles: CommunesActuelles): readonly Case[] {
  if (demande.statut === 'radiee' && demande.motif.code === 'RADATT') {
    const { commune, bailSigneLe } = demande.motif.attribution
    // R-CHI-15 — bulletin de juillet 2014, « Portail Grand Public » : les attributions sont de l’année du bail
    return [
      {
        mesure: 'attributions',
        lieu: communeActuelle(commune, actuelles),
        detail: '',
        periode: bailSigneLe.slice(0, 4),
      },
    ]
  }
  if (demande.statut !== 'active') return []
  const { types, localisations } = demande.contenu.recherche
  const communes = [...new Set(localisations.map(({ commune }) => communeActuelle(commune, actuelles)))]
  // R-CHI-14 — choix du portail : en attente, ce sont les premiers choix ; une demande compte dans chaque type qu’elle accepte
  return communes.flatMap((lieu, rang) =>
    (rang === 0 ? (['premier-choix', 'tous-choix'] as const) : (['tous-choix'] as const)).flatMap((mesure) =>
      ['ensemble', ...new Set(types.map((type) => TYPE_COMPTE[type]))].map((detail) => ({
        mesure,
        lieu,
        detail,
        periode: '',
      })),
    ),
  )
}

/** Where a fait counts, for good. */
export const listCasesDuFait = (fait: Fait, territoire: string): readonly Case[] =>
  fait.type === 'renouvellement'
    ? [
        {
          mesure: 'renouvellements',
          lieu: territoire,
          // R-STA-01 — bulletin de juillet 2014, « Portail Grand Public » : par mois et par canal, dans sa région
          detail: fait.origine.canal ?? '',
          periode: fait.le.slice(0, 7),
        },
      ]
    : []

type Compte = Case & Readonly<{ nombre: number; arreteLe: ChiffresDuRegistre['arreteLe'] }>

/** `suiviDepuis`: since when the register follows the territory; `plieLe`: the last day that the night counted in it. */
type Suivi = Pick<ChiffresDuRegistre, 'suiviDepuis' | 'demonstration'> & Readonly<{ plieLe: Jour | null }>

/** What the register says of a commune, from its counts; undefined when none of its demandes was ever counted. */
export function chiffresDuRegistre(
  comptes: readonly Compte[],
  { suiviDepuis, plieLe, demonstration }: Suivi,
): ChiffresDuRegistre | undefined {
  const bougeLe = comptes
    .map((un) => un.arreteLe)
    .sort()
    .at(-1)
  if (!bougeLe) return undefined
  const sumOf = (mesure: Mesure, detail: string) =>
    comptes.reduce((sum, un) => sum + (un.mesure === mesure && un.detail === detail ? un.nombre : 0), 0)
  const types = Object.keys(TYPES_DE_LOGEMENT) as TypeDeLogement[]
  return {
    // R-CHI-20 — choix du portail : rien n’a bougé depuis, mais l’année a changé, et les attributions sont de l’année d’avant
    arreteLe: plieLe && plieLe.slice(0, 4) > bougeLe.slice(0, 4) ? jour(`${plieLe.slice(0, 4)}-01-01`) : bougeLe,
    suiviDepuis,
    demonstration,
    premierChoix: new Map(types.map((type) => [type, sumOf('premier-choix', type)])),
    tousVoeux: sumOf('tous-choix', 'ensemble'),
    attributions: new Map(
      [...Map.groupBy(comptes, (un) => (un.mesure === 'attributions' ? Number(un.periode) : 0))].map(
        ([annee, ceux]) => [annee, ceux.reduce((sum, { nombre }) => sum + nombre, 0)],
      ),
    ),
  }
}
