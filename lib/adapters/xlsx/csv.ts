/** Text tables as spreadsheet programs export them. Our own reader: the library would turn `01001` into a number. */

export const SEPARATEURS = [';', '\t', ',', '|'] as const

/** What Excel may write on a first line of its own: the separator it means. No program counts it as a line. */
const DECLARE = /^\ufeff?sep=(.)\r?\n/i
/** Quotes that never close and are read again as plain signs; beyond, the rest is taken as it comes. */
const GUILLEMETS_PERDUS = 20

/** The separators to try, the likeliest first: the declared one alone, else by how often the first lines use them. */
export function listSeparateurs(text: string): string[] {
  const declared = DECLARE.exec(text)?.[1]
  if (declared !== undefined) return [declared]
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '')
  const count = (sign: string) => head.split(sign).length
  return SEPARATEURS.toSorted((a, b) => count(b) - count(a))
}

/**
 * Rows of texts; quotes may hold separators, ends of line and doubled quotes. A quote that never closes is a plain
 * sign. `rows` bounds what is read, for a look at the head.
 */
export function parseCsv(source: string, separateur: string, rows = Number.POSITIVE_INFINITY): string[][] {
  const text = source.replace(DECLARE, '').replace(/^\ufeff/, '')
  const parsed: string[][] = []
  let row: string[] = []
  let cell = ''
  /** Nothing but spaces in the cell so far: a quote may still open it. */
  let blank = true
  let opened = -1
  let lost = 0
  let literal = -1
  const endCell = () => {
    row.push(cell)
    cell = ''
    blank = true
  }
  for (let at = 0; at <= text.length && parsed.length < rows; at += 1) {
    if (at === text.length) {
      if (opened < 0 || lost >= GUILLEMETS_PERDUS) break
      lost += 1
      literal = opened
      at = opened
      opened = -1
      cell = ''
      blank = true
    }
    const sign = text[at] ?? ''
    if (opened >= 0) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else opened = -1
    } else if (sign === '"' && blank && at !== literal) {
      cell = ''
      opened = at
      blank = false
    } else if (sign === separateur) endCell()
    else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[at + 1] === '\n') at += 1
      endCell()
      parsed.push(row)
      row = []
    } else {
      cell += sign
      blank &&= sign === ' '
    }
  }
  if (parsed.length < rows && (cell !== '' || row.length > 0)) {
    endCell()
    parsed.push(row)
  }
  return parsed
}
