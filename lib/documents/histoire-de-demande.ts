/** The life of a demande as its applicant reads it: what happened, and what comes next. */

import type { Jour } from '#lib/domain/calendrier.ts'
import type { RefusDEtat } from '#lib/domain/demande/acte.ts'
import { type Demande, type DemandeActive, type DemandeRadiee, isATraiter } from '#lib/domain/demande/demande.ts'
import { isDernierMois } from '#lib/domain/demande/echeances.ts'
import { CANAUX_DE_DEMANDE, type Fait } from '#lib/domain/demande/faits.ts'
import { MOTIFS_DE_RADIATION } from '#lib/domain/demande/motifs-de-radiation.ts'
import type { ActeDeDemande } from '#lib/domain/demande/possible-actes.ts'
import { checkRenouvellement, type RefusDePeriode } from '#lib/domain/demande/renouvellement.ts'
import { finDeDemande } from './fin-de-demande.ts'
import { formatJourEntier } from './jours.ts'
import { phraseDuRefus } from './refus.ts'

/** One line for each type of fait. The proof that somebody gave is theirs: no line tells it. */
const LIGNES: { readonly [T in Fait['type']]: string } = {
  depot: 'Demande déposée',
  reprise: 'Demande reprise dans ce portail',
  'validite-apprise': 'Dates de validité connues',
  modification: 'Demande mise à jour',
  'avis-remis': 'Avis de fin de validité remis',
  'avis-revenu': 'Avis de fin de validité revenu',
  renouvellement: 'Demande renouvelée',
  radiation: 'Demande radiée (annulée)',
  reactivation: 'Demande réactivée',
  retablissement: 'Demande rétablie',
  separation: 'Demande séparée en deux',
  'correction-demandee': 'Correction du nom demandée',
  'correction-decidee': 'Correction du nom décidée',
  'changement-de-titulaire': 'Titulaire de la demande changé',
  effacement: 'Données effacées',
}

/** What a fait was, in words, and by which door it came; of a proof, nothing. */
export function lineOfFait(fait: Fait): string {
  const { canal } = fait.origine
  const precision =
    fait.type === 'radiation'
      ? ` : ${MOTIFS_DE_RADIATION[fait.motif.code].toLowerCase()}`
      : fait.type === 'correction-decidee'
        ? fait.decision === 'acceptee'
          ? ' : acceptée'
          : ' : refusée'
        : ''
  return `${LIGNES[fait.type]}${precision}${canal ? ` (${CANAUX_DE_DEMANDE[canal].toLowerCase()})` : ''}`
}

/** `voir`: what the person would see a point de contact for; null when nothing is to be done there. */
export type Suite = Readonly<{ phrase: string; peutRenouveler: boolean; voir: 'renouvellement' | 'creation' | null }>

/**
 * What the applicant may do now, on a civil day of the territory; `actes`: those that `readDemande` found possible of this
 * demande, by whoever reads it.
 */
export function suiteDe(
  demande: Demande,
  { le, actes }: Readonly<{ le: Jour; actes: readonly ActeDeDemande[] }>,
): Suite {
  const non = (phrase: string, voir: Suite['voir']): Suite => ({ phrase, peutRenouveler: false, voir })
  if (demande.statut === 'effacee') return non('Cette demande est effacée.', null)
  // R-RAD-13: who would take it up again sees who registers demandes, and nobody is sent to renew it.
  if (demande.statut === 'radiee') return non(phraseDeFin(demande), 'creation')
  const periode = checkRenouvellement(demande, le)
  if (!periode.ok) {
    // Nothing is to be done yet, or it is on the site that the sentence names.
    const isSansPoint = ['trop-tot', 'deja-renouvelee', 'fichier-partage'].includes(periode.refus.code)
    return non(phraseDeLaPeriode(periode.refus), isSansPoint ? null : 'renouvellement')
  }
  // R-REG-02 — choix du portail : un territoire s’ouvre à son heure, et rien ne s’offre qui serait refusé
  if (actes.includes('renouvellement')) return { phrase: phraseOuverte(demande, le), peutRenouveler: true, voir: null }
  const limite =
    demande.echeances && `Le dernier jour pour renouveler est le ${formatJourEntier(demande.echeances.dernierJour)}. `
  return non(`${limite ?? ''}${phraseDuRefus({ code: 'renouvellement-en-ligne-ferme' })}`, 'renouvellement')
}

function phraseDeFin({ radieeLe, motif, effacementLe }: DemandeRadiee): string {
  const { pourquoi, suite } = finDeDemande(motif.code)
  // R-RAD-13 — choix du portail : qui est logé, ou a renoncé, n’est pas pressé d’aller à un guichet
  return `Votre demande est radiée (annulée) depuis le ${formatJourEntier(radieeLe)} : ${pourquoi}. ${suite} Ses données s’effacent à partir du ${formatJourEntier(effacementLe)}.`
}

function phraseDeLaPeriode(refus: RefusDEtat | RefusDePeriode): string {
  switch (refus.code) {
    case 'trop-tot':
    case 'deja-renouvelee':
      return `Rien à faire pour l’instant. Vous pourrez renouveler à partir du ${formatJourEntier(refus.ouvreLe)}.`
    case 'echeance-passee':
      return `Le dernier jour pour renouveler était le ${formatJourEntier(refus.dernierJour)}. Voyez sans attendre un point de contact : il dira ce qui est possible.`
    default:
      return phraseDuRefus(refus)
  }
}

function phraseOuverte(demande: DemandeActive, le: Jour): string {
  if (isATraiter(demande) || !demande.echeances)
    return 'Nous ne connaissons pas la date de votre dernier renouvellement. Personne ne radiera votre demande pour cela ; renouvelez-la pour en fixer les dates.'
  const { dernierJour } = demande.echeances
  // R-RAD-12 — CCH, R441-2-8, e : sans avis remis à temps, pas de radiation ; elle se dit possible, jamais certaine
  return isDernierMois(le, demande.echeances)
    ? `C’est votre dernier mois : renouvelez au plus tard le ${formatJourEntier(dernierJour)}. Après ce jour, la demande peut être radiée (annulée).`
    : `Vous pouvez renouveler votre demande dès maintenant, et jusqu’au ${formatJourEntier(dernierJour)} inclus.`
}
