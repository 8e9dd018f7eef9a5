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
    expect(communes.voulue('Marseille 1er Arrondissement', [])).toBe('13201')
    expect(communes.adresse('marseille 1er arrondissement', '13001')).toBe('13201')
  })

  it('ne cache pas sa ville, ni par le nom ni par le code postal', () => {
    expect(communes.voulue('Marseille', [])).toBe('13055')
    expect(communes.voulue('13001', [])).toBe('13055')
    // Aix-en-Provence has that INSEE code: asked for already, it does not take the place of Marseille.
    expect(communes.voulue('13001', ['13001'])).toBe('13055')
    expect(communes.voulue('13080', ['13001'])).toBe('13001')
    expect(communes.adresse('Marseille', '13001')).toBe('13055')
  })

  it('d’un autre territoire, il ne se souhaite pas', () => {
    expect(communes.voulue('Paris 1er Arrondissement', [])).toBeUndefined()
    expect(communes.adresse('Paris 1er Arrondissement', '75001')).toBe('75101')
  })
})

describe('deux communes de même nom, dont une d’un autre territoire (R-DEM-19, R-FORM-13)', () => {
  const ici = { code: '09267', nom: 'Saint-Lary', codesPostaux: ['09800'] }
  const ailleurs = { code: '32384', nom: 'Saint-Lary', codesPostaux: ['32360'] }
  const demandees = ['32384', '09267']
  const communes = makeCommunes(makeCommunesDuTerritoire([ici]), [], [ailleurs, ici])

  it('s’écrivent chacune avec son code postal, et se relisent par lui', () => {
    const ecrites = demandees.map(communes.nomDe)
    expect(ecrites).toEqual(['Saint-Lary (32360)', 'Saint-Lary (09800)'])
    expect(ecrites.map((texte) => communes.voulue(texte, demandees))).toEqual(demandees)
    expect(communes.voulue('saint lary 32360', demandees)).toBe('32384')
  })

  it('par leur nom seul, ne se devinent pas ; celle d’ailleurs ne se souhaite que si elle l’était', () => {
    expect(communes.voulue('Saint-Lary', demandees)).toBeUndefined()
    expect(communes.voulue('Saint-Lary', ['09267'])).toBe('09267')
    expect(communes.voulue('Saint-Lary (32360)', ['09267'])).toBeUndefined()
  })

  it('du même code postal, s’écrivent et se relisent par leur code', () => {
    const voisine = { ...ailleurs, codesPostaux: ['09800'] }
    const deux = makeCommunes(makeCommunesDuTerritoire([ici]), [], [voisine])
    expect(demandees.map(deux.nomDe)).toEqual(['Saint-Lary (32384)', 'Saint-Lary (09267)'])
    expect([deux.voulue('Saint-Lary (09267)', []), deux.voulue('32384', demandees)]).toEqual(['09267', '32384'])
  })
})
