/** What is said of the cells that people correct in the preview: the repairs offered, and what was understood. */
import type { Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { Statut } from '#lib/domain/guichet/recensement/comparaison.ts'
import { type CelluleCorrigee, NOUVEAU_POINT } from '#lib/domain/guichet/recensement/corrections.ts'
import type { Candidat, Proposition } from '#lib/domain/guichet/recensement/remarques.ts'
import { LISTES_DES_CHAMPS, TYPES_DE_LOGEMENT } from '#lib/domain/guichet/vocabulaire.ts'
import { texteDuChamp } from './changements.ts'
import { pourquoiDe } from './recensement-propositions.ts'

/** « Garder 01400 ? » and why it is offered; `valeurs` is what one tap writes, by column. */
export function reparationProposee(proposition: Proposition): Readonly<{
  bouton: string
  pourquoi: string
  valeurs: Readonly<Partial<Record<Colonne, string>>>
}> {
  const { ecritures, libelle } = proposition
  const said = libelle ?? ecritures.map(texteDEcriture).join(' et ')
  return {
    bouton: said === '' ? 'Vider la cellule' : `Garder ${said}\u00a0?`,
    pourquoi: pourquoiDe(proposition),
    valeurs: Object.fromEntries(ecritures.map(({ colonne, valeur }) => [colonne, valeur])),
  }
}

/** Degrees with their comma, as people write them. */
const texteDEcriture = ({ colonne, valeur }: Proposition['ecritures'][number]): string =>
  colonne === 'latitude' || colonne === 'longitude' ? valeur.replace('.', ',') : valeur

/** What tells a published point from its like: « 2 rue Inventée, 09000 Foix · 05 36 49 00 01 ». */
export function situationDe({ adresse, telephone, siteWeb, ligne }: Candidat): string {
  const lieu = adresse && [adresse.voie, adresse.complement, `${adresse.codePostal} ${adresse.commune}`]
  const parts = [lieu?.filter(Boolean).join(', '), telephone, siteWeb]
  const situation = parts.filter(Boolean).join(' · ') || 'Sans adresse ni téléphone'
  return ligne === undefined ? situation : `${situation} · déjà choisi pour la ligne ${ligne}`
}

/** The field of the point under which a column is understood, when it has another name. */
const CHAMPS: Readonly<Partial<Record<Colonne, string>>> = {
  voie: 'adresse',
  complement: 'adresse',
  codePostal: 'adresse',
  commune: 'adresse',
  codeInsee: 'adresse',
  latitude: 'position',
  longitude: 'position',
  lundi: 'horaires',
  mardi: 'horaires',
  mercredi: 'horaires',
  jeudi: 'horaires',
  vendredi: 'horaires',
  samedi: 'horaires',
  dimanche: 'horaires',
  horairesTexte: 'horaires',
}

type Compris = Readonly<{ valeurs: Readonly<Record<string, unknown>>; chiffres?: unknown }>

/** What the row understands of a column; undefined when it says nothing of its own. */
export function comprisDe(rang: Compris, colonne: Colonne): string | undefined {
  if (colonne === 'identifiant') return undefined
  if ('chiffres' in rang) {
    const valeur = rang.valeurs[colonne]
    if (colonne === 'commune') return undefined
    return colonne === 'type' ? libelleDuType(valeur) : texteDuChamp('', valeur)
  }
  const champ = CHAMPS[colonne] ?? colonne
  return champ in rang.valeurs ? texteDuChamp(champ, rang.valeurs[champ]) : undefined
}

const libelleDuType = (valeur: unknown): string =>
  (Object.entries(TYPES_DE_LOGEMENT).find(([code]) => code === valeur) ?? ['', 'vide'])[1]

/** The answer to « quel point est-ce ? », or what was written. */
export const texteCorrige = ({ colonne, valeur }: CelluleCorrigee): string =>
  colonne === 'identifiant' && valeur === '' ? 'un point déjà publié' : valeurCorrigee(colonne, valeur)

/** The same, of a cell that may have held nothing. */
export function valeurCorrigee(colonne: Colonne, valeur: string): string {
  if (valeur === '') return colonne === 'identifiant' ? '(sans réponse)' : '(vide)'
  if (colonne !== 'identifiant') return `«\u00a0${valeur}\u00a0»`
  return valeur === NOUVEAU_POINT ? 'un nouveau point' : 'un point déjà publié'
}

/** `services` takes several values: it is written, not chosen. */
const { services: _, ...UNE_VALEUR } = LISTES_DES_CHAMPS
const LISTES: Readonly<Partial<Record<Colonne, Readonly<Record<string, string>>>>> = UNE_VALEUR

/** What may be chosen in a column of one value of a closed list, in the order of the model; undefined for a free text. */
export function choixDe(colonne: Colonne, nature: 'point' | 'chiffres'): readonly string[] | undefined {
  const liste = colonne === 'type' && nature === 'chiffres' ? TYPES_DE_LOGEMENT : LISTES[colonne]
  return liste && Object.values(liste)
}

/** What became of a row once it was corrected. */
export const SUITES_DE_CORRECTION: Readonly<Record<Statut, string>> = {
  nouveau: 'elle sera publiée comme nouveau point',
  modifie: 'elle changera ce qui est publié',
  inchange: 'elle dit ce qui est déjà publié',
  refuse: 'il y reste quelque chose à corriger',
  ignore: 'elle est ignorée',
}
