import { describe, expect, it } from 'vitest'
import { datesDe1904, parseJourEcrit, parseJourEcritDeToutSiecle, readJour } from './jours.ts'
import { ligneDe } from './testing.ts'

const cellule = (valeur: string | number, jour?: string) => ({
  adresse: 'A1',
  valeur,
  texte: String(valeur),
  ...(jour && { jour }),
})

describe('les jours écrits dans une cellule (R-REC-20)', () => {
  it.each([
    ['03/03/2026', '2026-03-03'],
    ['3/3/2026', '2026-03-03'],
    ['2026-03-03', '2026-03-03'],
    ['2026-03-03T00:00:00.000Z', '2026-03-03'],
    ['1er mars 2026', '2026-03-01'],
    ['mardi 3 août 2027', '2027-08-03'],
    ['29/02/2024', '2024-02-29'],
  ])('lit %s', (typed, day) => expect(parseJourEcrit(typed)).toBe(day))

  it.each(['29/02/2025', '31/04/2026', '03/03/26', '2026', 'hier', '13/13/2026', ''])('refuse « %s »', (typed) =>
    expect(parseJourEcrit(typed)).toBeUndefined(),
  )

  it('distingue un jour d’un autre siècle d’un jour qui n’existe pas, pour qui le demande', () => {
    for (const typed of ['12/03/1800', '1800-03-12', '12 mars 1800']) {
      expect(parseJourEcrit(typed)).toBeUndefined()
      expect(parseJourEcritDeToutSiecle(typed)).toBe('1800-03-12')
    }
    expect(parseJourEcritDeToutSiecle('31/02/1800')).toBeUndefined()
  })

  it('lit une date du tableur, et un nombre de jours qui a perdu son format', () => {
    expect(readJour(cellule(46_084, '2026-03-03'))).toBe('2026-03-03')
    expect(readJour(cellule(46_084))).toBe('2026-03-03')
    expect(readJour(cellule(12))).toBeUndefined()
  })

  it('compte depuis 1904 le nombre de jours d’un classeur qui compte ainsi', () => {
    const [ligne] = datesDe1904([ligneDe(2, ['Mairie', 46_084 - 1462, 46_084 - 1462, 3])], new Set([1, 3]))
    expect(ligne?.cellules.map(({ cellule: { jour } }) => jour)).toEqual([
      undefined,
      '2026-03-03',
      undefined,
      undefined,
    ])
  })
})
