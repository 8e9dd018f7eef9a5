/** What a cell says against its own publication: a person's name, words not to publish, a point that is closed. */
import type { ColonneDePoint } from './colonnes.ts'
import type { Rang } from './rang.ts'
import { fold } from './texte.ts'

const CIVILITE = /^(?:m\.|mme|mmes|mlle|mr\.?|monsieur|madame|mademoiselle)\s/i
const NE_PAS_PUBLIER =
  /(?:^| )(?:ne pas (?:publier|diffuser|communiquer|donner)|non (?:publi(?:able|ee?s?|c)|diffus(?:able|ee?s?)|communi(?:cable|quee?s?))s?|confidentiel(?:le)?s?|usage interne|interne uniquement|en interne|liste rouge)(?= |$)/
/** Words of a header that say its column is of those who work there, and not of the public. */
const RESERVE =
  /(?:^| )(?:internes?|intranet|confidentialite|personnel(?:le)?s?|prive(?:e|s|es)?|portable d(?:e|u|es)?|responsables?|directeurs?|directrices?|elue?s?|maires?)(?= |$)/
/** The same words where they say that it is not one of these, or say it of a body and not of a person. */
const NON_RESERVE =
  /(?:^| )(?:(?:pas|non|hors|sans|ni) (?:(?:d|de|des|une?|la|le|les) )?(?:(?:adresses?|boites?|courriels?|mails?|numeros?|telephones?|lignes?) )?(?:personnel(?:le)?s?|prive(?:e|s|es)?|internes?)|(?:organismes?|structures?|services?|etablissements?|collectivites?|autorites?|entites?|bailleurs?|secteurs?|parcs?|droit) (?:responsables?|prive(?:e|s|es)?))(?= |$)/g
/** « public / privé » : the nature of a body. */
const PUBLIC_OU_PRIVE =
  /public(?:que)?s? (?:(?:et|ou) )?prive(?:e|s|es)?|prive(?:e|s|es)? (?:(?:et|ou) )?public(?:que)?s?/g
const PAS_PUBLIC = /(?:^| )pas public(?= |$)/
const FERME =
  /(?:^| )(?:ferme(?:e|s|es)? definitivement|definitivement ferme(?:e|s|es)?|fermeture definitive|a supprimer|supprime(?:e|s|es)?|n existe plus|a retirer|doublon)(?= |$)/

/** What either of them holds: most names are passed over at once. */
const PARAIT = /ferm|supprim|existe|retirer|doublon/i
/** « FERMÉ - Mairie » ; a farm has no accent, and « Fermé le mercredi » says when. */
const FERME_D_ABORD = /^\W*ferm[éÉ]e?s?(?=\s*[-–:,)]|$)/i

/** What asks it of a whole point, wherever it stands. */
const CONFIDENTIEL = /(?:^| )(?:ne pas (?:publier|diffuser|communiquer)|confidentiel(?:le)?s?)(?= |$)/
const PARAIT_CONFIDENTIEL = /confidentiel|ne\s+pas\s/i

/** Whether words beside a number or an address ask that it be not published. */
export const isANePasPublier = (reste: string): boolean => NE_PAS_PUBLIER.test(fold(reste))

/** Whether the words of a header keep its column from publication, unless the centre itself says what it is. */
// R-TAB-18 — RGPD, article 5 : ce qu’un en-tête dit interne, ou d’une personne, ne paraît pas sans qu’on le demande
export const isEnteteReserve = (entete: string): boolean => {
  const plie = fold(entete)
  if (NE_PAS_PUBLIER.test(plie) || PAS_PUBLIC.test(plie)) return true
  if (!RESERVE.test(plie)) return false
  // « (non, interne) » denies nothing: what a comma parts is not one saying.
  const parties = entete.split(/[,;:()[\]/|–—]/).map((partie) => fold(partie).replace(NON_RESERVE, ' ').trim())
  return RESERVE.test(parties.filter(Boolean).join(' ').replace(PUBLIC_OU_PRIVE, ' '))
}

/** Refuses the name of a person where that of a place is asked. */
export function checkNomDePoint(rang: Rang): void {
  const nom = rang.texte('nom')
  // R-TAB-01 — RGPD, article 5 : le nom d’une personne ne se publie pas pour celui d’un lieu
  if (CIVILITE.test(nom)) rang.note('nom', 'refus', { code: 'nom-de-personne', valeur: nom })
}

/**
 * Says of a point that its own words close it: it is published as written, and someone should look; one whose words ask
 * that it be not published waits.
 */
export function checkPointFerme(rang: Rang): void {
  for (const colonne of ['nom', 'commentaire', 'voie', 'complement'] as const) {
    const valeur = rang.texte(colonne)
    if (PARAIT_CONFIDENTIEL.test(valeur) && CONFIDENTIEL.test(fold(valeur)))
      rang.note(colonne, 'refus', { code: 'a-ne-pas-publier', valeur })
  }
  const dites: readonly ColonneDePoint[] = ['nom', 'commentaire']
  for (const colonne of dites) {
    const valeur = rang.texte(colonne)
    // R-TAB-13 — choix du portail : un point que ses mots disent fermé ou confidentiel ne paraît pas sans être regardé
    if (PARAIT.test(valeur) && (FERME_D_ABORD.test(valeur) || FERME.test(fold(valeur))))
      rang.note(colonne, 'a-verifier', { code: 'point-dit-ferme', valeur })
  }
}
