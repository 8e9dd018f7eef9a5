import { describe, expect, it } from 'vitest'
import { balisesDuPoint, computeDesserte } from './desserte.ts'
import { unPointDeContact } from './testing.ts'

const NULLE_PART = { communes: [], epcis: [], departements: [] }

describe('la desserte d’un point de contact', () => {
  it('est la commune de l’adresse pour un point physique sans territoire (R-PDC-03)', () => {
    const contenu = unPointDeContact({ territoire: NULLE_PART })
    expect(computeDesserte(contenu, ['09', '31'])).toEqual([{ niveau: 'commune', code: '09122' }])
  })

  it.each(['telephone', 'internet'] as const)('est le département du centre pour le canal %s (R-PDC-03)', (canal) => {
    const contenu = unPointDeContact({ canal, territoire: NULLE_PART })
    expect(computeDesserte(contenu, ['09', '31', '09'])).toEqual([
      { niveau: 'departement', code: '09' },
      { niveau: 'departement', code: '31' },
    ])
  })

  it('est le territoire déclaré quand il y en a un, sans doublon', () => {
    const contenu = unPointDeContact({
      territoire: { communes: ['09122', '09122'], epcis: ['200066231'], departements: ['31'] },
    })
    expect(computeDesserte(contenu, ['09'])).toEqual([
      { niveau: 'commune', code: '09122' },
      { niveau: 'epci', code: '200066231' },
      { niveau: 'departement', code: '31' },
    ])
  })

  it('donne les balises du point et de chaque territoire', () => {
    expect(balisesDuPoint('abc', [{ niveau: 'epci', code: '200066231' }])).toEqual([
      'point:abc',
      'desserte:epci:200066231',
    ])
  })
})
