/** One cell of the library as the domain knows cells; undefined when it holds nothing. */
import * as XLSX from 'xlsx'
import type { Cellule } from '#lib/domain/guichet/recensement/classeur.ts'

export function toCellule(cell: XLSX.CellObject, adresse: string, date1904: boolean): Cellule | undefined {
  if (cell.v === undefined || cell.v === null || cell.t === 'z') return undefined
  if (cell.t === 'e') return { adresse, valeur: cell.w ?? '#ERREUR', texte: cell.w ?? '#ERREUR' }
  if (cell.t === 'b') return { adresse, valeur: cell.v === true, texte: cell.v === true ? 'Oui' : 'Non' }
  if (cell.v instanceof Date) {
    const jour = cell.v.toISOString().slice(0, 10)
    return { adresse, valeur: jour, texte: cell.w ?? jour, jour }
  }
  // What is written as a number and is none: it is shown, and is no value.
  if (Number.isNaN(cell.v)) return { adresse, valeur: '#ERREUR', texte: '#ERREUR' }
  if (typeof cell.v === 'number') {
    const texte = (cell.w ?? String(cell.v)).trim()
    const jour = typeof cell.z === 'string' && XLSX.SSF.is_date(cell.z) ? dayOf(cell.v, date1904) : undefined
    return jour ? { adresse, valeur: cell.v, texte, jour } : { adresse, valeur: cell.v, texte }
  }
  const texte = String(cell.v)
  return texte.trim() === '' ? undefined : { adresse, valeur: texte, texte }
}

/** A serial below one day is an hour of the clock, not a date. */
function dayOf(serial: number, date1904: boolean): string | undefined {
  if (serial < 1) return undefined
  const parts = XLSX.SSF.parse_date_code(serial, { date1904 })
  if (!parts) return undefined
  const pad = (value: number, length: number) => String(value).padStart(length, '0')
  return `${pad(parts.y, 4)}-${pad(parts.m, 2)}-${pad(parts.d, 2)}`
}
