import { describe, expect, it } from 'vitest'
import * as codes from './codes.ts'
import { areConnues, eurosDe, totalDesRessources } from './montants.ts'

describe('les montants et les codes', () => {
  it('ne compte pas ce qui n’est pas connu', () => {
    expect([eurosDe(null), eurosDe({ statut: 'zero-declare' }), eurosDe({ statut: 'declare', euros: 12.5 })]).toEqual([
      null,
      0,
      12.5,
    ])
    const ligne = (euros: number | null) => ({ code: 'SAL' as const, euros })
    expect(totalDesRessources(null)).toBeNull()
    expect(totalDesRessources({ statut: 'aucune' })).toBe(0)
    expect(totalDesRessources({ statut: 'declarees', lignes: [ligne(0.1), ligne(0.2)] })).toBe(0.3)
    expect(totalDesRessources({ statut: 'declarees', lignes: [ligne(900), ligne(null)] })).toBeNull()
    expect(areConnues({ statut: 'declarees', lignes: [{ code: null, euros: 1 }] })).toBe(false)
  })

  it('garde les codes de l’interface du SNE, au complet', () => {
    const sizes = Object.entries(codes).flatMap(([nom, liste]) =>
      typeof liste === 'object' ? [[nom, Object.keys(liste).length]] : [],
    )
    expect(Object.fromEntries(sizes)).toMatchObject({
      MOTIFS: 23,
      RESSOURCES: 14,
      LOGEMENTS_ACTUELS: 17,
      TYPES: 7,
      SITUATIONS_FAMILIALES: 7,
      SITUATIONS_PROFESSIONNELLES: 8,
      NATIONALITES: 3,
    })
  })
})
