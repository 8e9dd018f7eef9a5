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

const TROIS_PLAGES = [
  { de: 360, a: 365 },
  { de: 390, a: 945, surRendezVous: true as const },
  { de: 1395, a: 1405 },
]
const DEUX_PLAGES = [
  { de: 710, a: 800 },
  { de: 845, a: 900 },
]
/** One of the longest: each day said apart, and an exception for each day of the month. */
const LES_PLUS_LONGS: Horaires = {
  semaine: [DEUX_PLAGES, TROIS_PLAGES, DEUX_PLAGES, TROIS_PLAGES, DEUX_PLAGES, TROIS_PLAGES, DEUX_PLAGES],
  exceptions: [{ dates: { rangs: [1, 2, 3, 4, 5] }, jours: [0, 1, 2, 3, 4, 5, 6], horaires: 'ferme' }],
  feries: [{ de: 360, a: 365 }],
  sinonRendezVous: false,
}

describe('les horaires dits en français', () => {
  it('sont relus à l’identique, quels qu’ils soient (R-HOR-22)', () =>
    fc.assert(
      fc.property(arbHorairesLisibles, (horaires) => {
        expect(readBack(horaires)).toEqual([echoHoraires(horaires), writeOsm(horaires)])
      }),
      { numRuns: 300, examples: [[LES_PLUS_LONGS]] },
    ))

  it('sont relus à l’identique, pour chaque texte compris du corpus (R-HOR-22)', () => {
    for (const cas of readCasDHoraires()) {
      const lu = 'osm' in cas ? fromOsm(cas.osm) : undefined
      if (lu?.ok && 'osm' in cas) expect(readBack(lu.value)).toEqual([echoHoraires(lu.value), cas.osm])
    }
  })
})
