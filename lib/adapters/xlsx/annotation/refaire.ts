/** A workbook made from what was read, for a file whose package is not ours to edit (.xls, .ods, .csv…). */
import { type CellStyle, type CellValue, writeXlsx } from 'hucre'
import type { Cellule, Classeur, Fusion } from '#lib/domain/guichet/recensement/classeur.ts'

const MODIFIE = new Date(Date.UTC(2026, 0, 5))
const TEXTE: CellStyle = { numFmt: '@' }
const JOUR: CellStyle = { numFmt: 'dd/mm/yyyy' }

/**
 * Numbers stay numbers and texts stay texts, merged cells stay merged: what is read again is what was read. No formula is
 * written.
 */
export function refaireClasseur({ feuilles }: Classeur): Promise<Uint8Array> {
  const names = nomsRefaits(feuilles)
  // R-REC-125 — choix du portail : un fichier rendu se corrige et se relit comme celui qui a été déposé
  return writeXlsx({
    properties: { modified: MODIFIE },
    ...(feuilles.some(({ date1904 }) => date1904) && { dateSystem: '1904' }),
    sheets: feuilles
      .filter(({ lignes }) => lignes.length > 0)
      .map(({ nom, lignes, fusions = [] }) => {
        const rows: CellValue[][] = []
        const cells = new Map<string, { style: CellStyle }>()
        for (const { numero, cellules } of lignes) {
          const row: CellValue[] = []
          for (const { colonne, cellule } of cellules) {
            while (row.length < colonne) row.push(null)
            row.push(cellValueOf(cellule))
            const style = styleDe(cellule)
            if (style) cells.set(`${numero - 1},${colonne}`, { style })
          }
          while (rows.length < numero - 1) rows.push([])
          rows.push(row)
        }
        return { name: names.get(nom) ?? nom, rows, cells, merges: withoutRecouvrement(fusions).map(toMergeRange) }
      }),
  })
}

const toMergeRange = ({ haut, bas, gauche, droite }: Fusion) => ({
  startRow: haut - 1,
  startCol: gauche,
  endRow: bas - 1,
  endCol: droite,
})

/** A spreadsheet program repairs, or refuses, a sheet whose merged cells cover each other, or are one cell. */
function withoutRecouvrement(fusions: readonly Fusion[]): Fusion[] {
  const kept: Fusion[] = []
  let ouvertes: Fusion[] = []
  for (const fusion of fusions.toSorted((a, b) => a.haut - b.haut || a.gauche - b.gauche)) {
    const { haut, bas, gauche, droite } = fusion
    if (bas < haut || droite < gauche || (bas === haut && droite === gauche)) continue
    ouvertes = ouvertes.filter((one) => one.bas >= haut)
    if (ouvertes.some((one) => one.gauche <= droite && gauche <= one.droite)) continue
    ouvertes.push(fusion)
    kept.push(fusion)
  }
  return kept
}

/** What makes the number be read as it was: an hour of the clock, a day, zeros that the cell shows before it. */
function styleDe(cellule: Cellule): CellStyle | undefined {
  if (isHeure(cellule)) return { numFmt: /\d\D\d+\D\d/.test(cellule.texte) ? '[hh]:mm:ss' : '[hh]:mm' }
  if (cellule.jour) return JOUR
  if (typeof cellule.valeur === 'string') return TEXTE
  const chiffres = cellule.texte.replace(/[\s.-]/g, '')
  const isZero = /^0\d+$/.test(chiffres) && Number(chiffres) === cellule.valeur
  return isZero ? { numFmt: '0'.repeat(chiffres.length) } : undefined
}

const isHeure = ({ valeur, texte }: Cellule): boolean =>
  typeof valeur === 'number' && valeur >= 0 && valeur <= 1 && /\d\s*[:hH]\s*\d/.test(texte)

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

function cellValueOf(cellule: Cellule): CellValue {
  const { valeur, jour } = cellule
  if (isHeure(cellule)) return valeur
  if (jour && typeof valeur !== 'boolean') return new Date(`${jour}T00:00:00Z`)
  return valeur
}
