import { expect, it } from 'vitest'
import { GRAND, isGrandFichier } from './a-part.ts'

it('un fichier est grand par ce qu’il pèse ou par ce qu’il contient, au-delà de la limite et pas avant', () => {
  const { octets, depaquetes } = GRAND
  expect(isGrandFichier({ octets, depaquetes })).toBe(false)
  expect(isGrandFichier({ octets: octets + 1, depaquetes: 0 })).toBe(true)
  expect(isGrandFichier({ octets: 1, depaquetes: depaquetes + 1 })).toBe(true)
})
