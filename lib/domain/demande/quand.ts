/** « Quand renouveler ma demande ? »: the deadlines of anyone, from a day and a département, without a name. */
import { type Instant, type Jour, jour, jourLocal } from '../calendrier.ts'
import { computeEcheances, type Echeances, type SituationDeRenouvellement, situationAu } from './echeances.ts'
import { checkRenouvellementEnLigne, type ReglagesDeTerritoire } from './reglages-de-territoire.ts'
import {
  type Departement,
  type FichierPartage,
  fichierPartageDe,
  fuseauDuTerritoire,
  parseDepartement,
  territoireDuDepartement,
} from './territoire.ts'

/** No demande of the numéro unique is older. */
const PREMIER_JOUR = jour('2000-01-01')

/** The days between which one is typed: « today » where it comes first, before the département is known. */
export const bornesDuJour = (maintenant: Instant): { premier: Jour; dernier: Jour } => ({
  premier: PREMIER_JOUR,
  dernier: jourLocal(maintenant, fuseauDuTerritoire('974')),
})

export type Quand = Readonly<{
  depuis: Jour
  departement: Departement
  fuseau: string
  echeances: Echeances
  /** The day of now in that département, and what may be done then. */
  aujourdhui: Jour
  situation: SituationDeRenouvellement
  fichierPartage: FichierPartage | undefined
}>

export type RefusDeQuand =
  | { code: 'jour-illisible' }
  | { code: 'jour-trop-ancien'; premier: Jour }
  | { code: 'jour-a-venir'; aujourdhui: Jour }
  | { code: 'departement-inconnu' }

type Lecture =
  | Readonly<{ ok: true; value: Quand }>
  /** Of each of the two, at most one. */
  | Readonly<{ ok: false; jour: RefusDeQuand | undefined; departement: RefusDeQuand | undefined }>

/**
 * The deadlines of a demande deposited, renewed or réactivée on `depuis` in a département, as they stand at an instant;
 * undefined stands for a day that could not be read. A day is only judged where it is known which day it is.
 */
export function findQuand(
  { depuis, departement: code }: Readonly<{ depuis: Jour | undefined; departement: string }>,
  maintenant: Instant,
): Lecture {
  const departement = parseDepartement(code)
  if (!departement)
    return { ok: false, jour: refusDuJour(depuis, undefined), departement: { code: 'departement-inconnu' } }
  const fuseau = fuseauDuTerritoire(territoireDuDepartement(departement))
  const aujourdhui = jourLocal(maintenant, fuseau)
  const refus = refusDuJour(depuis, aujourdhui)
  if (!depuis || refus) return { ok: false, jour: refus, departement: undefined }
  const echeances = computeEcheances(depuis)
  return {
    ok: true,
    value: {
      depuis,
      departement,
      fuseau,
      echeances,
      aujourdhui,
      situation: situationAu(aujourdhui, echeances),
      fichierPartage: fichierPartageDe(departement, aujourdhui),
    },
  }
}

/** Whether the page may send to the renewal online: at a moment when one renews, where this register is open to it. */
export const isRenouvelableEnLigne = (
  { situation, fichierPartage }: Pick<Quand, 'situation' | 'fichierPartage'>,
  reglages: ReglagesDeTerritoire,
): boolean =>
  (situation === 'ouverte' || situation === 'dernier-mois') &&
  fichierPartage === undefined &&
  checkRenouvellementEnLigne(reglages, 'internet').ok

function refusDuJour(depuis: Jour | undefined, aujourdhui: Jour | undefined): RefusDeQuand | undefined {
  if (!depuis) return { code: 'jour-illisible' }
  // R-ECH-11 — décret n° 2000-1079 du 7 novembre 2000 : avant 2000, aucune demande ne portait de numéro unique
  if (depuis < PREMIER_JOUR) return { code: 'jour-trop-ancien', premier: PREMIER_JOUR }
  // R-ECH-11 — choix du portail : un dépôt à venir n’a pas d’échéance ; « aujourd’hui » est celui du département
  return aujourdhui && aujourdhui < depuis ? { code: 'jour-a-venir', aujourdhui } : undefined
}
