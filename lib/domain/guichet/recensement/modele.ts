/** What we write in our own name in the workbooks that we hand over: known again when they come back. */

import { valeurDe } from '../../tables.ts'
import {
  ACCESSIBILITES,
  CANAUX,
  NATURES,
  PUBLICS,
  RENDEZ_VOUS,
  SERVICES,
  TYPES_DE_LOGEMENT,
  TYPES_DE_POINT,
} from '../vocabulaire.ts'
import type { Feuille } from './classeur.ts'
import type { Gravite } from './remarques.ts'
import { clean, fold } from './texte.ts'

export const AIDE_DU_NOM = 'Obligatoire. De 3 à 150 caractères.'
export const NOM_D_EXEMPLE = 'Mairie de Foix, service logement'

/** Raised when a column or a list of the model changes. */
export const VERSION_DU_MODELE = '1 (janvier 2026)'

export const FEUILLES_DU_MODELE = {
  lisezMoi: 'Lisez-moi',
  listes: 'Listes',
  aCorriger: 'À corriger (portail)',
} as const

export const LISTES = {
  Canal: CANAUX,
  Type: TYPES_DE_POINT,
  'Nature de l’organisme': NATURES,
  Services: SERVICES,
  'Rendez-vous': RENDEZ_VOUS,
  'Public réservé': PUBLICS,
  'Accessibilité PMR': ACCESSIBILITES,
  'Type de logement': TYPES_DE_LOGEMENT,
} as const

/** The first line of the sheet that lists what is to be mended. */
export const PHRASE_A_CORRIGER =
  'Ce que le portail a vu dans ce classeur. Corrigez les cellules dans leur feuille, enregistrez, puis déposez ce même fichier : cette feuille et les commentaires ne seront pas lus.'

/** The header of its list, under the phrases, and the states of its rows. */
export const ENTETES_A_CORRIGER = ['Où', 'État', 'Colonne', 'Ce qui est écrit', 'Ce que dit le portail'] as const
export const ETATS_A_CORRIGER: Readonly<Record<Gravite, string>> = {
  refus: 'À corriger',
  'a-verifier': 'À vérifier',
  corrige: 'Corrigé',
}

const DEBUT_DE_VERSION = 'Version du modèle :'
const DEBUT_DE_QUESTION = 'Une question :'

/** Lines of the first sheet; an empty one separates. */
export const lignesDeLisezMoi = (contact: string | null): readonly string[] => [
  'Recensement des points de contact',
  `${DEBUT_DE_VERSION} ${VERSION_DU_MODELE}`,
  '',
  'À quoi sert ce classeur',
  'Il recense les lieux, les numéros et les sites où un demandeur de logement social peut s’informer et faire ses démarches. Ce que vous écrivez est publié sur le portail, après que vous l’avez relu.',
  '',
  'Comment le remplir',
  '1. Ouvrez la feuille « Points de contact ». Une ligne par point : un lieu, un numéro ou un site.',
  '2. Sous chaque en-tête, une ligne d’aide dit quoi écrire. La ligne EXEMPLE est ignorée : vous pouvez la laisser.',
  '3. Les listes déroulantes proposent une valeur ; la feuille « Listes » les montre toutes.',
  '4. Laissez vide ce que vous ne savez pas. N’écrivez jamais 0 à la place d’un nombre inconnu.',
  '   Vider une cellule efface ce qui est publié ; « NC » ou « à compléter » le gardent.',
  '5. Ne changez pas la colonne « Identifiant » d’un point déjà publié : c’est par elle que le portail le reconnaît.',
  '6. Un point absent du fichier n’est pas retiré du portail : vous le décidez à la relecture.',
  '',
  'La feuille « Communes » est facultative',
  'Elle donne la structure du parc, commune par commune et type par type. Envoyée par un centre, elle est une proposition au gestionnaire, qui seul publie les chiffres.',
  '',
  'Comment l’envoyer',
  'Enregistrez le classeur, puis déposez-le dans l’administration du portail. Vous verrez, avant toute publication, ce qui a été compris, corrigé ou refusé, cellule par cellule.',
  '',
  `${DEBUT_DE_QUESTION} ${contact ?? 'votre gestionnaire territorial'}.`,
]

const LIGNES_CONNUES: ReadonlySet<string> = new Set(lignesDeLisezMoi(null).map(fold))

type Liste = Readonly<Record<string, string>>

/** Whether a sheet is one of ours that holds nothing to read, and nothing that someone added. */
export function isFeuilleDuModele({ nom, lignes }: Pick<Feuille, 'nom' | 'lignes'>): boolean {
  const textes = lignes.map(({ cellules }) =>
    cellules
      .map(({ colonne, cellule }) => ({ colonne, texte: clean(cellule.texte) }))
      .filter(({ texte }) => texte !== ''),
  )
  const [premiere = [], ...suite] = textes
  const debut = premiere[0]?.texte ?? ''
  // R-REC-129 — choix du portail : nos propres feuilles se passent sans un mot, sauf si quelqu’un y a écrit
  if (fold(nom) === fold(FEUILLES_DU_MODELE.aCorriger)) return isListeACorriger(textes)
  if (fold(nom) === fold(FEUILLES_DU_MODELE.lisezMoi))
    return debut === lignesDeLisezMoi(null)[0] && textes.flat().every(({ texte }) => isDeLisezMoi(texte))
  if (fold(nom) !== fold(FEUILLES_DU_MODELE.listes) || premiere.length < 2) return false
  const permises = new Map(
    premiere.map(({ colonne, texte }) => [
      colonne,
      new Set<string>(Object.values(valeurDe<Liste>(LISTES, texte) ?? {})),
    ]),
  )
  return (
    [...permises.values()].every(({ size }) => size > 0) &&
    suite.flat().every(({ colonne, texte }) => permises.get(colonne)?.has(texte))
  )
}

type Texte = Readonly<{ colonne: number; texte: string }>

/** The list as we write it: our first phrase, others under it, its header, then rows that each name a cell. */
function isListeACorriger(lignes: readonly (readonly Texte[])[]): boolean {
  const isEnTete = (ligne: readonly Texte[]) =>
    ligne.length === ENTETES_A_CORRIGER.length &&
    ligne.every(({ colonne, texte }) => fold(texte) === fold(ENTETES_A_CORRIGER[colonne] ?? ''))
  const at = lignes.findIndex(isEnTete)
  const etats = new Set(Object.values(ETATS_A_CORRIGER))
  return (
    at > 0 &&
    fold(lignes[0]?.[0]?.texte ?? '') === fold(PHRASE_A_CORRIGER) &&
    lignes.slice(0, at).every((ligne) => ligne.every(({ colonne }) => colonne === 0)) &&
    lignes.slice(at + 1).every((ligne) => {
      const [ou, etat] = ligne
      const isEntiere =
        ligne.length === ENTETES_A_CORRIGER.length && ligne.every(({ colonne }, rang) => colonne === rang)
      return ligne.length === 0 || (isEntiere && /, [A-Z]+\d+$/.test(ou?.texte ?? '') && etats.has(etat?.texte ?? ''))
    })
  )
}

const isDeLisezMoi = (texte: string): boolean =>
  LIGNES_CONNUES.has(fold(texte)) ||
  [DEBUT_DE_VERSION, DEBUT_DE_QUESTION].some((debut) => texte.startsWith(clean(debut)))
