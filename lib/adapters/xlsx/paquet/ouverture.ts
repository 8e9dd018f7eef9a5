/**
 * A workbook of the current format, opened without its sheets: their names and parts, the shared texts, the formats.
 * What is rare or odd throws `HorsDuCommun`, and the library reads the file.
 */
import * as XLSX from 'xlsx'
import { type Entree, readDirectory } from '../archive.ts'
import { readChaines } from './chaines.ts'
import { HorsDuCommun, streamText } from './flux.ts'
import { fromBytes, openPaquet, type Paquet, readPart } from './parties.ts'
import type { Outils } from './rangees.ts'
import { type Relation, readRelations } from './relations.ts'
import { attributDe, listBalises, unescapeXml } from './xml.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const VIDE = `<?xml version="1.0"?>\n<worksheet xmlns="${MAIN}"><sheetData/></worksheet>`

export type Ouvert = Readonly<{
  /** In the order of the workbook; without an entry for what is no sheet of cells. */
  feuilles: readonly Readonly<{ nom: string; entree: Entree | undefined }>[]
  outils: Outils
}>

export async function openClasseur(bytes: Buffer): Promise<Ouvert> {
  const paquet = openPaquet(bytes)
  const entreeDe = openEntrees(bytes)
  const main = paquet && readRelations(paquet, '').find(({ type }) => type.endsWith('/officeDocument'))?.part
  const workbook = main && readPart(paquet, main)
  if (!paquet || !main || !workbook?.includes(MAIN) || workbook.includes('<!')) throw new HorsDuCommun('no workbook')
  const relations = readRelations(paquet, main)
  const feuilles = listFeuilles(workbook, relations)
  const partOf = (kind: string) => relations.find(({ type }) => type.endsWith(`/${kind}`))?.part
  const shared = partOf('sharedStrings')
  const entree = shared === undefined ? undefined : entreeDe(shared)
  const parts = feuilles.map(({ nom, part }) => ({ nom, entree: part === undefined ? undefined : entreeDe(part) }))
  const book = readFormats(paquet, [...feuilles.flatMap(({ part }) => part ?? []), ...(shared ? [shared] : [])])
  if (book.SheetNames.length !== feuilles.length || feuilles.some(({ nom }, at) => nom !== book.SheetNames[at]))
    throw new HorsDuCommun('sheets that are not told alike')
  return {
    feuilles: parts,
    outils: {
      chaines: entree ? await readChaines(streamText(bytes, entree)) : [],
      date1904: book.Workbook?.WBProps?.date1904 === true,
      montre: formatterOf(book),
    },
  }
}

/** Parts by their name. The library holds names alike whatever their case: a part under another one is left to it. */
function openEntrees(bytes: Buffer): (part: string) => Entree {
  const list = readDirectory(bytes) ?? []
  if (new Set(list.map(({ nom }) => nom.toLowerCase())).size < list.length)
    throw new HorsDuCommun('two parts of a name')
  const entrees = new Map(list.map((entree) => [entree.nom, entree]))
  return (part) => {
    const entree = entrees.get(part)
    if (!entree) throw new HorsDuCommun('a part that is named and not there')
    return entree
  }
}

function listFeuilles(workbook: string, relations: readonly Relation[]) {
  return listBalises(workbook).flatMap(({ nom, genre, attributs }) => {
    if (nom !== 'sheet' || genre === 'ferme') return []
    const relation = relations.find(({ id }) => id === attributDe(attributs, 'id'))
    const name = attributDe(attributs, 'name')
    if (!relation || name === undefined) throw new HorsDuCommun('a sheet without its part')
    const part = relation.type.endsWith('/worksheet') ? relation.part : undefined
    return [{ nom: unescapeXml(fromBytes(name)), part }]
  })
}

/** The library reads the rest: what it knows of formats and of old programs is not written twice. */
function readFormats(paquet: Paquet, emptied: readonly string[]): XLSX.WorkBook {
  for (const part of emptied) if (paquet.has(part)) paquet.write(part, VIDE)
  return XLSX.read(paquet.toBytes(), { type: 'buffer', dense: true })
}

/** The format of each style, as the library resolves it; the table of formats is that of the last workbook it read. */
function formatterOf(book: XLSX.WorkBook): Outils['montre'] {
  const { date1904 = false } = book.Workbook?.WBProps ?? {}
  const styles: unknown = Reflect.get(book, 'Styles')
  const found: unknown = typeof styles === 'object' && styles !== null ? Reflect.get(styles, 'CellXf') : undefined
  const list: readonly unknown[] = Array.isArray(found) ? found : []
  const table: Readonly<Record<number, string>> = { ...XLSX.SSF.get_table() }
  const idOf = (xf: unknown): number => {
    const id: unknown = typeof xf === 'object' && xf !== null ? Reflect.get(xf, 'numFmtId') : undefined
    return typeof id === 'number' ? id : 0
  }
  const ids = list.map(idOf)
  return (valeur, style) => {
    const id = ids[style] ?? 0
    const z = table[id]
    // What a number stands for when no part says it, the library knows and does not tell.
    if (z === undefined) throw new HorsDuCommun('a format that is not written')
    if (id === 0 && Number.isInteger(valeur) && Math.abs(valeur) < 2 ** 31) return { w: String(valeur), z }
    return { w: XLSX.SSF.format(z, valeur, { date1904 }), z }
  }
}
