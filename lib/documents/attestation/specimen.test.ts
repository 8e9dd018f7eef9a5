import { describe, expect, it } from 'vitest'
import { makeSpecimens } from './specimen.ts'

describe('un spécimen', () => {
  it('se dessine une fois, et de nouveau après un dessin manqué', async () => {
    let dessins = 0
    const specimenDe = makeSpecimens(async () => {
      dessins += 1
      if (dessins === 1) throw new Error('no font')
      return Buffer.from(`dessin ${dessins}`)
    })
    await expect(specimenDe('creation', 'https://portail.exemple.fr')).rejects.toThrow('no font')
    for (let fois = 0; fois < 2; fois += 1)
      expect(String(await specimenDe('creation', 'https://portail.exemple.fr'))).toBe('dessin 2')
    expect(dessins).toBe(2)
  })
})
