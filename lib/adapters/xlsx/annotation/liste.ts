/** The sheet of its own that lists every mark, each with a link to its cell: texts only, never a formula. */
import type { Annotation } from '#lib/domain/guichet/recensement/annotation.ts'
import { adresseDe } from '#lib/domain/guichet/recensement/classeur.ts'
import { inBytes } from '../paquet/parties.ts'
import { escapeXml } from '../paquet/xml.ts'
import type { Styles } from './styles.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const LARGEURS = [34, 14, 22, 34, 90]

/** A reference to a cell of a sheet; a quote inside the name is doubled. */
const reference = (feuille: string, cellule: string): string => `'${feuille.replaceAll("'", "''")}'!${cellule}`

export function writeListe({ phrases, entetes, lignes }: Annotation['liste'], styles: Styles): string {
  const cell = (texte: string, colonne: number, ligne: number, style: number) =>
    `<c r="${adresseDe(colonne, ligne)}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(texte)}</t></is></c>`
  const plain = styles.text(null)
  const rows: string[] = []
  const links: string[] = []
  const add = (cells: readonly string[]) => rows.push(`<row r="${rows.length + 1}">${cells.join('')}</row>`)
  for (const phrase of phrases) add([cell(phrase, 0, rows.length + 1, plain)])
  const merges = phrases.map(
    (_, index) => `<mergeCell ref="A${index + 1}:${adresseDe(LARGEURS.length - 1, index + 1)}"/>`,
  )
  add(entetes.map((texte, colonne) => cell(texte, colonne, rows.length + 1, plain)))
  for (const { feuille, cellule, gravite, textes } of lignes) {
    const ligne = rows.length + 1
    const style = styles.text(gravite)
    add(textes.map((texte, colonne) => cell(texte, colonne, ligne, colonne === 1 ? style : plain)))
    links.push(`<hyperlink ref="A${ligne}" location="${escapeXml(reference(feuille, cellule))}"/>`)
  }
  return inBytes(
    [
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><cols>`,
      ...LARGEURS.map((largeur, at) => `<col min="${at + 1}" max="${at + 1}" width="${largeur}" customWidth="1"/>`),
      '</cols><sheetData>',
      ...rows,
      '</sheetData>',
      merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : '',
      links.length > 0 ? `<hyperlinks>${links.join('')}</hyperlinks>` : '',
      '</worksheet>',
    ].join(''),
  )
}
