import { describe, expect, it } from 'vitest'
import { direCellules, type RangDuFichier } from './cellules.ts'
import { changementsDesChiffres, changementsDuPoint } from './changements.ts'

const rang: RangDuFichier = {
  ligne: 12,
  lettres: {
    nom: 'B',
    codeGuichet: 'H',
    voie: 'J',
    complement: 'K',
    codePostal: 'L',
    latitude: 'O',
    lundi: 'Q',
    telephone: 'AA',
    publicReserve: 'AH',
    territoire: 'AI',
    accessibilitePmr: 'AJ',
  },
  remplies: ['nom', 'voie', 'codePostal', 'telephone'],
}

describe('de quelle cellule vient un changement', () => {
  it.each([
    ['nom', false, 'cellule B12'],
    ['telephone', false, 'cellule AA12'],
    // Of an address, what was written; not its complement, which was left empty.
    ['adresse', false, 'cellules J12, L12'],
    // The file empties the field: these are the cells that it left empty.
    ['horaires', true, 'cellule Q12'],
    // A position that follows from the address, a canal given once for the file: no cell says it.
    ['position', false, undefined],
    ['canal', false, undefined],
    ['courriel', true, undefined],
    // An empty cell that means « tout public », « inconnue »: it made the change.
    ['publicReserve', false, 'cellule AH12'],
    ['accessibilitePmr', false, 'cellule AJ12'],
    // An empty cell whose value follows from the address, or from the centre: it made none.
    ['territoire', false, undefined],
    ['codeGuichet', false, undefined],
  ])('%s (vide : %s)', (champ, estVide, dit) => {
    expect(direCellules(champ, estVide, rang)).toBe(dit)
  })

  it('ne se dit pas d’une adresse dont une partie est faite de plusieurs cellules', () => {
    const { voie: _, ...lettres } = rang.lettres
    expect(direCellules('adresse', false, { ...rang, lettres })).toBeUndefined()
    expect(direCellules('adresse', false, { ...rang, lettres, remplies: ['codePostal'] })).toBe('cellule L12')
  })

  it('se dit à côté du champ, et seulement d’un changement qui vient d’un fichier', () => {
    const [avant, apres] = [{ telephone: '05 36 49 00 01' }, { telephone: '05 36 49 00 02' }]
    const dit = { champ: 'Téléphone', avant: avant.telephone, apres: apres.telephone }
    expect(changementsDuPoint(avant, apres)).toEqual([dit])
    expect(changementsDuPoint(avant, apres, rang)).toEqual([{ ...dit, cellules: 'cellule AA12' }])
    const chiffres: RangDuFichier = { ligne: 3, lettres: { logements: 'E' }, remplies: ['logements'] }
    expect(changementsDesChiffres({ logements: 4 }, { logements: 5 }, chiffres)).toEqual([
      { champ: 'Logements', avant: '4', apres: '5', cellules: 'cellule E3' },
    ])
  })
})
