/** A workbook made from what was read, for a file whose package is not ours to edit (.xls, .ods, .csv…). */
import { type CellStyle, type CellValue, writeXlsx } from 'hucre'
import type { Cellule, Classeur } from '#lib/domain/guichet/recensement/classeur.ts'

const MODIFIE = new Date(Date.UTC(2026, 0, 5))
const TEXTE: CellStyle = { numFmt: '@' }
const JOUR: CellStyle = { numFmt: 'dd/mm/yyyy' }

/** Numbers stay numbers and texts stay texts: what is read again is what was read. No formula is written. */
export function refaireClasseur({ feuilles }: Classeur): Promise<Uint8Array> {
  const names = nomsRefaits(feuilles)
  return writeXlsx({
    properties: { modified: MODIFIE },
    sheets: feuilles
      .filter(({ lignes }) => lignes.length > 0)
      .map(({ nom, lignes }) => {
        const rows: CellValue[][] = []
        const cells = new Map<string, { style: CellStyle }>()
        for (const { numero, cellules } of lignes) {
          const row: CellValue[] = []
          for (const { colonne, cellule } of cellules) {
            while (row.length < colonne) row.push(null)
            row.push(cellValueOf(cellule))
            const style = cellule.jour ? JOUR : typeof cellule.valeur === 'string' ? TEXTE : undefined
            if (style) cells.set(`${numero - 1},${colonne}`, { style })
          }
          while (rows.length < numero - 1) rows.push([])
          rows.push(row)
        }
        return { name: names.get(nom) ?? nom, rows, cells }
      }),
  })
}

/** Names that the format takes: 31 characters, some signs forbidden, each once. */
export function nomsRefaits(feuilles: Classeur['feuilles']): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  return new Map(
    feuilles.map(({ nom }, index) => {
      const plain =
        nom
          .replace(/[\\/?*[\]:]|^'|'$/g, ' ')
          .slice(0, 31)
          .trim() || 'Feuille'
      const name = taken.has(plain.toLowerCase()) ? `${plain.slice(0, 25)} (${index + 1})` : plain
      taken.add(name.toLowerCase())
      return [nom, name]
    }),
  )
}

function cellValueOf({ valeur, jour }: Cellule): CellValue {
  if (jour && typeof valeur !== 'boolean') return new Date(`${jour}T00:00:00Z`)
  return valeur
}
