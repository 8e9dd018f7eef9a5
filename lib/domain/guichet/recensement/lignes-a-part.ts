/** Rows of a table that are none of its points: notes, numbers of columns, titles, the foot of a page. */
import type { Fusion, Ligne } from './classeur.ts'
import { clean, fold } from './texte.ts'

/** What a row under the header says of its columns, and not of a point. */
const CONSIGNE =
  /^(?:(?:champ |colonne |donnee |zone )?(?:obligatoires?|facultati(?:f|ve)s?|optionnel(?:le)?s?|recommandee?s?)|(?:en )?(?:texte|text|libre|nombre|chiffres?|numerique|alphanumerique|date|heure|format)(?: (?:libre|court|entier|decimal|long))?|texte libre|liste(?: deroulante| fermee)?|choix(?: multiple| unique)?|\d{1,3} (?:chiffres?|caracteres?|signes?|lettres?)(?: max(?:imum)?)?|oui ou non|oui non|(?:jj mm aaaa|hh mm|aaaa mm jj)|(?:a remplir|a completer|a renseigner|a cocher|ne pas remplir|ne pas modifier)(?: .*)?)$/

/** Words by which a note at the foot of a table begins, or stands between two rows. */
const NOTE =
  /^(?:sources?|nombre|contact|contacts|nb|n b|nota(?: bene)?|notes?|legende|page|p|fait|edite|imprime|extrait|etabli|document|donnees|mise? a jour|maj|version|attention|rappel|remarques?|important|merci|pour toute question|voir|suite)(?= |$)/
/** What a note has and the name of a place has not: a colon, a page, a date, a place where it was made. */
const MARQUE_DE_NOTE =
  /[:=]|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|^\s*(?:page|p\.)\s*\d|^\s*fait à |^\s*(?:merci|pour toute question)\b/i
const APPEL_DE_NOTE = /^\s*(?:\*|\(\*+\)|\(\d\)|[¹²³†]|➜|→)\s*\p{L}/u
const PAGINATION = /^\s*(?:-\s*)?(?:page\s*)?\d{1,3}\s*(?:\/|sur|\|)\s*\d{1,3}(?:\s*-)?\s*$/i

/** Words by which the title of a part of a table begins; a name that begins so and stands alone is of no point. */
const TITRE =
  /^(?:secteurs?|zones?|cantons?|arrondissements?|departements?|territoires?|perimetre|bassin|pole|regions?|communes? de|communes|liste|points? de contact|points? d accueil|lieux|guichets|accueils?|permanences?|antennes|partie|tableau|annexe|nord|sud|est|ouest|centre ville|hors)(?= |$)/

export type MotifDeNote = 'consigne' | 'numeros' | 'note' | 'titre'

const LONGUEUR_DE_CONSIGNE = 60
/** The number of the first column: most rows are told by their first cell. */
const PREMIER = /^\W*[1a]\W*$/i
/** Rows under the header where what it asks may still be said. */
const SOUS_L_ENTETE = 4

type Place = Readonly<{ rang: number; isSuite: boolean }>

/**
 * Why a row is none of a point; undefined when it may be one. `cellules`: those that hold something; `rang`: how far
 * under the header the row stands; `isSuite`: cells of it are merged with those of the row above.
 */
export function motifDeNote(cellules: Ligne['cellules'], { rang, isSuite }: Place): MotifDeNote | undefined {
  const [first, ...others] = cellules
  if (!first) return undefined
  if (others.length > 0) {
    const isEach = (test: (texte: string, at: number) => boolean) =>
      cellules.every(({ cellule }, at) => cellule.texte.length <= LONGUEUR_DE_CONSIGNE && test(cellule.texte, at))
    // R-TAB-10 — choix du portail : ce qu’une ligne dit des colonnes, ou du tableau, n’est pas un point, et c’est dit
    if (rang <= SOUS_L_ENTETE && isEach((texte) => CONSIGNE.test(fold(texte)))) return 'consigne'
    return others.length > 1 && PREMIER.test(first.cellule.texte) && isEach(isNumero) ? 'numeros' : undefined
  }
  const texte = clean(first.cellule.texte)
  const plie = fold(texte)
  if (APPEL_DE_NOTE.test(texte) || PAGINATION.test(texte)) return 'note'
  if (NOTE.test(plie) && MARQUE_DE_NOTE.test(texte)) return 'note'
  // Beside cells merged with those of the row above, a name is not alone.
  return !isSuite && (TITRE.test(plie) || /[^:]:$/.test(texte)) ? 'titre' : undefined
}

/** The rows, in their order, of which cells are merged with those of the row above. */
export function listSuites(lignes: readonly Ligne[], fusions: readonly Fusion[]): ReadonlySet<number> {
  const verticales = fusions.filter(({ haut, bas }) => haut < bas).toSorted((a, b) => a.haut - b.haut)
  const suites = new Set<number>()
  let [next, reach] = [0, 0]
  for (const { numero } of lignes) {
    for (let fusion = verticales[next]; fusion && fusion.haut < numero; fusion = verticales[next]) {
      reach = Math.max(reach, fusion.bas)
      next += 1
    }
    if (numero <= reach) suites.add(numero)
  }
  return suites
}

/** « 1 », « (2) », « C » : the number or the letter of this column. */
function isNumero(texte: string, at: number): boolean {
  const bare = fold(texte)
  return bare === String(at + 1) || (at < 26 && bare === String.fromCharCode(97 + at))
}
