/** Letters: which are still to be printed, to where, and which of a batch are handed over when the batch is. */
import { lignesDeLAdresse, nomDuDemandeur } from '../attestation/contenu.ts'
import { addDays, type Jour } from '../calendrier.ts'
import { isAvisEncorePossible } from '../demande/avis.ts'
import type { Demande } from '../demande/demande.ts'
import { baremeAu } from '../demande/echeances.ts'
import type { Contenu } from '../demande/formulaire/contenu.ts'
import { dernierAvisPour } from '../demande/nuit.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import { type CommunePostale, villeDe } from '../territoire/code-insee.ts'
import { foldText } from '../territoire/slug.ts'
import { isEncoreDu } from './envoi.ts'
import { type RappelDu, type Suivi, suiviDe } from './jalons.ts'

/** Letters of a batch: what one person folds in a morning, and a server draws in some seconds. */
export const LETTRES_PAR_LOT = 500
/** Source: NF Z10-011, six lines for an address within France; the window of an envelope shows six. */
const LIGNES_AU_PLUS = 6

/** A letter as it is printed: kept whole while its batch may be printed again, so that it says the same each time. */
export type Lettre = Readonly<{
  /** Name and address, as the window of the envelope shows them. */
  destinataire: readonly string[]
  numero: string
  objet: string
  paragraphes: readonly string[]
  /** Day on which its batch was taken. */
  le: Jour
}>

/** How the post calls a commune by its code, arrondissements told by their city; undefined when it is not known. */
export type CommuneDUneLettre = (code: string) => CommunePostale | undefined

/** The lines that the window shows; null when a postman could not find the place. */
export function destinatairePostal(contenu: Contenu, communeDe: CommuneDUneLettre): readonly string[] | null {
  const { adresse } = contenu.demandeur
  const nom = nomDuDemandeur(contenu)
  const { voie, lieuDit, complement, codePostal, commune, localite, pays, etranger } = adresse
  const isPlace = voie !== null || lieuDit !== null || complement !== null
  const isVille = etranger
    ? localite !== null && pays !== null
    : codePostal !== null && (commune !== null || localite !== null)
  // R-RAP-18 — choix du portail : une lettre sans rue ni commune n’arrive pas, et ne se dirait pas remise
  if (nom === '' || !isPlace || !isVille) return null
  const ancienne = commune === null || localite !== null ? null : (communeDe(villeDe(commune))?.ancienne ?? null)
  const postale = { ...adresse, lieuDit: withAncienne(lieuDit, ancienne) }
  const nomDe = (code: string) => communeDe(code)?.nom ?? code
  const [premiere = '', ...lignes] = [nom, ...lignesDeLAdresse(postale, nomDe)]
  while (lignes.length >= LIGNES_AU_PLUS) lignes.splice(0, 2, lignes.slice(0, 2).join(', '))
  return [premiere, ...lignes]
}

/** The line above the last one: the lieu-dit, and the commune of before, said once. */
function withAncienne(lieuDit: string | null, ancienne: string | null): string | null {
  if (ancienne === null || lieuDit === null) return ancienne ?? lieuDit
  const isDite = ` ${foldText(lieuDit)} `.includes(` ${foldText(ancienne)} `)
  return isDite ? lieuDit : `${lieuDit}, ${ancienne}`
}

/** Whether a letter is still to be printed on a civil day of the territory. */
export function checkCourrier(
  rappel: Pick<RappelDu, 'jalon' | 'cycle'>,
  demande: Demande,
  { le, destinataire }: Readonly<{ le: Jour; destinataire: readonly string[] | null }>,
): Resultat<Readonly<{ suivi: Suivi; destinataire: readonly string[] }>, RefusDeCourrier> {
  const suivi = suiviDe(demande)
  if (!suivi || !isEncoreDu(rappel, suivi, le)) return refuse({ code: 'plus-due' })
  // R-RAP-19 — CCH, R441-2-7 : un avis déjà remis, par qui que ce soit, ne se remet pas une seconde fois par la poste
  if (rappel.jalon === 'avis' && suivi.avisRemisLe !== null) return refuse({ code: 'plus-due' })
  return destinataire === null ? refuse({ code: 'sans-contact' }) : accept({ suivi, destinataire })
}
export type RefusDeCourrier = { code: 'plus-due' } | { code: 'sans-contact' }

/** Why a letter that is printed, or a mail that left, is nothing any more: it was for who left the head of the demande. */
export const MOTIF_AUTRE_TITULAIRE = 'autre-titulaire'

/** What is known of a letter that was printed; `motif`: what was written on its row since. */
type Imprimee = Pick<RappelDu, 'jalon' | 'cycle'> & Readonly<{ motif: string | null }>

/** Whether a printed letter still speaks of the demande as it is. */
export function isLettreAJour({ jalon, cycle, motif }: Imprimee, demande: Demande): boolean {
  const suivi = suiviDe(demande)
  // R-RAP-30 — CCH, R441-2-7 et R441-2-8, e : une lettre imprimée au nom de qui s’en va n’avertit pas la nouvelle tête
  if (motif === MOTIF_AUTRE_TITULAIRE) return false
  // R-RAP-20 — choix du portail : une lettre imprimée avant un renouvellement ou une radiation n’avertit plus de rien
  return suivi !== undefined && suivi.valideDepuis === cycle && (jalon === 'radiation') === (suivi.radieeLe !== null)
}

/** Whether a printed letter may be handed over on a civil day: else it is taken out of the pile, and told nobody anything. */
export function isLettreARemettre(imprimee: Imprimee, demande: Demande, remisLe: Jour): boolean {
  const suivi = suiviDe(demande)
  // R-RAP-31: a notice that waited in its batch until after the last day is no notice.
  const isATemps = imprimee.jalon !== 'avis' || (suivi !== undefined && isAvisEncorePossible(suivi, remisLe))
  return isATemps && isLettreAJour(imprimee, demande)
}

export type RefusDeLot =
  | { code: 'aucun-courrier' }
  | { code: 'lot-deja-regle' }
  | { code: 'jour-de-remise-faux'; du: Jour; au: Jour }
  | { code: 'correction-de-remise-fausse'; dit: Jour; au: Jour }
  | { code: 'lettre-inconnue' }
  | { code: 'lettre-deja-revenue' }

/** A day older than that is a slip of the hand more often than a truth, and a later one harms nobody. */
const JOURS_EN_ARRIERE = 7

/** Decides the day on which a batch was handed over to the post: a day of this week since it was taken, in its territory. */
export function checkJourDeRemise(
  remisLe: Jour,
  { prisLe, le }: Readonly<{ prisLe: Jour; le: Jour }>,
): Resultat<Jour, RefusDeLot> {
  const ilYAUneSemaine = addDays(le, -JOURS_EN_ARRIERE)
  const du = prisLe < ilYAUneSemaine ? ilYAUneSemaine : prisLe
  // R-RAP-21 — CCH, R441-2-7 : le mois de l’avis court du jour où il est remis, ni d’un jour à venir, ni d’avant le lot
  return remisLe < du || le < remisLe ? refuse({ code: 'jour-de-remise-faux', du, au: le }) : accept(remisLe)
}

/** Decides the true day of a batch that was said handed over too early: a later one, until today in its territory. */
export const checkCorrectionDeRemise = (
  remisLe: Jour,
  { dit, le }: Readonly<{ dit: Jour; le: Jour }>,
): Resultat<Jour, RefusDeLot> =>
  // R-RAP-27 — CCH, R441-2-7 : un jour trop ancien radierait trop tôt ; un jour plus récent ne prend de temps à personne
  remisLe <= dit || le < remisLe ? refuse({ code: 'correction-de-remise-fausse', dit, au: le }) : accept(remisLe)

/**
 * Whether a demande was radiated before the month that begins on the true day of its notice had passed. `dits`: the days
 * that were said for its batch; a notice of another day, that somebody else handed over, allowed the radiation by itself.
 */
export const isRadieeTropTot = (
  courrier: Pick<RappelDu, 'jalon' | 'cycle'>,
  demande: Demande,
  { dits, remisLe }: Readonly<{ dits: readonly Jour[]; remisLe: Jour }>,
): boolean =>
  isRadieeSurAvis(courrier, demande) &&
  demande.statut === 'radiee' &&
  demande.avisRemisLe !== null &&
  dits.includes(demande.avisRemisLe) &&
  // R-RAP-27: what the true day allows as well stands; R-RAP-31: a true day after the last one is no notice.
  (dernierAvisPour(demande.radieeLe, baremeAu(demande.radieeLe)) < remisLe ||
    (demande.echeances !== null && !isAvisEncorePossible(demande.echeances, remisLe)))

/** Whether a notice that came back was what a radiation for non-renewal stood on. */
export const isRadieeSurAvis = ({ jalon, cycle }: Pick<RappelDu, 'jalon' | 'cycle'>, demande: Demande): boolean =>
  // R-RAP-25 — CCH, R441-2-8, e : sans avis remis, pas de radiation ; qui note un retour après elle l’apprend
  jalon === 'avis' && demande.statut === 'radiee' && demande.motif.code === 'RADREN' && demande.valideDepuis === cycle

/** What becomes of a letter that the post brought back: sent again as it is, or kept until the address changes. */
export const SUITES_D_UN_RETOUR = {
  attendre: 'Attendre une nouvelle adresse',
  renvoyer: 'La renvoyer à la même adresse',
} as const
export type SuiteDUnRetour = keyof typeof SUITES_D_UN_RETOUR

/** Whether a letter that could not reach its address is due again: the demande has another address since. */
export const isAdresseNouvelle = (avant: string | null, maintenant: string | null): boolean =>
  // R-RAP-22 — choix du portail : une lettre revenue ne se réimprime pas pour la même porte
  maintenant !== null && maintenant !== avant
