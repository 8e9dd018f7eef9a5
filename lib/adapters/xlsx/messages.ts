/**
 * What the reading child tells, one line of JSON each: a sheet, its rows, then how it ended; or that it starts again.
 * A cell is told by its column and its value, with what was shown when it differs: an address is made again from the
 * column and the row.
 */
import {
  adresseDe,
  type Cellule,
  type Feuille,
  type Ligne,
  type RefusDeLecture,
} from '#lib/domain/guichet/recensement/classeur.ts'
import type { Resultat } from '#lib/domain/resultat.ts'

type CelluleDite =
  | readonly [colonne: number, valeur: Cellule['valeur']]
  | readonly [colonne: number, valeur: Cellule['valeur'], texte: string]
  | readonly [colonne: number, valeur: Cellule['valeur'], texte: string, jour: string]
type Message =
  | Readonly<{ feuille: Omit<Feuille, 'lignes'> }>
  | readonly [numero: number, ...cellules: CelluleDite[]]
  | Readonly<{ fin: Resultat<true, RefusDeLecture> }>
  | Readonly<{ reprise: true }>

export const MESSAGE_DE_REPRISE = '{"reprise":true}'
export const messageDeFeuille = (feuille: Omit<Feuille, 'lignes'>): string => toText({ feuille })
export const messageDeFin = (fin: Resultat<true, RefusDeLecture>): string => toText({ fin })
export const messageDeLigne = ({ numero, cellules }: Ligne): string =>
  toText([numero, ...cellules.map(({ colonne, cellule }) => dire(colonne, cellule))])

const toText = (message: Message): string => JSON.stringify(message)

function dire(colonne: number, { valeur, texte, jour }: Cellule): CelluleDite {
  if (jour !== undefined) return [colonne, valeur, texte, jour]
  return texte === valeur ? [colonne, valeur] : [colonne, valeur, texte]
}

/** One line of the child, read: it is our own, of our own types. Throws on a line that was cut. */
export function readMessage(
  line: string,
): Readonly<
  { feuille: Omit<Feuille, 'lignes'> } | { ligne: Ligne } | { fin: Resultat<true, RefusDeLecture> } | { reprise: true }
> {
  const message: Message = JSON.parse(line)
  if ('feuille' in message || 'fin' in message || 'reprise' in message) return message
  const [numero, ...dites] = message
  return {
    ligne: {
      numero,
      cellules: dites.map(([colonne, valeur, texte, jour]) => {
        const cellule = { adresse: adresseDe(colonne, numero), valeur, texte: texte ?? String(valeur) }
        return { colonne, cellule: jour === undefined ? cellule : { ...cellule, jour } }
      }),
    },
  }
}
