import { describe, expect, it } from 'vitest'
import { avecRefus } from '../refus-dit.tsx'
import { pageDuRefus } from './page-du-refus.ts'

describe('un envoi refusé (R-REN-08)', () => {
  it.each([
    ['commune-hors-territoire', 'recherche'],
    ['identite-figee', 'vous'],
    ['incomplete', 'completer'],
    ['reponses-a-revoir', 'completer'],
    ['rubriques-en-trop', undefined],
    ['cle-deja-employee', undefined],
  ] as const)('%s se dit à sa page', (code, etape) => {
    const page = pageDuRefus(code)
    expect(page?.dit).toBe(true)
    expect(page?.etape).toBe(etape)
    // A page that leads further keeps the sentence.
    expect(avecRefus('/renouveler/x', { refus: code })).toBe(`/renouveler/x?refus=${code}`)
  })

  it('que la première page lit d’elle-même n’a rien à redire, et rien ne se dit de celle d’un autre', () => {
    expect(pageDuRefus('echeance-passee')).toEqual({ dit: false })
    expect(pageDuRefus('acces-refuse')).toBeUndefined()
    expect(avecRefus('/renouveler/x', { refus: 'autre chose' })).toBe('/renouveler/x')
  })
})
