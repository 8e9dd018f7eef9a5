/** The signs said to be printed are those of the font, one by one. */
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { expect, it } from 'vitest'
import { imprimable, isImprimable, SIGNE_MANQUANT } from '#lib/domain/signes-imprimes.ts'

/** Whether the font of a file draws a sign, as pdfkit asks it. */
function drawsOf(fichier: string): (code: number) => boolean {
  const police = Reflect.get(Object(Reflect.get(new PDFDocument({ font: fichier }), '_font')), 'font')
  const draws = Reflect.get(Object(police), 'hasGlyphForCodePoint')
  return (code) => Reflect.apply(draws, police, [code]) === true
}
const dossier = join(import.meta.dirname, 'polices')

it.each(['Regular', 'SemiBold'])('tout signe dit imprimable est dans la police %s (R-ATS-19)', (nom) => {
  const draws = drawsOf(join(dossier, `SourceSans3-${nom}.ttf`))
  const manquants: string[] = []
  let dits = 0
  for (let code = 0x20; code <= 0x1ffff; code += 1) {
    if (0xd800 <= code && code <= 0xdfff) continue
    const signe = String.fromCodePoint(code)
    // What its normal form is made of is walked under its own code.
    if (signe.normalize('NFC') !== signe || !isImprimable(signe)) continue
    dits += 1
    if (!draws(code)) manquants.push(code.toString(16))
  }
  expect(manquants).toEqual([])
  expect(dits).toBeGreaterThan(1300)
  expect(draws(SIGNE_MANQUANT.codePointAt(0) ?? 0)).toBe(true)
})

it('des langues de l’Union et d’ailleurs s’impriment, d’autres écritures se voient manquer (R-ATS-19)', () => {
  for (const nom of [
    'Éloïse Œuvrard',
    'Nguyễn Đặng',
    'Ćwikła',
    'Șerban',
    'İnönü',
    'Əliyev',
    'Σωκράτης',
    'Щербина',
    'O’Brien',
  ])
    expect(isImprimable(nom), nom).toBe(true)
  // Typed apart, a letter and its accent are one.
  expect(isImprimable('Éloïse'.normalize('NFD'))).toBe(true)
  expect(['محمد', '李', '😀', 'გიორგი', 'Ana 李'].map(isImprimable)).toEqual([false, false, false, false, false])
  expect(imprimable('Ana 李😀')).toBe('Ana □□')
})
