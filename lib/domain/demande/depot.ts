/** A new demande, and an existing one that comes into this register. */
import type { Jour } from '../calendrier.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import { type Acte, conclude, type RefusDEtat, requireActive } from './acte.ts'
import { isAvisEncorePossible } from './avis.ts'
import { checkContenu, checkEnregistrable, type RefusDeContenu } from './contenu-fige.ts'
import type { Demande, DemandeActive, DemandeRef } from './demande.ts'
import { computeEcheances } from './echeances.ts'
import { isAvisDeCeCycle, type Moment, signe } from './faits.ts'
import type { Contenu } from './formulaire/contenu.ts'
import { type NumeroUnique, premierJourDuNumero, readNumeroUnique } from './numero-unique.ts'
import { checkHorsFichierPartage, type RefusDeFichierPartage } from './territoire.ts'

/** `numeroUnique` was drawn for it; `deposeeLe` is the day on which the form was received. */
export type Depot = Readonly<{ ref: DemandeRef; numeroUnique: NumeroUnique; deposeeLe: Jour; contenu: Contenu }>
export type RefusDeDepot =
  | RefusDeContenu
  | RefusDeFichierPartage
  | { code: 'depot-a-venir'; le: Jour }
  | { code: 'depot-trop-ancien'; dernierJour: Jour }
  | { code: 'numero-d-un-autre-mois' }

/** Registers a new demande: T and the ancienneté are the day of its deposit, however late it is registered. */
export function recordDepot(depot: Depot, moment: Moment): Resultat<Acte, RefusDeDepot> {
  const possible = checkDepot(depot, moment.le)
  if (!possible.ok) return possible
  return conclude(undefined, toFait({ ...depot, ancienneteDepuis: depot.deposeeLe, separationDe: null }, moment))
}

/** What every new demande must be, that of a separated spouse too. */
export function checkDepot(
  { numeroUnique, deposeeLe, contenu }: Omit<Depot, 'ref'>,
  le: Jour,
): Resultat<true, RefusDeDepot> {
  const { territoire, mois, annee } = readNumeroUnique(numeroUnique)
  const ici = checkHorsFichierPartage(territoire, le)
  if (!ici.ok) return ici
  // R-DEM-07 — choix du portail : on n’enregistre pas ce qui n’est pas encore reçu
  if (le < deposeeLe) return refuse({ code: 'depot-a-venir', le })
  const { dernierJour } = computeEcheances(deposeeLe)
  // R-DEM-14 — bulletin de juillet 2014, « Bonnes pratiques » : passé son dernier jour, une demande n’en est plus une
  if (dernierJour < le) return refuse({ code: 'depot-trop-ancien', dernierJour })
  const dit = checkContenu(contenu, territoire)
  if (!dit.ok) return dit
  const complet = checkEnregistrable(contenu, 'depot', le)
  if (!complet.ok) return complet
  // R-DEM-08 — arrêté du 7 novembre 2000, article 1er : le numéro porte le mois et l’année du dépôt
  if (Number(deposeeLe.slice(5, 7)) !== mois || Number(deposeeLe.slice(2, 4)) !== annee)
    return refuse({ code: 'numero-d-un-autre-mois' })
  return accept(true)
}

/** The fait of a new demande, already judged. */
export const toFait = (
  depot: Depot & Readonly<{ ancienneteDepuis: Jour; separationDe: DemandeRef | null }>,
  moment: Moment,
) =>
  ({
    ...signe(moment),
    type: 'depot',
    ...depot,
    enregistreeLe: moment.le,
    valideDepuis: depot.deposeeLe,
    echeances: computeEcheances(depot.deposeeLe),
  }) as const

/** `valideDepuis` null: the file does not say T. `ancienneteDepuis` may be older than the deposit (a séparation). */
export type Reprise = Depot &
  Readonly<{
    ancienneteDepuis: Jour
    valideDepuis: Jour | null
    avisRemisLe: Jour | null
    renouveleeLe: Jour | null
  }>
export type RefusDeReprise =
  | RefusDeFichierPartage
  | { code: 'dates-incoherentes' }
  | { code: 'avis-apres-le-dernier-jour'; dernierJour: Jour }

/** Loads an existing demande as it is: an incomplete one keeps what it lacks, and renewing it will ask for it. */
export function recordReprise(reprise: Reprise, moment: Moment): Resultat<Acte, RefusDeReprise> {
  const { deposeeLe, ancienneteDepuis, valideDepuis, avisRemisLe, renouveleeLe } = reprise
  // Loaded, it would be reminded, then radiated here while it is renewed there.
  const ici = checkHorsFichierPartage(readNumeroUnique(reprise.numeroUnique).territoire, moment.le)
  if (!ici.ok) return ici
  const passees = [deposeeLe, ancienneteDepuis, valideDepuis, avisRemisLe, renouveleeLe]
  const isCoherente =
    passees.every((day) => day === null || day <= moment.le) &&
    ancienneteDepuis <= deposeeLe &&
    (valideDepuis === null || deposeeLe <= valideDepuis) &&
    (renouveleeLe === null || deposeeLe <= renouveleeLe)
  // R-DEM-09 — choix du portail : des dates qui se contredisent se corrigent dans le fichier, jamais ici
  if (!isCoherente || (avisRemisLe !== null && !isAvisDeCeCycle(valideDepuis, avisRemisLe)))
    return refuse({ code: 'dates-incoherentes' })
  const { ref, numeroUnique, contenu } = reprise
  const creation = { ref, numeroUnique, deposeeLe, ancienneteDepuis, contenu, renouveleeLe }
  if (valideDepuis === null) {
    const inconnue = { valideDepuis: null, echeances: null, avisRemisLe: null }
    return conclude(undefined, { ...signe(moment), type: 'reprise', ...creation, ...inconnue })
  }
  const validite = startFrom(valideDepuis, avisRemisLe)
  return validite.ok
    ? conclude(undefined, { ...signe(moment), type: 'reprise', ...creation, ...validite.value })
    : validite
}

/** The validity that a file tells, with its notice; R-RAP-31: one that was handed over after its last day is none. */
function startFrom(valideDepuis: Jour, avisRemisLe: Jour | null) {
  const echeances = computeEcheances(valideDepuis)
  return avisRemisLe === null || isAvisEncorePossible(echeances, avisRemisLe)
    ? accept({ valideDepuis, echeances, avisRemisLe })
    : refuse({ code: 'avis-apres-le-dernier-jour', dernierJour: echeances.dernierJour } as const)
}

export type RefusDeValidite = RefusDEtat | RefusDeReprise | { code: 'validite-connue'; valideDepuis: Jour }

/** Gives its T to a demande that was loaded without it; one that has a T moves it by a renewal only. */
export function recordValidite(
  demande: Demande,
  { valideDepuis, avisRemisLe }: Readonly<{ valideDepuis: Jour; avisRemisLe: Jour | null }>,
  moment: Moment,
): Resultat<Acte, RefusDeValidite> {
  const active = checkValidite(demande)
  if (!active.ok) return active
  const isCoherente =
    premierJourPossible(active.value) <= valideDepuis &&
    valideDepuis <= moment.le &&
    (avisRemisLe === null || (avisRemisLe <= moment.le && isAvisDeCeCycle(valideDepuis, avisRemisLe)))
  if (!isCoherente) return refuse({ code: 'dates-incoherentes' })
  const validite = startFrom(valideDepuis, avisRemisLe)
  return validite.ok ? conclude(demande, { ...signe(moment), type: 'validite-apprise', ...validite.value }) : validite
}

/** The first day that T may be: the deposit, or any day of its month where the file did not say it (a séparation). */
const premierJourPossible = (demande: DemandeActive): Jour =>
  demande.isDepotCompte ? premierJourDuNumero(demande.numeroUnique) : demande.deposeeLe

export function checkValidite(demande: Demande): Resultat<DemandeActive, RefusDeValidite> {
  const active = requireActive(demande)
  if (!active.ok) return active
  const { valideDepuis } = active.value
  // R-DEM-10 — choix du portail : un fichier complète ce qui manque ; un T connu n’avance que par un renouvellement
  return valideDepuis === null ? active : refuse({ code: 'validite-connue', valideDepuis })
}
