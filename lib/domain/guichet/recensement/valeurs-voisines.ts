/** Other ways to write a value of a closed list, each of which can mean one value only: read so, and shown. */
import { lireCase } from './cases.ts'
import type { Colonne } from './colonnes.ts'
import { fold } from './texte.ts'

const listOf = (text: string): readonly string[] => text.split(', ')
const VOISINES: Readonly<Record<string, readonly string[]>> = {
  physique: listOf(
    'sur place, accueil physique, lieu physique, guichet physique, presentiel, en presentiel, accueil sur place',
  ),
  telephone: listOf('tel, telephonique, par telephone, accueil telephonique, contact telephonique'),
  internet: listOf('web, en ligne, site internet, sur internet, site web, numerique'),
  'guichet-enregistreur': listOf(
    'ge, guichet enregistreur ge, service enregistreur, lieu d enregistrement, guichet d enregistrement',
  ),
  'lieu-information': listOf(
    'lieu d informations, point d information, point info, lieu information, point d informations',
  ),
  creation: listOf(
    'creation de la demande, creation de demande, creation d une demande, depot de la demande, depot d une demande, depot de demande, enregistrement de la demande',
  ),
  renouvellement: listOf('renouvellement de la demande, renouvellement de demande, renouvellements'),
  modification: listOf('modification de la demande, mise a jour de la demande, modifications'),
  'depot-pieces': listOf(
    'depot des pieces, depot de pieces justificatives, depot des pieces justificatives, pieces justificatives, pieces',
  ),
  information: listOf('informations, info, infos, renseignement, renseignements'),
  entretien: listOf('entretiens, entretien individuel'),
  'aide-numerique': listOf('aide au numerique, accompagnement numerique, mediation numerique'),
  obligatoire: listOf(
    'sur rendez vous, sur rdv, sur rdv uniquement, sur rendez vous uniquement, rdv uniquement, uniquement sur rendez vous, uniquement sur rdv, rdv obligatoire, rendez vous obligatoire, avec rdv, avec rendez vous, avec rdv uniquement, uniquement avec rdv, uniquement avec rendez vous, avec rendez vous uniquement, sur rdv obligatoire, sur rdv obligatoirement, obligatoirement sur rdv, obligatoirement sur rendez vous, sur rendez vous obligatoire, rdv necessaire, rendez vous necessaire, rdv requis, sur prise de rdv, sur prise de rendez vous, seulement sur rdv, seulement sur rendez vous, exclusivement sur rdv, exclusivement sur rendez vous, sur rdv exclusivement, sur rendez vous exclusivement, sur rdv seulement, sur rendez vous seulement',
  ),
  sans: listOf(
    'sans rendez vous, sans rdv, acces libre, libre, libre acces, non, n, 0, faux, false, sans rdv uniquement, pas de rdv, pas de rendez vous',
  ),
  possible: listOf(
    'facultatif, facultative, optionnel, rdv facultatif, rendez vous facultatif, avec ou sans, avec et sans rdv, avec et sans rendez vous, avec ou sans rendez vous, avec ou sans rdv, rdv possible, rendez vous possible',
  ),
  partielle: listOf('partiel, partiellement, en partie, partiellement accessible, accessible partiellement'),
  oui: listOf('accessible, accessible pmr, acces pmr, accessible aux pmr'),
  non: listOf('non accessible, pas accessible, inaccessible, non accessible pmr'),
  commune: listOf('mairie, ville'),
  epci: listOf('intercommunalite, communaute de communes, communaute d agglomeration, metropole, communaute urbaine'),
  departement: listOf('conseil departemental'),
  bailleur: listOf('bailleur social, oph, esh'),
  'tout-public': listOf('tous, tous publics, tous public, ouvert a tous, tout le monde'),
}

/** What a tick means under a header that asks a question; of « Non », only where one answer is left. */
const REPONSES: Readonly<Record<string, Readonly<{ oui?: string; non?: string }>>> = {
  'rendez vous obligatoire': { oui: 'obligatoire' },
  'rdv obligatoire': { oui: 'obligatoire' },
  'avec ou sans rendez vous': {},
  'avec ou sans rdv': {},
}
export const QUESTIONS: ReadonlySet<string> = new Set(Object.keys(REPONSES))

/** The code among these that a text means in other words. `question`: the header over it, where that decides. */
export function voisineDe<C extends string>(codes: readonly C[], text: string, question = ''): C | undefined {
  const coche = lireCase(text)
  const reponses = REPONSES[question]
  // R-TAB-06 — choix du portail : une réponse se lit par la question que pose l’en-tête, ou se demande
  if (reponses && coche) return codes.find((code) => code === reponses[coche])
  const wanted = fold(text)
  return codes.find((code) => VOISINES[code]?.includes(wanted) || (coche !== undefined && code === coche))
}

/** What an answer that is none of the list may mean, by column. */
const SENS: Readonly<Partial<Record<Colonne, readonly (readonly [RegExp, readonly string[]])[]>>> = {
  rendezVous: [
    [/\b(?:avec|sur)\b.*\bsans\b|\bsans\b.*\b(?:avec|sur)\b|^les deux$|^indifferent/, ['Possible']],
    [/^oui non$/, []],
    [/\b(?:non|pas)\b.*\b(?:obligatoire|necessaire|requis)|^(?:n|non|0|faux|false)$/, ['Possible', 'Sans']],
    [/\b(?:conseille|recommande|souhaite|prefer)/, ['Possible']],
    [/^(?:oui obligatoire|avec$|uniquement$)/, ['Obligatoire']],
    [/^(?:x{1,3}|o|oui|ok|v|1|vrai|true|rdv|rendez vous)(?= |$)/, ['Obligatoire', 'Possible']],
  ],
  accessibilitePmr: [
    [/^(?:oui|accessible).*\b(?:sauf|hors|excepte)\b/, ['Partielle']],
    [/^(?:non|pas)\b/, ['Non']],
  ],
}

/** A longer text is no answer. */
const LONGUEUR = 100

/** The labels that it may mean; none when nothing is known of such an answer. */
export function sensPossibles(colonne: Colonne, text: string): readonly string[] {
  if (text.length > LONGUEUR) return []
  const mots = lireCase(text) ?? fold(text)
  return SENS[colonne]?.find(([motif]) => motif.test(mots))?.[1] ?? []
}
