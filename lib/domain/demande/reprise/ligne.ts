/** What one line of a file gives to the register: a demande, the day from which it runs, or both. */
import { type Jour, jourEcrit } from '../../calendrier.ts'
import { accept, refuse } from '../../resultat.ts'
import { isAvisEncorePossible } from '../avis.ts'
import { computeEcheances } from '../echeances.ts'
import { isAvisDeCeCycle } from '../faits.ts'
import { type NumeroUnique, premierJourDuNumero, readNumeroUnique } from '../numero-unique.ts'
import { fuseauDuTerritoire } from '../territoire.ts'
import { type DemandeLue, readDemandeSne } from './demande-sne.ts'
import type { RemarqueDeReprise } from './ecarts.ts'
import type { Element } from './element.ts'
import { readValidite } from './validites.ts'

/** `demande` null, or that `mayCreate` not: the line completes one that is there. `valideDepuis` null: T is not known. */
export type LigneDeReprise = Readonly<{
  numeroUnique: NumeroUnique
  demande: (DemandeLue & Readonly<{ deposeeLe: Jour; ancienneteDepuis: Jour; mayCreate: boolean }>) | null
  valideDepuis: Jour | null
  avisRemisLe: Jour | null
}>
export type LectureDeLigne =
  | Readonly<{ ok: true; ligne: LigneDeReprise; remarques: readonly RemarqueDeReprise[] }>
  | Readonly<{ ok: false; numeroUnique: string | null; remarques: readonly RemarqueDeReprise[] }>

/** Why the register does not take a line that was read. */
export type RefusDeLigne =
  | { code: 'demande-inconnue' }
  /** The database takes something of it for impossible. */
  | { code: 'ligne-inenregistrable' }
  | { code: 'numero-pris' }
  | { code: 'numero-deja-lu' }

const RENOUVELLEMENT = 'REN'
/** Creations after a séparation: their date is that of the couple's deposit, from which the ancienneté runs. */
const SEPARATION = 'CRS'

/** Kinds of files that describe a demande as it lives; null when the file does not say its kind. */
const SORTES_LUES: readonly (string | null)[] = [null, 'CRE', SEPARATION, 'MOD', RENOUVELLEMENT, 'DIS']
/** Those in which the demande of a separated spouse may stand. */
const APRES_SEPARATION: readonly (string | null)[] = [SEPARATION, 'MOD', RENOUVELLEMENT, 'DIS']
const PAS_DE_CE_MOIS =
  'La date de dépôt n’est pas du mois que porte le numéro unique. Vérifiez les deux\u00a0; la demande d’un couple séparé se reprend d’un fichier CRS.'
const VALIDITE_SEULE =
  'La date de dépôt n’est pas du mois que porte le numéro\u00a0: seul le renouvellement est repris.'
const DEUX_DATES =
  'Cette date est d’avant le mois du numéro\u00a0: c’est celle d’un couple séparé, dont court l’ancienneté.'
const CONNUE_SEULEMENT =
  'Cette date est d’avant le mois du numéro\u00a0: la demande n’est complétée que si elle est déjà ici. Vérifiez les deux\u00a0; celle d’un couple séparé se reprend d’un fichier CRS.'
const DEPOT_DU_FICHIER = `${DEUX_DATES} Le dépôt est compté du jour du fichier. Vérifiez-le.`
const DEPOT_DU_MOIS = `${DEUX_DATES} Le jour du dépôt n’est pas dit\u00a0: il est compté du premier du mois du numéro. Vérifiez-le.`

/** What the heading of an interface file says: its kind, and its day. */
export type Entete = Readonly<{ typeFichier: string | null; dateFichier: string | null }>

/** A demande of an interface file; that of a file of renewals may say T. `le`: the day of the loading. */
export function readLigneSne(element: Element, { typeFichier, dateFichier }: Entete, le: Jour): LectureDeLigne {
  const lu = readDemandeSne(element, le)
  if (!lu.ok) return lu
  const { demande } = lu
  const { numeroUnique, deposeeLe: dite } = demande
  const remarques = [...demande.remarques]
  // R-REP-09 — interface SNE, types de fichiers : une radiation, une suppression ou un retour ne font pas une demande active
  if (!SORTES_LUES.includes(typeFichier))
    return refuseLigne(
      numeroUnique,
      remarques,
      'typeFichier',
      'Ce type de fichier ne charge pas de demande. Donnez un fichier CRE, CRS, MOD, REN ou DIS.',
    )
  // R-REP-04 — CCH, R441-2-3 : l’ancienneté court du dépôt ; sans sa date, une demande n’aurait pas d’âge
  if (!dite)
    return refuseLigne(
      numeroUnique,
      remarques,
      'dateCreationDemande',
      'La date de dépôt manque. Ajoutez-la au fichier.',
    )
  const debut = premierJourDuNumero(numeroUnique)
  const isDuMois = (day: Jour) => day.slice(0, 7) === debut.slice(0, 7)
  const fuseau = fuseauDuTerritoire(readNumeroUnique(numeroUnique).territoire)
  const envoyeLe = jourEcrit(dateFichier ?? '', fuseau)
  // R-REP-11 — interface SNE, type CRS : la création d’un couple séparé garde une date plus ancienne ; son propre dépôt est du mois du numéro
  const isSeparee = APRES_SEPARATION.includes(typeFichier) && dite < debut
  // Another kind of file says it of nobody in particular: an older date may be a slip, and would give its ancienneté away.
  const mayCreate = !isSeparee || typeFichier === SEPARATION
  const isDateDuFichier = typeFichier === SEPARATION && envoyeLe !== undefined && isDuMois(envoyeLe)
  const deposeeLe = isSeparee ? (isDateDuFichier ? envoyeLe : debut) : dite
  if (isSeparee) {
    const message = !mayCreate ? CONNUE_SEULEMENT : isDateDuFichier ? DEPOT_DU_FICHIER : DEPOT_DU_MOIS
    remarques.push({ champ: 'dateCreationDemande', gravite: 'a-verifier', message })
  }
  // A renewal of a demande that is known is taken whatever its deposit: the register has it already.
  if (typeFichier === RENOUVELLEMENT && demande.renouveleeLe && dite < demande.renouveleeLe && !isDuMois(deposeeLe)) {
    remarques.push({ champ: 'dateCreationDemande', gravite: 'a-verifier', message: VALIDITE_SEULE })
    const ligne = { numeroUnique, demande: null, valideDepuis: demande.renouveleeLe, avisRemisLe: null }
    return { ok: true, ligne, remarques }
  }
  // R-REP-08 — arrêté du 7 novembre 2000, article 1er : le numéro porte le mois et l’année du premier dépôt
  if (!isDuMois(deposeeLe)) return refuseLigne(numeroUnique, remarques, 'dateCreationDemande', PAS_DE_CE_MOIS)
  // R-REP-05 — choix du portail : T ne se devine pas ; sans date de renouvellement, la demande est « à traiter »
  if (typeFichier === RENOUVELLEMENT && !demande.renouveleeLe)
    remarques.push({
      champ: 'dateRenouvellement',
      gravite: 'a-verifier',
      message: 'La date du renouvellement manque\u00a0: donnez-la par un CSV, sinon la demande reste à traiter.',
    })
  return {
    ok: true,
    ligne: {
      numeroUnique,
      demande: { ...demande, deposeeLe, ancienneteDepuis: dite, mayCreate },
      valideDepuis: demande.renouveleeLe,
      avisRemisLe: null,
    },
    remarques,
  }
}

const refuseLigne = (
  numeroUnique: string,
  remarques: readonly RemarqueDeReprise[],
  champ: string,
  message: string,
): LectureDeLigne => ({ ok: false, numeroUnique, remarques: [...remarques, { champ, gravite: 'refus', message }] })

/** Lets through the first line of a file that has this number; `lus` are those before it. */
export const checkPremiere = (numeroUnique: NumeroUnique, lus: ReadonlySet<string>) =>
  // R-REP-07 — choix du portail : laquelle est la bonne se demande, ne se devine pas
  lus.has(numeroUnique) ? refuse({ code: 'numero-deja-lu' }) : accept(numeroUnique)

/** A line of the CSV of validities; undefined when it is empty. */
export function readLigneDeValidite(line: string): LectureDeLigne | undefined {
  const lu = readValidite(line)
  if (!lu?.ok) return lu
  const { valideDepuis, avisRemisLe } = lu.validite
  const message = avisRemisLe === null ? undefined : refusDAvis(valideDepuis, avisRemisLe)
  if (message === undefined) return { ok: true, ligne: { ...lu.validite, demande: null }, remarques: [] }
  return {
    ok: true,
    ligne: { ...lu.validite, avisRemisLe: null, demande: null },
    remarques: [{ champ: 'avisRemisLe', gravite: 'a-verifier', message }],
  }
}

const AVIS_D_AVANT = 'Cet avis est d’avant la validité\u00a0: il n’est pas retenu, un nouveau reste à remettre.'
const AVIS_D_APRES =
  'Cet avis est d’après le dernier jour pour renouveler\u00a0: il n’avertit plus de rien et n’est pas retenu. Vérifiez son jour. Si le dernier jour est passé, la demande est à traiter\u00a0; sinon, un avis reste à remettre.'

/** Why a notice is not one of this validity; undefined when it is. A wrong day takes nothing of the rest of its line. */
function refusDAvis(valideDepuis: Jour, avisRemisLe: Jour): string | undefined {
  if (!isAvisDeCeCycle(valideDepuis, avisRemisLe)) return AVIS_D_AVANT
  // R-RAP-31: judged here as everywhere else, where its demande is loaded for the first time too.
  return isAvisEncorePossible(computeEcheances(valideDepuis), avisRemisLe) ? undefined : AVIS_D_APRES
}
