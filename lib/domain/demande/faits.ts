/**
 * The journal of a demande: one fait for each act, never changed. `applyFait` is what an act does to the state, so that
 * the faits replayed in their order give the state that is stored (docs/adr/0004).
 */
import type { Jour } from '../calendrier.ts'
import type { Demande, DemandeActive, DemandeRadiee, DemandeRef, Validite } from './demande.ts'
import type { Bareme, Echeances } from './echeances.ts'
import type { Contenu } from './formulaire/contenu.ts'
import type { Naissance } from './formulaire/naissance.ts'
import type { CorrectionDemandee, Identite } from './identite.ts'
import type { MotifDeRadiation } from './motifs-de-radiation.ts'
import { type NumeroUnique, readNumeroUnique } from './numero-unique.ts'

/** By which door an act came in. */
export const CANAUX_DE_DEMANDE = {
  internet: 'Internet',
  guichet: 'Guichet',
  courrier: 'Courrier',
  editeur: 'Logiciel d’un organisme',
} as const
export type CanalDeDemande = keyof typeof CANAUX_DE_DEMANDE

/**
 * `canal` null: the night recorded it. `organisme`: code guichet (`GDPUB` for the portal) or SIREN of who recorded it;
 * null: a file does not say who.
 */
export type Origine = Readonly<{ canal: CanalDeDemande | null; organisme: string | null }>
/** The portal as a guichet. Source: the national system's own code. */
export const GUICHET_DU_PORTAIL = 'GDPUB'

type Creation = Readonly<{
  ref: DemandeRef
  numeroUnique: NumeroUnique
  deposeeLe: Jour
  ancienneteDepuis: Jour
  contenu: Contenu
}>
/** Who parted, as the couple's demande names them. */
type Parti = Identite & Readonly<{ naissance: Naissance | null }>
type Demarrage = Readonly<{ valideDepuis: Jour; echeances: Echeances }>

/** What a file told of a renewal: its day alone, or the form too; null: it was recorded here. */
export type RecuDeRenouvellement = 'jour' | 'formulaire' | null

/** What each act says, beside its day, its barème and its origin. */
type Dit =
  | ({ type: 'depot'; enregistreeLe: Jour; separationDe: DemandeRef | null } & Creation & Demarrage)
  /** An existing demande loaded into this register. */
  | ({ type: 'reprise'; renouveleeLe: Jour | null } & Creation & Validite)
  /** T, learnt after a reprise. */
  | ({ type: 'validite-apprise' } & Extract<Validite, { valideDepuis: Jour }>)
  | { type: 'modification'; contenu: Contenu }
  | { type: 'avis-remis'; avisRemisLe: Jour }
  /** The notice came back: it warned nobody. */
  | { type: 'avis-revenu' }
  /** `cycle`: the T that it renews. */
  | ({ type: 'renouvellement'; contenu: Contenu; cycle: Jour | null; recu: RecuDeRenouvellement } & Demarrage)
  | { type: 'radiation'; motif: MotifDeRadiation; reactivableJusquAu: Jour | null; effacementLe: Jour }
  | ({ type: 'reactivation'; raison: string } & Demarrage)
  /** The bailleur undoes its own radiation for attribution; `reprise` when T had to start again. */
  | { type: 'retablissement'; raison: string; redemarrage: Demarrage | null }
  /** `preuve` and `vers` are null where they are not for the reader; `parti` where the fait is of before it was said. */
  | { type: 'separation'; contenu: Contenu; preuve: string | null; vers: DemandeRef | null; parti: Parti | null }
  | { type: 'correction-demandee'; correction: CorrectionDemandee }
  | { type: 'correction-decidee'; decision: 'acceptee' | 'refusee'; contenu: Contenu; piece: string | null }
  | {
      type: 'changement-de-titulaire'
      contenu: Contenu
      motif: string
      preuve: string | null
      ancienneteDepuis: Jour
    }
  | { type: 'effacement' }

/** `le` is the day of the act in the demande's territory; `bareme` the id of the delays that judged it. */
export type Fait = Readonly<{ le: Jour; bareme: string; origine: Origine } & Dit>

export const TYPES_DE_FAIT = [
  'depot',
  'reprise',
  'validite-apprise',
  'modification',
  'avis-remis',
  'avis-revenu',
  'renouvellement',
  'radiation',
  'reactivation',
  'retablissement',
  'separation',
  'correction-demandee',
  'correction-decidee',
  'changement-de-titulaire',
  'effacement',
] as const satisfies readonly Fait['type'][]

/** When an act is recorded, and by what: every `record…` takes it whole. */
export type Moment = Readonly<{ le: Jour; bareme: Bareme; origine: Origine }>
export const signe = ({ le, bareme, origine }: Moment) => ({ le, bareme: bareme.id, origine })

/** Day of the last renewal that a T told by a file shows: T itself, unless it is the deposit. */
export const renouveleeDe = (deposeeLe: Jour, valideDepuis: Jour | null): Jour | null =>
  valideDepuis !== null && deposeeLe < valideDepuis ? valideDepuis : null

/** Whether a notice is one of the validity that runs from T: handed over after its first day. */
export const isAvisDeCeCycle = (valideDepuis: Jour | null, avisRemisLe: Jour): boolean =>
  // R-RAD-11 — CCH, R441-2-7 : l’avis est celui de cette validité ; celui d’une autre cacherait qu’il reste à remettre
  valideDepuis !== null && valideDepuis < avisRemisLe

const impossible = (fait: Fait, demande: Demande | undefined): never => {
  throw new Error(`A fait ${fait.type} cannot follow a demande that is ${demande?.statut ?? 'not created'}`)
}

/** The state after a fait; a fait that cannot follow is a bug of whoever recorded it, and throws. */
export function applyFait(demande: Demande | undefined, fait: Fait): Demande {
  if (fait.type === 'depot' || fait.type === 'reprise') return demande ? impossible(fait, demande) : create(fait)
  if (!demande || demande.statut === 'effacee') return impossible(fait, demande)
  const next = { ...demande, version: demande.version + 1 }
  if (next.statut === 'active') return applyToActive(next, fait)
  return applyToRadiee(next, fait)
}

/** The state after all of them, in their order. */
export function replayFaits(faits: readonly Fait[]): Demande {
  const last = faits.reduce<Demande | undefined>(applyFait, undefined)
  if (!last) throw new Error('A demande without a fait')
  return last
}

function create(fait: Extract<Fait, { type: 'depot' | 'reprise' }>): DemandeActive {
  const { ref, numeroUnique, deposeeLe, ancienneteDepuis, contenu } = fait
  const { territoire } = readNumeroUnique(numeroUnique)
  const validite: Validite =
    fait.type === 'depot'
      ? { valideDepuis: fait.valideDepuis, echeances: fait.echeances, avisRemisLe: null }
      : fait.valideDepuis === null
        ? { valideDepuis: null, echeances: null, avisRemisLe: null }
        : { valideDepuis: fait.valideDepuis, echeances: fait.echeances, avisRemisLe: fait.avisRemisLe }
  return {
    statut: 'active',
    ref,
    numeroUnique,
    territoire,
    deposeeLe,
    // R-REP-11 — interface SNE, type CRS : le fichier d’un conjoint séparé ne dit que la date du couple ; qui prend la tête ensuite n’y change rien
    isDepotCompte: fait.type === 'reprise' && ancienneteDepuis < deposeeLe,
    // R-REP-14 — CCH, R441-2-4 : aucun fichier ne dit le jour de l’enregistrement, et une attestation ne l’invente pas
    enregistreeLe: fait.type === 'depot' ? fait.enregistreeLe : null,
    ancienneteDepuis,
    version: 1,
    ...validite,
    contenu,
    renouveleeLe: fait.type === 'reprise' ? fait.renouveleeLe : null,
    correction: null,
  }
}

function applyToActive(demande: DemandeActive, fait: Fait): Demande {
  switch (fait.type) {
    case 'validite-apprise': {
      const { valideDepuis, echeances, avisRemisLe } = fait
      const renouveleeLe = renouveleeDe(demande.deposeeLe, valideDepuis)
      return { ...demande, valideDepuis, echeances, avisRemisLe, renouveleeLe }
    }
    case 'modification':
    case 'separation':
      return { ...demande, contenu: fait.contenu }
    case 'changement-de-titulaire': {
      const { contenu, ancienneteDepuis } = fait
      // A correction that waited bore on the person who leaves.
      // R-RAP-30 — CCH, R441-2-7 et R441-2-8, e : l’avis remis à qui s’en va n’a pas averti la nouvelle tête
      return { ...demande, contenu, correction: null, ancienneteDepuis, avisRemisLe: null }
    }
    case 'avis-remis':
      return demande.valideDepuis === null ? impossible(fait, demande) : { ...demande, avisRemisLe: fait.avisRemisLe }
    case 'avis-revenu':
      return { ...demande, avisRemisLe: null }
    case 'renouvellement':
      return { ...demande, ...startAgain(fait), contenu: fait.contenu, renouveleeLe: fait.valideDepuis }
    case 'radiation': {
      const { motif, reactivableJusquAu, effacementLe } = fait
      return { ...demande, statut: 'radiee', radieeLe: fait.le, motif, reactivableJusquAu, effacementLe }
    }
    case 'correction-demandee':
      return { ...demande, correction: fait.correction }
    case 'correction-decidee':
      return { ...demande, contenu: fait.contenu, correction: null }
    default:
      return impossible(fait, demande)
  }
}

function applyToRadiee(demande: DemandeRadiee, fait: Fait): Demande {
  const {
    radieeLe,
    motif,
    reactivableJusquAu: _jusquAu,
    effacementLe: _effacement,
    statut: _statut,
    ...reste
  } = demande
  const active: DemandeActive = { ...reste, statut: 'active' }
  switch (fait.type) {
    case 'reactivation':
      return { ...active, ...startAgain(fait) }
    case 'retablissement':
      return fait.redemarrage ? { ...active, ...startAgain(fait.redemarrage) } : active
    case 'effacement': {
      const { ref, numeroUnique, territoire, deposeeLe, isDepotCompte, enregistreeLe, ancienneteDepuis } = demande
      const dates = { deposeeLe, isDepotCompte, enregistreeLe, ancienneteDepuis }
      const commun = { ref, numeroUnique, territoire, ...dates, version: demande.version }
      return { ...commun, statut: 'effacee', radieeLe, motif: { code: motif.code }, effaceeLe: fait.le }
    }
    default:
      return impossible(fait, demande)
  }
}

const startAgain = ({ valideDepuis, echeances }: Demarrage) => ({ valideDepuis, echeances, avisRemisLe: null })
