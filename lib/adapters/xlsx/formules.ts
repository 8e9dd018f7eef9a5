/**
 * Formulas that the program which wrote the file did not compute, where the library reads it: it drops them, or takes
 * them for a zero. Said there as our own reader says them (R-REC-46).
 */
import * as XLSX from 'xlsx'
import { adresseDe, FORMULE_SANS_RESULTAT } from '#lib/domain/guichet/recensement/classeur.ts'
import { openPaquet } from './paquet/parties.ts'

/** Whatever letters the part is written in. */
const TEXTE = FORMULE_SANS_RESULTAT.replace(/[^ -~]/g, (sign) => `&#${sign.codePointAt(0)};`)

/** A cell with a formula and no value, under any prefix; its attributes tell whether it may be an empty text. */
const CELLULE =
  /<((?:[\w.-]+:)?)c((?:\s[^<>]*)?)>\s*<\1f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/\1f>)\s*(?:<\1v\s*\/>|<\1v(?:\s[^<>]*)?>\s*<\/\1v>)?\s*<\/\1c>/g
const TYPE = /\st\s*=\s*(["'])(\w+)\1/

const markFeuille = (xml: string): string =>
  xml.replace(CELLULE, (whole, prefix: string, attributs: string) => {
    const type = TYPE.exec(attributs)?.[2] ?? 'n'
    if (type !== 'n') return whole
    const texte = `<${prefix}is><${prefix}t>${TEXTE}</${prefix}t></${prefix}is>`
    return `<${prefix}c${attributs.replace(TYPE, '')} t="inlineStr">${texte}</${prefix}c>`
  })

const CELLULE_D_ODS =
  /<table:table-cell((?:\s[^<>"']*(?:"[^"]*"|'[^']*'))*)\s*(?:\/>|>((?:(?!<\/?table:table-cell[\s>])[\s\S])*)<\/table:table-cell>)/g
/** A text may be empty; what is said to be anything else has its value. */
const RESULTAT = /\soffice:value-type\s*=\s*["']string|\soffice:(?:string-|boolean-|date-|time-)?value\s*=\s*["']/

const markOds = (xml: string): string =>
  xml.replace(CELLULE_D_ODS, (whole, attributs: string, contenu = '') => {
    const isComputed = !/\stable:formula\s*=/.test(attributs) || RESULTAT.test(attributs)
    if (isComputed || /\S/.test(contenu.replace(/<[^<>]*>/g, ''))) return whole
    const kept = attributs.replace(/\soffice:value-type\s*=\s*(?:"[^"]*"|'[^']*')/, '')
    return `<table:table-cell${kept} office:value-type="string"><text:p>${TEXTE}</text:p></table:table-cell>`
  })

/** The same archive, its formulas without a value written as such; itself when it has none. */
export function markFormules(bytes: Buffer): Buffer {
  const paquet = openPaquet(bytes)
  if (!paquet) return bytes
  let isMarked = false
  const mark = (nom: string, hint: RegExp, write: (xml: string) => string): void => {
    const xml = paquet.read(nom)
    if (xml === undefined || !hint.test(xml)) return
    const marked = write(xml)
    if (marked === xml) return
    paquet.write(nom, marked)
    isMarked = true
  }
  for (const nom of paquet.noms())
    if (/(?:^|\/)worksheets\/[^/]+\.xml$/i.test(nom)) mark(nom, /<(?:[\w.-]+:)?f[\s/>]/, markFeuille)
  mark('content.xml', /\stable:formula\s*=/, markOds)
  return isMarked ? paquet.toBytes() : bytes
}

const BOUNDSHEET = 0x85
const BOF = 0x809
const FORMULA = 0x6
/** « Calculate on open »: set by programs that write formulas and compute nothing, with a zero for value. */
const A_CALCULER = 0x2

/** Of a workbook of the old format: by the rank of its sheet, the addresses of formulas that nothing computed. */
export function listFormules(bytes: Buffer): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>()
  const file = XLSX.CFB.read(bytes, { type: 'buffer' })
  const entry = XLSX.CFB.find(file, '/Workbook') ?? XLSX.CFB.find(file, '/Book')
  if (!entry) return found
  const stream = Buffer.from(entry.content)
  const starts: number[] = []
  let feuille = -1
  for (let at = 0; at + 4 <= stream.length; ) {
    const type = stream.readUInt16LE(at)
    const size = stream.readUInt16LE(at + 2)
    const data = at + 4
    if (data + size > stream.length) break
    if (type === BOUNDSHEET && size >= 4) starts.push(stream.readUInt32LE(data))
    else if (type === BOF && starts.includes(at)) feuille = starts.indexOf(at)
    else if (type === FORMULA && size >= 16 && feuille >= 0) {
      const isZero = stream.subarray(data + 6, data + 14).every((byte) => byte === 0)
      if (isZero && (stream.readUInt16LE(data + 14) & A_CALCULER) !== 0) {
        const adresses = found.get(feuille) ?? new Set()
        found.set(feuille, adresses)
        adresses.add(adresseDe(stream.readUInt16LE(data + 2), stream.readUInt16LE(data) + 1))
      }
    }
    at = data + size
  }
  return found
}
