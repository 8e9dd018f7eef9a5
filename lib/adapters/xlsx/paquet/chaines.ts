/** The texts of a workbook: the table that its cells share, and those that a cell holds itself. */

import { HorsDuCommun, isUtf8 } from './flux.ts'
import { unescapeXml } from './xml.ts'

/** What one text may take, as it is written: far more than the 32,767 signs of a cell. */
const TEXTE_MAX = 4 * 1024 * 1024

/** A text as it is shown: entities and the escapes of spreadsheets undone, ends of line alike. */
export function texteDe(written: string): string {
  const plain = written.includes('&') ? unescapeXml(written) : written
  const shown = plain.includes('_x')
    ? plain.replace(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : plain
  return shown.includes('\r') ? shown.replaceAll('\r\n', '\n') : shown
}

const SIMPLE = /^\s*<t(?:\s[^>]*)?>([^<]*)<\/t>/
const MORCEAUX = /<t(?:\s[^>]*)?>([^<]*)<\/t>/g

/** What an `<si>` or an `<is>` holds: its runs one after the other, without how they are pronounced. */
export function texteRiche(inside: string): string {
  const simple = SIMPLE.exec(inside)
  if (simple) return texteDe(simple[1] ?? '')
  if (/<[\w.-]+:[tr][\s/>]/.test(inside)) throw new HorsDuCommun('a text under a prefix')
  if (!inside.includes('<t')) return ''
  const said = inside.replace(/<rPh\b[\s\S]*?<\/rPh>/g, '')
  return texteDe([...said.matchAll(MORCEAUX)].map(([, text]) => text).join(''))
}

/** Reads the shared table. Throws `HorsDuCommun` when it is not written as programs write it. */
export async function readChaines(morceaux: AsyncIterable<string>): Promise<string[]> {
  const chaines: string[] = []
  let rest = ''
  let opened = false
  for await (const morceau of morceaux) {
    rest += morceau
    if (!opened && !/<sst[\s>]/.test(rest)) {
      if (rest.length > TEXTE_MAX) throw new HorsDuCommun('no table of texts')
      continue
    }
    if (!opened && !isUtf8(rest)) throw new HorsDuCommun('not in UTF-8')
    opened = true
    rest = rest.slice(readWhole(rest, chaines))
    if (rest.length > TEXTE_MAX) throw new HorsDuCommun('a text without an end')
  }
  if (!opened || !/<sst[^>]*\/>\s*$|<\/sst>\s*$/.test(rest)) throw new HorsDuCommun('a table of texts cut short')
  return chaines
}

/** Adds the texts that are whole, and tells where they end. */
function readWhole(text: string, chaines: string[]): number {
  let at = 0
  for (;;) {
    const start = text.indexOf('<si', at)
    if (start < 0) return at
    const open = text.indexOf('>', start)
    if (open < 0) return at
    if (text[open - 1] === '/') {
      chaines.push('')
      at = open + 1
      continue
    }
    const end = text.indexOf('</si>', open)
    if (end < 0) return at
    const inside = text.slice(open + 1, end)
    if (inside.includes('<!')) throw new HorsDuCommun('a text with a comment')
    chaines.push(texteRiche(inside))
    at = end + 5
  }
}
