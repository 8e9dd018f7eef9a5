import { describe, expect, it } from 'vitest'
import { decideFusion } from './fusion.ts'

const publie = (id: string) => ({ id, isRetire: false, fusionneDans: null })
const retire = (id: string, fusionneDans: string | null = null) => ({ id, isRetire: true, fusionneDans })

describe('deux points réunis', () => {
  it('le doublon mène à un point publié, autre que lui-même (R-EDI-07)', () => {
    expect(decideFusion(publie('a'), publie('b'))).toEqual({ ok: true, value: 'reunir' })
    expect(decideFusion(publie('a'), publie('a'))).toMatchObject({ refus: { code: 'fusion-impossible' } })
    expect(decideFusion(publie('a'), retire('b'))).toMatchObject({ refus: { code: 'fusion-impossible' } })
    expect(decideFusion(retire('a'), publie('b'))).toMatchObject({ refus: { code: 'point-retire' } })
  })

  it('un second clic ne change rien ; réuni ailleurs, il se rétablit d’abord (R-EDI-07)', () => {
    expect(decideFusion(retire('a', 'b'), publie('b'))).toEqual({ ok: true, value: 'deja' })
    expect(decideFusion(retire('a', 'b'), retire('b'))).toEqual({ ok: true, value: 'deja' })
    expect(decideFusion(retire('a', 'c'), publie('b'))).toMatchObject({ refus: { code: 'point-retire' } })
  })
})
