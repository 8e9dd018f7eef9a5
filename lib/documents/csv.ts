/**
 * CSV that a spreadsheet opens as a table and never as a program. RFC 4180 with `;` and a UTF-8 byte order mark, which
 * is what French spreadsheets read without asking; decimal point, because positions are read by programs (docs/api.md).
 *
 * A text that a spreadsheet would take for a formula gets one apostrophe in front. The guard is lossless: a text that
 * already starts with apostrophes before such a sign gets one more, so that taking one off always gives it back.
 */
export type Cellule = string | number | boolean | null | undefined

export const SEPARATEUR = ';'
const BOM = '\uFEFF'
/** What starts a formula in Excel or LibreOffice, also in full width and behind blanks or invisible characters. */
const FORMULE = /^'*(?:[\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠﹢﹣﹦﹫])/u

/** The text that a spreadsheet shows as it is, never computes. */
export const guardFormula = (text: string): string => (FORMULE.test(text) ? `'${text}` : text)

function formatCell(cell: Cellule): string {
  if (cell === null || cell === undefined) return ''
  // A number that is typed as one stays one, also when negative; it holds no text that anyone wrote.
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non'
  const text = guardFormula(cell.replaceAll('\0', ''))
  return /[";,\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line, with its line break. */
export const formatLine = (cells: readonly Cellule[]): string => `${cells.map(formatCell).join(SEPARATEUR)}\r\n`

/** A column of a table: its header, and how a row fills it. */
export type Colonne<T> = Readonly<{ titre: string; valeur: (row: T) => Cellule }>

/** The table line by line, so that an export never stands in memory as a whole. */
export async function* streamCsv<T>(
  columns: readonly Colonne<T>[],
  rows: AsyncIterable<T> | Iterable<T>,
): AsyncGenerator<string, void, undefined> {
  yield BOM + formatLine(columns.map(({ titre }) => titre))
  for await (const row of rows) yield formatLine(columns.map(({ valeur }) => valeur(row)))
}
