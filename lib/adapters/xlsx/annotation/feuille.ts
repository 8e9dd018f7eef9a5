/** The XML of one sheet, with the marked cells in another style. Every other cell and element is left as written. */
import { lettresDe } from '#lib/domain/guichet/recensement/classeur.ts'
import type { Gravite } from '#lib/domain/guichet/recensement/remarques.ts'
import { inBytes } from '../paquet/parties.ts'
import { relationAttribut } from '../paquet/relations.ts'
import { attributDe, type Balise, escapeXml, scanBalises, withAttribut } from '../paquet/xml.ts'
import type { Styles } from './styles.ts'

export type Lieu = Readonly<{ ligne: number; colonne: number }>

/** `B7` is row 7, column 1 (columns count from 0, rows from 1); undefined when it is no address. */
export function lieuDe(adresse: string): Lieu | undefined {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(adresse)
  if (!found) return undefined
  const colonne = [...(found[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { ligne: Number(found[2]), colonne }
}
export const adresseDuLieu = ({ ligne, colonne }: Lieu): string => `${lettresDe(colonne)}${ligne}`

/** Where a mark must stand: a cell inside a merged block shows through the first of it. */
export function anchorsOf(xml: string): (adresse: string) => Readonly<{ ancre: string; isFusion: boolean }> {
  const blocks: Readonly<{ debut: Lieu; fin: Lieu }>[] = []
  const scan = scanBalises(xml, Math.max(0, xml.lastIndexOf('sheetData>')))
  for (let balise = scan.next(); balise; balise = scan.next()) {
    if (balise.nom !== 'mergeCell') continue
    const [debut, fin] = (attributDe(balise.attributs, 'ref') ?? '').split(':').map(lieuDe)
    if (debut && fin) blocks.push({ debut, fin })
  }
  return (adresse) => {
    const lieu = lieuDe(adresse)
    const block =
      lieu &&
      blocks.find(
        ({ debut, fin }) =>
          debut.ligne <= lieu.ligne &&
          lieu.ligne <= fin.ligne &&
          debut.colonne <= lieu.colonne &&
          lieu.colonne <= fin.colonne,
      )
    return { ancre: block ? adresseDuLieu(block.debut) : adresse, isFusion: block !== undefined }
  }
}

/** The style that an empty cell would take from its row or its column. */
function defaultStyles(xml: string, until: number): (colonne: number, rowAttributs: string) => number {
  const columns: Readonly<{ min: number; max: number; style: number }>[] = []
  const scan = scanBalises(xml.slice(0, until))
  for (let balise = scan.next(); balise; balise = scan.next()) {
    if (balise.nom !== 'col') continue
    const [min, max, style] = ['min', 'max', 'style'].map((nom) => Number(attributDe(balise.attributs, nom) ?? 0))
    columns.push({ min: min ?? 0, max: max ?? 0, style: style ?? 0 })
  }
  return (colonne, rowAttributs) =>
    /^(?:1|true)$/.test(attributDe(rowAttributs, 'customFormat') ?? '')
      ? Number(attributDe(rowAttributs, 's') ?? 0)
      : (columns.find(({ min, max }) => min <= colonne + 1 && colonne + 1 <= max)?.style ?? 0)
}

/** The gravity of a cell, and the text to write in it when there is one. */
export type MarqueDeCellule = Readonly<{ gravite: Gravite; valeur?: string | undefined }>

/** `marques`: by address. Undefined when the part is not a sheet of cells. */
export function markFeuille(
  xml: string,
  marques: ReadonlyMap<string, MarqueDeCellule>,
  styles: Styles,
): string | undefined {
  const scan = scanBalises(xml)
  let data = scan.next()
  while (data && data.nom !== 'sheetData') data = scan.next()
  if (!data) return undefined
  if (data.genre === 'seule') return xml
  const styleOf = defaultStyles(xml, data.debut)
  const wanted = new Map<number, Map<number, MarqueDeCellule>>()
  for (const [adresse, marque] of marques) {
    const lieu = lieuDe(adresse)
    if (!lieu) continue
    const row = wanted.get(lieu.ligne) ?? new Map<number, MarqueDeCellule>()
    wanted.set(lieu.ligne, row.set(lieu.colonne, marque))
  }
  const pieces: string[] = []
  let copied = 0
  const replace = (debut: number, fin: number, texte: string) => {
    pieces.push(xml.slice(copied, debut), texte)
    copied = fin
  }
  let ligne = 0
  for (let row = scan.next(); row && row.nom !== 'sheetData'; row = scan.next()) {
    if (row.nom !== 'row' || row.genre === 'ferme') continue
    ligne = Number(attributDe(row.attributs, 'r') ?? ligne + 1)
    markRow(row, wanted.get(ligne) ?? new Map<number, MarqueDeCellule>())
  }
  pieces.push(xml.slice(copied))
  return pieces.join('')

  function markRow(row: Balise, todo: Map<number, MarqueDeCellule>) {
    const blank = (colonne: number, { gravite, valeur }: MarqueDeCellule) =>
      cellXml(row.prefixe, {
        adresse: adresseDuLieu({ ligne, colonne }),
        style: styles.colour(styleOf(colonne, row.attributs), gravite),
        valeur,
      })
    const take = (until: number): string => {
      const before = [...todo].filter(([colonne]) => colonne < until).sort(([a], [b]) => a - b)
      for (const [colonne] of before) todo.delete(colonne)
      return before.map(([colonne, marque]) => blank(colonne, marque)).join('')
    }
    // A hint of which columns the row fills: a cell added past it would make it false.
    const attributs = todo.size > 0 ? row.attributs.replace(/\sspans\s*=\s*(?:"[^"]*"|'[^']*')/, '') : row.attributs
    if (row.genre === 'seule') {
      if (todo.size > 0)
        replace(
          row.debut,
          row.fin,
          `<${row.prefixe}row${attributs}>${take(Number.POSITIVE_INFINITY)}</${row.prefixe}row>`,
        )
      return
    }
    if (todo.size > 0) replace(row.debut, row.fin, `<${row.prefixe}row${attributs}>`)
    let colonne = -1
    for (let tag = scan.next(); tag; tag = scan.next()) {
      if (tag.nom === 'row') {
        const rest = take(Number.POSITIVE_INFINITY)
        if (rest) replace(tag.debut, tag.debut, rest)
        return
      }
      if (tag.nom !== 'c' || tag.genre === 'ferme') continue
      colonne = lieuDe(attributDe(tag.attributs, 'r') ?? '')?.colonne ?? colonne + 1
      markCell(tag, todo, take, colonne)
    }
  }

  function markCell(tag: Balise, todo: Map<number, MarqueDeCellule>, take: (until: number) => string, colonne: number) {
    const inserted = take(colonne)
    const { gravite, valeur } = todo.get(colonne) ?? {}
    const style = Number(attributDe(tag.attributs, 's') ?? 0)
    todo.delete(colonne)
    const end = gravite !== undefined && valeur !== undefined ? endOfValue(tag) : undefined
    if (gravite !== undefined && end !== undefined) {
      const adresse = adresseDuLieu({ ligne, colonne })
      const cell = cellXml(tag.prefixe, { adresse, style: styles.colour(style, gravite), valeur })
      replace(tag.debut, end, `${inserted}${cell}`)
      return
    }
    const number = gravite ? styles.colour(style, gravite) : styles.isOurs(style) ? styles.bare(style) : undefined
    if (number === undefined && inserted === '') return
    const attributs = number === undefined ? tag.attributs : withAttribut(tag.attributs, 's', number)
    replace(tag.debut, tag.fin, `${inserted}<${tag.prefixe}c${attributs}${tag.genre === 'seule' ? '/>' : '>'}`)
  }

  /** Where the cell ends, when what it holds may be replaced: other cells or the chain of calculation know a formula. */
  function endOfValue(tag: Balise): number | undefined {
    if (tag.genre === 'seule') return tag.fin
    const ahead = scanBalises(xml, tag.fin)
    for (let inside = ahead.next(); inside; inside = ahead.next()) {
      if (inside.nom === 'f') return undefined
      if (inside.nom !== 'c') continue
      scan.jump(inside.fin)
      return inside.fin
    }
    return undefined
  }
}

/** A cell of ours: empty, or a text that no program takes for a formula. */
function cellXml(
  prefixe: string,
  { adresse, style, valeur }: Readonly<{ adresse: string; style: number; valeur: string | undefined }>,
): string {
  const start = `<${prefixe}c r="${adresse}" s="${style}"`
  if (valeur === undefined || valeur === '') return `${start}/>`
  const texte = inBytes(escapeXml(valeur))
  return `${start} t="inlineStr"><${prefixe}is><${prefixe}t xml:space="preserve">${texte}</${prefixe}t></${prefixe}is></${prefixe}c>`
}

const APRES_LE_DESSIN = new Set([
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
  'AlternateContent',
])

/** The relation that draws the comments of the sheet: the one it has, or `id` once written where the format wants it. */
export function withDessin(xml: string, id: string): Readonly<{ xml: string; id: string }> | undefined {
  const scan = scanBalises(xml, Math.max(0, xml.lastIndexOf('sheetData')))
  let depth = 0
  let place: number | undefined
  let prefixe = ''
  for (let balise = scan.next(); balise; balise = scan.next()) {
    if (depth === 0 && balise.nom === 'legacyDrawing') return { xml, id: attributDe(balise.attributs, 'id') ?? id }
    if (depth === 0 && place === undefined && APRES_LE_DESSIN.has(balise.nom)) place = balise.debut
    if (balise.nom === 'worksheet' && balise.genre === 'ferme') {
      place ??= balise.debut
      prefixe = balise.prefixe
    }
    if (balise.genre === 'ouvre') depth += 1
    if (balise.genre === 'ferme' && depth > 0) depth -= 1
  }
  if (place === undefined) return undefined
  const dessin = `<${prefixe}legacyDrawing ${relationAttribut(xml, id)}/>`
  return { xml: `${xml.slice(0, place)}${dessin}${xml.slice(place)}`, id }
}
