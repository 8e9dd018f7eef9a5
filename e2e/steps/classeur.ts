/** Small workbooks made by the tests, with the headers of the model. */
import { utils, write } from 'xlsx'
import {
  COLONNES_DES_COMMUNES,
  COLONNES_DES_POINTS,
  type ColonneDePoint,
} from '../../lib/domain/guichet/recensement/colonnes.ts'

type Row = Partial<Record<ColonneDePoint, string>>

/** A valid physical point in Auch; `changes` replaces its cells. */
export const unPointAuch = (nom: string, changes: Row = {}): Row => ({
  nom,
  canal: 'Physique',
  type: 'Lieu d’information',
  services: 'Information ; Renouvellement',
  voie: '2 rue Fictive',
  codePostal: '32000',
  commune: 'Auch',
  lundi: '9h-12h',
  misAJourLe: '03/03/2026',
  ...changes,
})

/** `feuille` names the sheet of points; `enPlus` heads one more column, that the model does not know. */
export function unClasseur(
  points: readonly Row[],
  chiffres: readonly (readonly (string | number)[])[] = [],
  { feuille = 'Points de contact', enPlus = [] as readonly string[] } = {},
) {
  const book = utils.book_new()
  const headers: string[] = [...Object.values(COLONNES_DES_POINTS), ...enPlus]
  const keys = Object.keys(COLONNES_DES_POINTS)
  const rows = points.map((row) => {
    const cells = new Map<string, string>(Object.entries(row))
    return keys.map((key) => cells.get(key) ?? '')
  })
  utils.book_append_sheet(book, utils.aoa_to_sheet([headers, ...rows]), feuille)
  if (chiffres.length > 0)
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([Object.values(COLONNES_DES_COMMUNES), ...chiffres.map((row) => [...row])]),
      'Communes',
    )
  // As Excel and Calc do: compressed, with texts in a table of their own, which `bookSST` asks for.
  const buffer: Buffer = write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true })
  return {
    name: 'recensement.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer,
  }
}
