/** What an applicant sent of a form after their session had gone out: what is kept of it, and how long. */
import { mergeReponses } from './brouillon.ts'
import type { Reponses } from './groupes.ts'
import type { Partie } from './mise-a-jour.ts'

/** The forms of « Ma demande » that keep what was typed: a part, the contacts, the correction of the name. */
export const PARTIES_GARDEES = [
  'vous',
  'foyer',
  'logement',
  'recherche',
  'ressources',
  'revenu',
  'coordonnees',
  'nom',
] as const satisfies readonly (Partie | 'coordonnees' | 'nom')[]
export type PartieGardee = (typeof PARTIES_GARDEES)[number]

/** Days that a kept form waits for its applicant. */
export const JOURS_DE_SAISIE_GARDEE = 7

/** Whether a form is kept though its session was of a shared computer, where whoever comes next may send it. */
export const isGardeeSurAppareilPartage = (partie: PartieGardee): boolean =>
  // R-MAJ-06 — choix du portail : personne ne dépose, sur un appareil partagé, des coordonnées dans la demande d’un autre
  partie !== 'coordonnees'

const NOM_DE_CHAMP = /^[a-zA-Z]+(?:\.[a-zA-Z0-9]+){0,6}$/
/** Fields of the form that say which form it is. */
const DU_FORMULAIRE = ['id', 'partie']

/** The texts of a form that are kept, within the bounds of a draft and without a NIR (R-BRO-01). */
export const saisieAGarder = (valeurs: Readonly<Record<string, string | readonly string[]>>): Reponses =>
  mergeReponses(
    {},
    Object.fromEntries(
      Object.entries(valeurs).flatMap(([nom, valeur]) =>
        typeof valeur === 'string' && !DU_FORMULAIRE.includes(nom) ? [[nom, valeur] as const] : [],
      ),
    ),
    NOM_DE_CHAMP,
  )
