/** The yearly act that keeps a demande: T becomes its day, late or not; number, deposit and ancienneté never move. */
import { addMonths, type Jour } from '../calendrier.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import { type Acte, conclude, type RefusDEtat, requireActive } from './acte.ts'
import { checkEnregistrable, checkNouveauContenu, type RefusDeContenu } from './contenu-fige.ts'
import type { Demande, DemandeActive } from './demande.ts'
import { baremeAu, computeEcheances } from './echeances.ts'
import { type Moment, signe } from './faits.ts'
import type { Contenu } from './formulaire/contenu.ts'
import { checkHorsFichierPartage, type RefusDeFichierPartage } from './territoire.ts'

export type RefusDePeriode =
  | RefusDeFichierPartage
  | { code: 'trop-tot'; ouvreLe: Jour }
  /** This cycle has its renewal: that of `renouveleeLe` stands. */
  | { code: 'deja-renouvelee'; renouveleeLe: Jour; ouvreLe: Jour }
  | { code: 'echeance-passee'; dernierJour: Jour }
export type RefusDeRenouvellement = RefusDEtat | RefusDePeriode | RefusDeContenu

/** Decides whether a demande may be renewed on a civil day of its territory. */
export function checkRenouvellement(demande: Demande, le: Jour): Resultat<DemandeActive, RefusDEtat | RefusDePeriode> {
  const active = requireActive(demande)
  if (!active.ok) return active
  const { territoire, valideDepuis, echeances, renouveleeLe } = active.value
  const ici = checkHorsFichierPartage(territoire, le)
  if (!ici.ok) return ici
  // R-REN-04 — choix du portail : sans T connu, la demande se renouvelle à tout moment, et son T est alors connu
  if (echeances === null) return active
  const { ouvreLe, dernierJour } = echeances
  if (le < ouvreLe) {
    // R-REN-03 — choix du portail : un second renouvellement du même cycle rend le premier, d’où qu’il vienne
    if (renouveleeLe !== null && renouveleeLe === valideDepuis)
      return refuse({ code: 'deja-renouvelee', renouveleeLe, ouvreLe })
    // R-REN-01 — guide national du SNE : le renouvellement s’ouvre entre le dixième et le douzième mois
    return refuse({ code: 'trop-tot', ouvreLe })
  }
  // R-REN-02 — bulletin de juillet 2014, « Bonnes pratiques » : un an et un mois pour renouveler, ce jour compris
  return dernierJour < le ? refuse({ code: 'echeance-passee', dernierJour }) : active
}

/** Renews with the content as answered anew; what it lacks is asked, except the amounts that are not known yet. */
export function recordRenouvellement(
  demande: Demande,
  { contenu }: Readonly<{ contenu: Contenu }>,
  moment: Moment,
): Resultat<Acte, RefusDeRenouvellement> {
  const active = checkRenouvellement(demande, moment.le)
  if (!active.ok) return active
  const { contenu: avant, territoire, valideDepuis: cycle } = active.value
  const nouveau = checkNouveauContenu({ avant, apres: contenu }, territoire)
  if (!nouveau.ok) return nouveau
  const complet = checkEnregistrable(contenu, 'renouvellement', moment.le)
  if (!complet.ok) return complet
  const valideDepuis = moment.le
  const echeances = computeEcheances(valideDepuis)
  return conclude(demande, {
    ...signe(moment),
    type: 'renouvellement',
    contenu,
    cycle,
    recu: null,
    valideDepuis,
    echeances,
  })
}

/** A renewal that another body registered on `renouveleeLe`, told by a file; `contenu` null: the file says T alone. */
export type RenouvellementRecu = Readonly<{ renouveleeLe: Jour; contenu: Contenu | null }>
export type RefusDeRenouvellementRecu =
  | RefusDEtat
  | RefusDeFichierPartage
  | Extract<RefusDePeriode, { code: 'deja-renouvelee' }>
  | { code: 'dates-incoherentes' }

/**
 * Takes a renewal that was registered elsewhere: T becomes its day. It is registered already, so nothing is asked of its
 * form; answers that the register could not hold (another name, a commune of another territory) are left aside, and
 * `garde` says that the content is the one that was known. `horsPeriode`: its day is none on which it could be renewed
 * from the T known here, so that something was not told: a cycle, or a réactivation.
 */
export function recordRenouvellementRecu(
  demande: Demande,
  { renouveleeLe, contenu }: RenouvellementRecu,
  moment: Moment,
): Resultat<Acte & Readonly<{ garde: boolean; horsPeriode: boolean }>, RefusDeRenouvellementRecu> {
  if (moment.le < renouveleeLe) return refuse({ code: 'dates-incoherentes' })
  const active = requireActive(demande)
  if (!active.ok) return active
  // R-REN-07 — choix du portail : ce qu’un autre service a renouvelé est renouvelé ; l’ignorer radierait quelqu’un qui a fait son devoir
  const possible = checkRenouvellement(demande, renouveleeLe)
  if (!possible.ok && possible.refus.code === 'fichier-partage') return refuse(possible.refus)
  if (!possible.ok && possible.refus.code === 'deja-renouvelee' && isDuMemeCycle(possible.refus, renouveleeLe))
    return refuse(possible.refus)
  const { contenu: avant, territoire, valideDepuis: cycle } = active.value
  const recu = contenu && checkNouveauContenu({ avant, apres: contenu }, territoire).ok ? contenu : null
  const acte = conclude(demande, {
    ...signe({ ...moment, le: renouveleeLe, bareme: baremeAu(renouveleeLe) }),
    type: 'renouvellement',
    contenu: recu ?? avant,
    cycle,
    recu: recu ? 'formulaire' : 'jour',
    valideDepuis: renouveleeLe,
    echeances: computeEcheances(renouveleeLe),
  })
  // R-REN-09 — choix du portail : un T plus récent qu’un organisme dit est pris, un cycle manquerait-il ; le refuser ferait radier qui a renouvelé
  return accept({ ...acte.value, garde: contenu !== null && recu === null, horsPeriode: !possible.ok })
}

/** Whether a second renewal may be one of the same cycle: the period in which a demande is renewed lasts no longer. */
function isDuMemeCycle({ renouveleeLe }: Readonly<{ renouveleeLe: Jour }>, second: Jour): boolean {
  const { ouvertureEnMois, dernierJourEnMois } = baremeAu(renouveleeLe)
  return second <= addMonths(renouveleeLe, dernierJourEnMois - ouvertureEnMois)
}
