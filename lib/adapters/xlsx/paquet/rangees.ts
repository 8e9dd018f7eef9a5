/** The rows of a sheet as its part is inflated, one at a time; then its merged cells. */
import type * as XLSX from 'xlsx'
import { adresseDe, FORMULE_SANS_RESULTAT, type Fusion, type Ligne } from '#lib/domain/guichet/recensement/classeur.ts'
import { toCellule } from '../cellules.ts'
import { texteDe, texteRiche } from './chaines.ts'
import { HorsDuCommun, isUtf8 } from './flux.ts'

/** What one row may take, as it is written: a hundred cells of the longest texts are a fifth of it. */
const RANGEE_MAX = 16 * 1024 * 1024

export type Outils = Readonly<{
  chaines: readonly string[]
  date1904: boolean
  /** A number as a spreadsheet shows it under this style, and the format that says so. */
  montre: (valeur: number, style: number) => Readonly<{ w: string; z: string }>
}>

export type Feuillet = Readonly<{
  /** Rows that this piece completes; null once the last row has been given. */
  rows: (morceau: string) => Ligne[] | null
  /** To ask after the last piece. */
  fusions: () => Fusion[]
  /** Whether the part ended where it should. */
  isWhole: () => boolean
}>

/**
 * Follows one sheet: its rows up to `lignes`, those beyond are passed over unread. Throws `HorsDuCommun` when what is
 * read is not written as programs write it.
 */
export function openFeuillet(
  outils: Outils,
  { fusions: fusionsMax, lignes: lignesMax }: Readonly<{ fusions: number; lignes: number }>,
): Feuillet {
  const fusions: Fusion[] = []
  let where: 'before' | 'rows' | 'beyond' | 'after' = 'before'
  let rest = ''
  let last = 0
  const enter = (): void => {
    const start = /<sheetData(?:\s[^>]*)?(\/?)>/.exec(rest)
    if (!start) {
      if (rest.length > RANGEE_MAX) throw new HorsDuCommun('a sheet without rows')
      return
    }
    const head = rest.slice(0, start.index)
    if (!/<worksheet[\s>]/.test(head) || head.includes('<!') || !isUtf8(head))
      throw new HorsDuCommun('not the part of a sheet')
    where = start[1] ? 'after' : 'rows'
    rest = rest.slice(start.index + start[0].length)
  }
  const readRows = (): Ligne[] => {
    const lignes: Ligne[] = []
    let at = 0
    for (;;) {
      const start = rest.indexOf('<', at)
      if (start < 0) break
      if (rest.startsWith(FIN_DES_RANGEES, start)) {
        where = 'after'
        at = start + FIN_DES_RANGEES.length
        break
      }
      const open = rest.indexOf('>', start)
      if (open < 0) break
      if (!/^<row[\s/>]/.test(rest.slice(start, start + 5))) throw new HorsDuCommun('something else than a row')
      const isEmpty = rest[open - 1] === '/'
      const end = isEmpty ? open : rest.indexOf('</row>', open)
      if (end < 0) break
      const numero = numeroDe(rest.slice(start, open), last)
      last = numero
      if (numero > lignesMax) {
        where = 'beyond'
        break
      }
      const cellules = isEmpty ? [] : readCellules(rest.slice(open + 1, end), numero, outils)
      if (cellules.length > 0) lignes.push({ numero, cellules })
      at = isEmpty ? open + 1 : end + 6
    }
    rest = rest.slice(at)
    if (rest.length > RANGEE_MAX) throw new HorsDuCommun('a row without an end')
    return lignes
  }
  const passRows = (): void => {
    const end = rest.indexOf(FIN_DES_RANGEES)
    if (end >= 0) where = 'after'
    // What may be the start of the end is kept.
    rest = end >= 0 ? rest.slice(end + FIN_DES_RANGEES.length) : rest.slice(-FIN_DES_RANGEES.length)
  }
  const readFusions = (): void => {
    let at = 0
    for (const { index, 0: balise } of rest.matchAll(BALISE_DE_FUSION)) {
      at = index + balise.length
      const found = FUSION.exec(balise)
      if (!found) throw new HorsDuCommun('cells merged in other words')
      if (fusions.length < fusionsMax) fusions.push(toFusion(found))
    }
    // What may be the start of one more is kept.
    rest = rest.slice(Math.max(at, rest.lastIndexOf('<')))
    if (rest.length > RANGEE_MAX) throw new HorsDuCommun('a tag without an end')
  }
  return {
    rows: (morceau) => {
      rest += morceau
      if (where === 'before') enter()
      const lignes = where === 'rows' ? readRows() : null
      if (where === 'beyond') passRows()
      if (where === 'after') readFusions()
      return lignes
    },
    fusions: () => fusions,
    isWhole: () => where === 'after' && /<\/worksheet>\s*$/.test(rest),
  }
}

const FIN_DES_RANGEES = '</sheetData>'
/** Under any prefix, with whatever attributes: one that is not read must be known. */
const BALISE_DE_FUSION = /<(?:[\w.-]+:)?mergeCell(?=[\s/>])[^<>]*>/g
const FUSION = /^<mergeCell\s+ref=(["'])([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?\1\s*\/?>$/

function toFusion([, , gauche = '', haut = '', droite = gauche, bas = haut]: RegExpExecArray): Fusion {
  return { haut: Number(haut), bas: Number(bas), gauche: colonneDe(gauche), droite: colonneDe(droite) }
}

function numeroDe(tag: string, last: number): number {
  const written = /\sr\s*=\s*["'](\d{1,7})["']/.exec(tag)?.[1]
  const numero = written === undefined ? last + 1 : Number(written)
  if (numero <= last) throw new HorsDuCommun('rows out of order')
  return numero
}

/** Counted from 0. */
function colonneDe(letters: string): number {
  let colonne = 0
  for (let at = 0; at < letters.length; at += 1) colonne = colonne * 26 + letters.charCodeAt(at) - 64
  return colonne - 1
}

/** A cell as nearly every program writes it, then as it may be written. */
const COURANTE = /<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="(\w+)")?(\/?)>/y
const ATTRIBUTS = {
  r: /\sr\s*=\s*["']([A-Z]{1,3})\d+["']/,
  s: /\ss\s*=\s*["'](\d+)["']/,
  t: /\st\s*=\s*["'](\w+)["']/,
}

type Ouverture = Readonly<{ lettres: string | undefined; style: number; type: string; vide: boolean; fin: number }>

function openCellule(row: string, at: number): Ouverture {
  COURANTE.lastIndex = at
  const found = COURANTE.exec(row)
  if (found) {
    const [, lettres, style, type = 'n', slash] = found
    return { lettres, style: Number(style ?? 0), type, vide: slash === '/', fin: COURANTE.lastIndex }
  }
  const fin = row.indexOf('>', at) + 1
  const tag = row.slice(at, fin)
  if (fin === 0 || !/^<c[\s/>]/.test(tag)) throw new HorsDuCommun('something else than a cell')
  const [lettres, style, type = 'n'] = [ATTRIBUTS.r, ATTRIBUTS.s, ATTRIBUTS.t].map((pattern) => pattern.exec(tag)?.[1])
  if (lettres === undefined && /\sr\s*=/.test(tag)) throw new HorsDuCommun('a cell that is nowhere')
  return { lettres, style: Number(style ?? 0), type, vide: tag.endsWith('/>'), fin }
}

function readCellules(row: string, numero: number, outils: Outils): Ligne['cellules'][number][] {
  if (row.includes('<!')) throw new HorsDuCommun('a row with a comment')
  const cellules: Ligne['cellules'][number][] = []
  let colonne = -1
  for (let at = row.indexOf('<'); at >= 0; ) {
    const { lettres, style, type, vide, fin } = openCellule(row, at)
    const here = lettres === undefined ? colonne + 1 : colonneDe(lettres)
    if (here <= colonne) throw new HorsDuCommun('cells out of order')
    colonne = here
    if (vide) {
      at = row.indexOf('<', fin)
      continue
    }
    const end = row.indexOf('</c>', fin)
    if (end < 0) throw new HorsDuCommun('a cell without an end')
    const cell = toCell(row.slice(fin, end), type, style, outils)
    const cellule = cell && toCellule(cell, adresseDe(colonne, numero), outils.date1904)
    if (cellule) cellules.push({ colonne, cellule })
    at = row.indexOf('<', end + 4)
  }
  return cellules
}

const VALEUR = /<v(?:\s[^>]*)?>([^<]*)<\/v>/
const SANS_VALEUR = /^(?:(?!<v[\s/>])[\s\S])*(?:<v\s*\/>|<v>\s*<\/v>)?\s*$/
const FORMULE = /<f[\s/>]/
const AUTRE_VALEUR = /<(?:[\w.-]+:)?v(?=[\s>])/
/** A decimal as XML Schema writes it: what else `Number` would read (`0x10`), the library reads otherwise. */
const NOMBRE = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i

function toCell(inside: string, type: string, style: number, outils: Outils): XLSX.CellObject | undefined {
  if (type === 'inlineStr') {
    const written = /<is(?:\s[^>]*)?>([\s\S]*)<\/is>/.exec(inside)?.[1]
    if (written === undefined && inside.includes('<')) throw new HorsDuCommun('a text in other words')
    return written === undefined ? undefined : { t: 's', v: texteRiche(written) }
  }
  const value = VALEUR.exec(inside)?.[1]
  // A formula whose text is empty says so by its type: without one, the program that wrote it computed nothing.
  if (type === 'n' && SANS_VALEUR.test(inside) && FORMULE.test(inside)) return { t: 's', v: FORMULE_SANS_RESULTAT }
  if (value === undefined && AUTRE_VALEUR.test(inside)) throw new HorsDuCommun('a value in other words')
  if (value === undefined || value === '') return undefined
  switch (type) {
    case 's': {
      if (value.trim() === '') return undefined
      const shared = /^\s*\d+\s*$/.test(value) ? outils.chaines[Number(value)] : undefined
      if (shared === undefined) throw new HorsDuCommun('a text that is not in the table')
      return { t: 's', v: shared }
    }
    case 'str':
      return { t: 's', v: texteDe(value) }
    case 'b':
      return { t: 'b', v: value === '1' || value === 'true' }
    case 'e':
      return { t: 'e', v: 0, w: texteDe(value) }
    case 'n': {
      // A blank would be 0 to `Number`: empty is never stored as 0.
      if (value.trim() === '') return undefined
      const number = Number(value)
      if (!NOMBRE.test(value) || !Number.isFinite(number)) throw new HorsDuCommun('a number that is none')
      return { t: 'n', v: number, ...outils.montre(number, style) }
    }
    default:
      throw new HorsDuCommun(`a cell of type ${type}`)
  }
}
