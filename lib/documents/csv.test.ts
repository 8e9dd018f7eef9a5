import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cellule, formatLine, guardFormula, SEPARATEUR, streamCsv } from './csv.ts'

/** A strict RFC 4180 reader, written apart from the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (text[at] !== '"') cell += text[at]
        else if (text[at + 1] === '"') {
          cell += '"'
          at += 1
        } else break
      }
      at += 1
    } else {
      while (at < text.length && text[at] !== SEPARATEUR && text[at] !== '\r') cell += text[at++]
    }
    row.push(cell)
    if (text[at] === SEPARATEUR) at += 1
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n')
      at += 2
      rows.push(row)
      row = []
    }
  }
  return rows
}
const unguard = (text: string): string =>
  /^'+(?:[\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠﹢﹣﹦﹫])/u.test(text) ? text.slice(1) : text

/** What people, and people who mean harm, write. */
const HOSTILE = [
  '=1+1',
  '=HYPERLINK("http://x.invalid";"Cliquez")',
  '+33 5 61 00 00 00',
  '-2+3+cmd|’ /C calc’!A0',
  '@SUM(1;1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '\u200B=1+1',
  '＝1+1',
  '\0=1+1',
  "'=1+1",
  '"=1+1"',
  'a";=1+1;"b',
  '<script>alert(1)</script>',
  '</td><b>gras',
]

describe('le CSV', () => {
  it('rend chaque texte tel qu’il a été écrit, à l’apostrophe de garde près', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab=+-@\'";,\t\r\n é 1') }).filter((value) => value !== '')
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 1 }), (rows) => {
        const read = readCsv(rows.map((cells) => formatLine(cells)).join(''))
        expect(read.map((cells) => cells.map(unguard))).toEqual(rows)
      }),
    )
  })

  it('ne laisse aucun texte commencer comme une formule', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...HOSTILE)), (text) => {
        const [[cell = ''] = []] = readCsv(formatLine([text]))
        expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
        expect(cell.trimStart()).not.toMatch(/^[=+\-@]/)
      }),
    )
  })

  it.each(HOSTILE)('montre comme un texte : %j', (text) => {
    expect(readCsv(formatLine([text, 'suite']))).toEqual([[guardFormula(text.replaceAll('\0', '')), 'suite']])
  })

  it('garde les nombres, même négatifs, et laisse vide ce qui est inconnu', () => {
    const cells: Cellule[] = [-12, 1.5, 0, Number.NaN, null, undefined, true, false]
    expect(formatLine(cells)).toBe('-12;1.5;0;;;;oui;non\r\n')
  })

  it('n’abîme ni les codes ni les noms', () => {
    expect(formatLine(['01001', '2A004', 'L’Haÿ-les-Roses', 'mairie@exemple.invalid'])).toBe(
      '01001;2A004;L’Haÿ-les-Roses;mairie@exemple.invalid\r\n',
    )
  })

  it('sort ligne à ligne, en-tête et marque d’ordre des octets d’abord', async () => {
    const lines: string[] = []
    for await (const line of streamCsv(
      [{ titre: 'code', valeur: (row: { code: string }) => row.code }],
      [{ code: '09122' }],
    ))
      lines.push(line)
    expect(lines).toEqual(['\uFEFFcode\r\n', '09122\r\n'])
  })
})
