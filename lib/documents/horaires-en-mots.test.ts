import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCasDHoraires } from '#lib/domain/guichet/cas/testing.ts'
import { writeOsm } from '#lib/domain/guichet/horaires/ecriture-osm.ts'
import { readHoraires } from '#lib/domain/guichet/horaires/francais/lecture.ts'
import { arbHorairesLisibles } from '#lib/domain/guichet/horaires/francais/testing.ts'
import { fromOsm } from '#lib/domain/guichet/horaires/osm.ts'
import type { Horaires } from '#lib/domain/guichet/horaires/regime.ts'
import { echoHoraires } from './horaires-en-mots.ts'

const readBack = (horaires: Horaires) => {
  const texte = echoHoraires(horaires)
  const lu = readHoraires(texte)
  return [texte, lu.ok ? lu.value.osm : lu.refus]
}

describe('les horaires dits en français', () => {
  it('sont relus à l’identique, quels qu’ils soient (R-HOR-22)', () =>
    fc.assert(
      fc.property(arbHorairesLisibles, (horaires) => {
        expect(readBack(horaires)).toEqual([echoHoraires(horaires), writeOsm(horaires)])
      }),
      { numRuns: 300 },
    ))

  it('sont relus à l’identique, pour chaque texte compris du corpus (R-HOR-22)', () => {
    for (const cas of readCasDHoraires()) {
      const lu = 'osm' in cas ? fromOsm(cas.osm) : undefined
      if (lu?.ok && 'osm' in cas) expect(readBack(lu.value)).toEqual([echoHoraires(lu.value), cas.osm])
    }
  })
})
