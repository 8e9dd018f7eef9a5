/** The life of a demande as its applicant reads it: what happened, and what comes next. */

import type { Jour } from '#lib/domain/calendrier.ts'
import { type Demande, isATraiter } from '#lib/domain/demande/demande.ts'
import { isDernierMois } from '#lib/domain/demande/echeances.ts'
import { CANAUX_DE_DEMANDE, type Fait } from '#lib/domain/demande/faits.ts'
import { MOTIFS_DE_RADIATION } from '#lib/domain/demande/motifs-de-radiation.ts'
import { formatJourEntier } from './jours.ts'

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

export type Suite = Readonly<{ phrase: string; peutRenouveler: boolean }>

/** What the applicant may do now, on a civil day of the territory. */
export function suiteDe(demande: Demande, le: Jour): Suite {
  const non = (phrase: string): Suite => ({ phrase, peutRenouveler: false })
  if (demande.statut === 'effacee') return non('Cette demande est effacée.')
  if (demande.statut === 'radiee')
    return non(
      `Votre demande est radiée (annulée) depuis le ${formatJourEntier(demande.radieeLe)}. Parlez-en sans attendre à un point de contact : il dira ce qui est possible.`,
    )
  if (isATraiter(demande) || !demande.echeances)
    return {
      phrase:
        'Nous ne connaissons pas la date de votre dernier renouvellement. Personne ne radiera votre demande pour cela ; renouvelez-la pour en fixer les dates.',
      peutRenouveler: true,
    }
  const { ouvreLe, dernierJour } = demande.echeances
  if (le < ouvreLe)
    return non(`Rien à faire pour l’instant. Vous pourrez renouveler à partir du ${formatJourEntier(ouvreLe)}.`)
  if (le > dernierJour)
    return non(
      `Le dernier jour pour renouveler était le ${formatJourEntier(dernierJour)}. Voyez sans attendre un point de contact : il dira ce qui est possible.`,
    )
  // R-RAD-12 — CCH, R441-2-8, e : sans avis remis à temps, pas de radiation ; elle se dit possible, jamais certaine
  const phrase = isDernierMois(le, demande.echeances)
    ? `C’est votre dernier mois : renouvelez au plus tard le ${formatJourEntier(dernierJour)}. Après ce jour, la demande peut être radiée (annulée).`
    : `Vous pouvez renouveler votre demande dès maintenant, et jusqu’au ${formatJourEntier(dernierJour)} inclus.`
  return { phrase, peutRenouveler: true }
}
