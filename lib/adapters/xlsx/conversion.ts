/**
 * Bytes to cells, inside the child process: SheetJS only ever runs here. A first pass reads the head of each sheet
 * and recognises those that matter; the others are named and never converted.
 */
import * as XLSX from 'xlsx'
import {
  adresseDe,
  type Cellule,
  type Classeur,
  type Feuille,
  type Fusion,
  LIMITES,
  type Ligne,
  type RefusDeLecture,
} from '#lib/domain/guichet/recensement/classeur.ts'
import type { ColonnesDites } from '#lib/domain/guichet/recensement/correspondance.ts'
import { LIGNES_DE_TETE, recognizeFeuille } from '#lib/domain/guichet/recensement/feuilles.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { checkArchive } from './archive.ts'
import { listSeparateurs, parseCsv } from './csv.ts'
import { decodeText } from './encodage.ts'
import { identifyFormat } from './signature.ts'

type Lecture = Resultat<Classeur, RefusDeLecture>
const ALL_ROWS = 1_048_576
/** Merged ranges of a sheet that are looked at. */
const FUSIONS_MAX = 20_000
const OPTIONS = {
  type: 'buffer',
  dense: true,
  cellNF: true,
  cellText: true,
  cellHTML: false,
  cellFormula: false,
} as const

/** Reads a workbook or a text table. Never throws for a bad file: it says why. */
export async function convert(bytes: Buffer, colonnes: ColonnesDites = new Map()): Promise<Lecture> {
  if (bytes.length > LIMITES.octets) return refuse({ code: 'fichier-trop-gros', octets: bytes.length })
  const format = identifyFormat(bytes)
  if (!format.ok) return format
  if (format.value === 'texte') return checkSize(convertText(bytes, colonnes))
  if (format.value === 'zip') {
    const archive = await checkArchive(bytes)
    if (!archive.ok) return archive
  }
  try {
    return checkSize(convertWorkbook(bytes, colonnes))
  } catch (error) {
    const isProtected = error instanceof Error && /password|encrypt/i.test(error.message)
    return refuse({ code: isProtected ? 'fichier-protege' : 'fichier-abime' })
  }
}

/** The separator under which the head is recognised with most columns: prose and hours hold commas too. */
function convertText(bytes: Buffer, colonnes: ColonnesDites): Feuille[] {
  const text = decodeText(bytes)
  const [best] = listSeparateurs(text)
    .map((separateur) => {
      const head = toFilledLignes(parseCsv(text, separateur, LIGNES_DE_TETE))
      return { separateur, colonnes: recognizeFeuille(head, [], colonnes)?.entetes.colonnes.size ?? 0 }
    })
    .toSorted((a, b) => b.colonnes - a.colonnes)
  if (!best || best.colonnes === 0) return [{ nom: 'CSV', lignes: [] }]
  return [{ nom: 'CSV', lignes: toFilledLignes(parseCsv(text, best.separateur)) }]
}

function toFilledLignes(rows: readonly (readonly string[])[]): Ligne[] {
  return rows.flatMap((row, index) => {
    const cellules = row.flatMap((texte, colonne) =>
      texte.trim() === ''
        ? []
        : [{ colonne, cellule: { adresse: adresseDe(colonne, index + 1), valeur: texte, texte } }],
    )
    return cellules.length > 0 ? [{ numero: index + 1, cellules }] : []
  })
}

function convertWorkbook(bytes: Buffer, colonnes: ColonnesDites): Feuille[] {
  const heads = XLSX.read(bytes, { ...OPTIONS, sheetRows: LIGNES_DE_TETE })
  const wanted = heads.SheetNames.filter((nom) =>
    recognizeFeuille(toLignes(heads, nom), toFusions(heads, nom), colonnes),
  )
  const whole = wanted.length > 0 ? XLSX.read(bytes, { ...OPTIONS, sheetRows: ALL_ROWS, sheets: wanted }) : heads
  return heads.SheetNames.map((nom): Feuille => {
    if (!wanted.includes(nom)) return { nom, lignes: [] }
    const fusions = toFusions(whole, nom)
    return { nom, lignes: toLignes(whole, nom), ...(fusions.length > 0 && { fusions }) }
  })
}

const toFusions = (book: XLSX.WorkBook, nom: string): Fusion[] =>
  (book.Sheets[nom]?.['!merges'] ?? []).slice(0, FUSIONS_MAX).map(({ s, e }) => ({
    haut: s.r + 1,
    bas: e.r + 1,
    gauche: s.c,
    droite: e.c,
  }))

/** The cells that hold something. The declared range of a sheet is not believed: only what is there is walked. */
function toLignes(book: XLSX.WorkBook, nom: string): Ligne[] {
  const data = book.Sheets[nom]?.['!data'] ?? []
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  const lignes: Ligne[] = []
  data.forEach((row, index) => {
    const cellules: Ligne['cellules'][number][] = []
    row?.forEach((cell, colonne) => {
      const cellule = cell && toCellule(cell, adresseDe(colonne, index + 1), date1904)
      if (cellule) cellules.push({ colonne, cellule })
    })
    if (cellules.length > 0) lignes.push({ numero: index + 1, cellules })
  })
  return lignes
}

function toCellule(cell: XLSX.CellObject, adresse: string, date1904: boolean): Cellule | undefined {
  if (cell.v === undefined || cell.v === null || cell.t === 'z') return undefined
  if (cell.t === 'e') return { adresse, valeur: cell.w ?? '#ERREUR', texte: cell.w ?? '#ERREUR' }
  if (cell.t === 'b') return { adresse, valeur: cell.v === true, texte: cell.v === true ? 'Oui' : 'Non' }
  if (cell.v instanceof Date) {
    const jour = cell.v.toISOString().slice(0, 10)
    return { adresse, valeur: jour, texte: cell.w ?? jour, jour }
  }
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

function checkSize(feuilles: readonly Feuille[]): Lecture {
  for (const { nom, lignes } of feuilles) {
    if (lignes.length > LIMITES.lignes) return refuse({ code: 'trop-de-lignes', feuille: nom })
    if (lignes.some(({ cellules }) => cellules.length > LIMITES.colonnes))
      return refuse({ code: 'trop-de-colonnes', feuille: nom })
  }
  if (feuilles.every(({ lignes }) => lignes.length === 0))
    return refuse({
      code: 'aucune-feuille-reconnue',
      feuilles: feuilles.map(({ nom }) => nom.slice(0, 60)).slice(0, 20),
    })
  return accept({ feuilles })
}
