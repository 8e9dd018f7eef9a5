import { describe, expect, it } from 'vitest'
import { parseJourEcrit, readFermetures, readJour } from './jours.ts'

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

  it('lit une date du tableur, et un nombre de jours qui a perdu son format', () => {
    expect(readJour(cellule(46_084, '2026-03-03'))).toBe('2026-03-03')
    expect(readJour(cellule(46_084))).toBe('2026-03-03')
    expect(readJour(cellule(12))).toBeUndefined()
  })
})

describe('les fermetures exceptionnelles', () => {
  it('lit des jours et des périodes, dans l’ordre', () => {
    expect(readFermetures(cellule('24/12/2026; 01/08/2026-15/08/2026'))).toEqual({
      fermetures: [
        { du: '2026-08-01', au: '2026-08-15' },
        { du: '2026-12-24', au: '2026-12-24' },
      ],
      illisibles: [],
    })
    expect(readFermetures(cellule('du 1er août 2026 au 15 août 2026')).fermetures).toEqual([
      { du: '2026-08-01', au: '2026-08-15' },
    ])
    expect(readFermetures(cellule('2026-08-01 - 2026-08-15')).fermetures).toHaveLength(1)
  })
  it('accepte un seul jour, refuse une période à l’envers (R-REC-08)', () => {
    expect(readFermetures(cellule('15/08/2026-15/08/2026')).fermetures).toEqual([
      { du: '2026-08-15', au: '2026-08-15' },
    ])
    expect(readFermetures(cellule('15/08/2026-14/08/2026')).illisibles).toEqual(['15/08/2026-14/08/2026'])
    expect(readFermetures(cellule('Noël')).illisibles).toEqual(['Noël'])
  })
})
