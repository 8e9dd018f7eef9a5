/** The rows under the header of a table: those that say something of a point, and those that are left out. */
import { adresseDe, type Feuille, type Ligne } from './classeur.ts'
import type { Entetes } from './entetes.ts'
import { type FeuilleReconnue, isAutreEntete, isNomDeColonne } from './feuilles.ts'
import { spreadFusions } from './fusions.ts'
import { listSuites, type MotifDeNote, motifDeNote } from './lignes-a-part.ts'
import { AIDE_DU_NOM, NOM_D_EXEMPLE } from './modele.ts'
import type { Cible } from './pieces.ts'
import { clean, fold, isBlank } from './texte.ts'

/** A merged cell this wide is the title of a part of the table. */
const LARGEUR_DE_TITRE = 3

export type MotifDIgnorance = 'exemple' | 'entete-repete' | 'total' | MotifDeNote
export type Partage = Readonly<{
  donnees: readonly Ligne[]
  /** Rows left out, and why; the help line of the model and blank rows are not even named. */
  ignorees: readonly Readonly<{ ligne: number; motif: MotifDIgnorance }>[]
  /** Another table under this one, with a header of its own: its first and its last rows. */
  second?: Readonly<{ de: number; a: number }>
}>

/** The rows under the header: those that say something, and those that are left out. */
export function partitionLignes(feuille: Feuille, reconnue: FeuilleReconnue): Partage {
  const { entetes, nature } = reconnue
  const donnees: Ligne[] = []
  const ignorees: { ligne: number; motif: MotifDIgnorance }[] = []
  const titres = new Set(
    (feuille.fusions ?? []).flatMap(({ haut, gauche, droite }) =>
      droite - gauche + 1 >= LARGEUR_DE_TITRE ? [adresseDe(gauche, haut)] : [],
    ),
  )
  // A commune that stands once over its rows is said by each of them: « Total » is then its « Ensemble ».
  const completes =
    nature === 'communes' ? spreadFusions(feuille.lignes, feuille.fusions ?? [], new Set()) : feuille.lignes
  const suites = listSuites(feuille.lignes, feuille.fusions ?? [])
  const own = foldLibelles(entetes)
  for (const [at, ligne] of feuille.lignes.entries()) {
    if (ligne.numero <= entetes.ligne) continue
    const filled = ligne.cellules.filter(isFilled)
    const [first, ...others] = filled
    const mark = markOf(entetes.colonnes, ligne)
    if (!first || mark === 'aide') continue
    const motif: MotifDIgnorance | undefined =
      // R-REC-03 — choix du portail : la ligne d’exemple est marquée et ignorée
      mark === 'exemple'
        ? 'exemple'
        : others.length === 0 && titres.has(first.cellule.adresse)
          ? 'titre'
          : others.length > 0 &&
              (filled.every((cell) => repeats(own, cell)) || isSuite(filled, ligne.numero - entetes.ligne))
            ? 'entete-repete'
            : isTotal(completes[at] ?? ligne, reconnue)
              ? 'total'
              : motifDeNote(filled, {
                  rang: ligne.numero - entetes.ligne,
                  isSuite: suites.has(ligne.numero),
                })
    if (!motif && reconnue.nature === 'points' && isAutreEntete(ligne, reconnue.entetes)) {
      // R-TAB-10 — choix du portail : un second tableau n’a pas les colonnes du premier, et se dit en entier
      const titresDuSecond = popTitres(ignorees, ligne.numero)
      const de = titresDuSecond ?? ligne.numero
      return { donnees, ignorees, second: { de, a: feuille.lignes.at(-1)?.numero ?? ligne.numero } }
    }
    if (motif) ignorees.push({ ligne: ligne.numero, motif })
    else donnees.push(ligne)
  }
  return { donnees, ignorees }
}

/** Takes back the title that stands just over a second table; its row. */
function popTitres(ignorees: { ligne: number; motif: MotifDIgnorance }[], entete: number): number | undefined {
  const last = ignorees.at(-1)
  if (last?.motif !== 'titre' || last.ligne < entete - 2) return undefined
  return ignorees.pop()?.ligne
}

const TOTAL = /^(?:(?:sous|ss|s) )?tota(?:l|ux)(?: generaux| general)?(?= |$)/
/** Told at little cost of nearly every row: its first letter is one by which no such word begins. */
const SANS_TOTAL = /^[a-ru-z]/i
/** What may stand beside the word in such a row: figures, their unit, the type that they are the sum of. */
const CHIFFRE =
  /^[\d\s.,%€+-]+(?:points?|lignes?|guichets?|logements?)?$|^(?:(?:sous|ss|s) )?tota(?:l|ux)(?: \d+)?$|^ensemble$/

/** What no place is called; « Total Énergies » may be one. */
const COMPTE =
  /^(?:sous|ss|s) |^tota(?:l|ux) genera(?:l|ux)(?= |$)|^tota(?:l|ux)[\d ]*(?:points?|lignes?|guichets?|logements?)?$/
/** Columns whose figures are of one place, and make no sum. */
const D_UN_LIEU: readonly Cible[] = [
  ...(['identifiant', 'telephone', 'siren', 'codeGuichet', 'codePostal', 'codeInsee', 'codePostalEtCommune'] as const),
  ...(['latitude', 'longitude', 'x', 'y', 'coordonnees', 'misAJourLe'] as const),
]
/** The shortest telephone has three digits; a sum of rows seldom has as many. */
const CODE = /(?:\d\D*){3}/

/** « Total », « Sous-total Foix », alone or before figures: no point and no commune is called so. */
function isTotal({ cellules }: Ligne, { nature, entetes }: FeuilleReconnue): boolean {
  const at = cellules.findIndex(isFilled)
  const first = cellules[at]
  if (!first || SANS_TOTAL.test(first.cellule.texte)) return false
  const mot = fold(first.cellule.texte)
  // R-REC-99 — choix du portail : une ligne qui ne tient qu’un total n’est ni un point ni une commune
  if (!TOTAL.test(mot)) return false
  const others = cellules.slice(at + 1).filter(isFilled)
  if (!others.every(({ cellule }) => typeof cellule.valeur === 'number' || CHIFFRE.test(fold(cellule.texte))))
    return false
  if (nature === 'communes') return first.colonne !== entetes.colonnes.get('type')
  const lieux = new Set(D_UN_LIEU.map((cible) => entetes.colonnes.get(cible)))
  return COMPTE.test(mot) || !others.some(({ colonne, cellule }) => lieux.has(colonne) && CODE.test(cellule.texte))
}

/** The model marks its help line and its example in its first column, wherever it went; without it, by their name. */
function markOf(colonnes: ReadonlyMap<string, number>, { cellules }: Ligne): 'aide' | 'exemple' | undefined {
  const textAt = (at: number | undefined): string =>
    clean(cellules.find(({ colonne }) => colonne === at)?.cellule.texte ?? '')
  const identifiant = colonnes.get('identifiant') ?? colonnes.get('codeInsee')
  for (const text of [textAt(0), textAt(identifiant), textAt(colonnes.get('nom'))]) {
    if (/^aide\s:/i.test(text)) return 'aide'
    // « Ex. école de Foix » was one, and is a place.
    if (/^exemple\b|^ex\.?\s?:/i.test(text)) return 'exemple'
  }
  if (colonnes.has('identifiant')) return undefined
  const nom = textAt(colonnes.get('nom'))
  return nom === AIDE_DU_NOM ? 'aide' : nom === NOM_D_EXEMPLE ? 'exemple' : undefined
}

const isFilled = ({ cellule }: Ligne['cellules'][number]): boolean => !isBlank(cellule.texte)

const foldLibelles = ({ libelles }: Pick<Entetes<string>, 'libelles'>): ReadonlyMap<number, string> =>
  new Map([...libelles].map(([colonne, libelle]) => [colonne, fold(libelle)]))

/** Whether a cell says its own header again, whatever the case. */
function repeats(own: ReadonlyMap<number, string>, { colonne, cellule }: Ligne['cellules'][number]): boolean {
  const libelle = own.get(colonne)
  // A longer text is another: told before it is folded.
  if (libelle === undefined || cellule.texte.length > libelle.length + MARGE) return false
  const texte = fold(cellule.texte)
  return texte !== '' && (libelle === texte || libelle.endsWith(` ${texte}`))
}
/** What is left of a header on several rows: just under it, nothing but names of columns. */
const isSuite = (filled: Ligne['cellules'], rang: number): boolean =>
  rang <= 2 && filled.every(({ cellule }) => isNomDeColonne(cellule.texte))

/** Stars, spaces and signs that a header may have more once than the other. */
const MARGE = 6
