import { describe, expect, it } from 'vitest'
import { makeCommunes, makeCommunesDuTerritoire } from './communes.ts'

const MARSEILLE = { code: '13055', nom: 'Marseille', codesPostaux: ['13001', '13002'] }
const PREMIER = { code: '13201', nom: 'Marseille 1er Arrondissement', codesPostaux: ['13001'] }
const AIX = { code: '13001', nom: 'Aix-en-Provence', codesPostaux: ['13080'] }
const DE_PARIS = { code: '75101', nom: 'Paris 1er Arrondissement', codesPostaux: ['75001'] }

describe('un arrondissement que la demande nomme (R-TER-14)', () => {
  const communes = makeCommunes(makeCommunesDuTerritoire([AIX, MARSEILLE]), [MARSEILLE, PREMIER, DE_PARIS])

  it('s’écrit par son nom, et se relit tel qu’il est', () => {
    expect(communes.nomDe('13201')).toBe('Marseille 1er Arrondissement')
    expect(communes.voulue('Marseille 1er Arrondissement', null)).toBe('13201')
    expect(communes.adresse('marseille 1er arrondissement', '13001')).toBe('13201')
  })

  it('ne cache pas sa ville, ni par le nom ni par le code postal', () => {
    expect(communes.voulue('Marseille', null)).toBe('13055')
    expect(communes.voulue('13001', null)).toBe('13055')
    expect(communes.adresse('Marseille', '13001')).toBe('13055')
  })

  it('d’un autre territoire, il ne se souhaite pas', () => {
    expect(communes.voulue('Paris 1er Arrondissement', null)).toBeUndefined()
    expect(communes.adresse('Paris 1er Arrondissement', '75001')).toBe('75101')
  })
})
