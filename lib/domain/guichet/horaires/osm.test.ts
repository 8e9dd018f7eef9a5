import fc from 'fast-check'
import OpeningHours from 'opening_hours'
import { describe, expect, it } from 'vitest'
import { fromOsm, toOsm } from './osm.ts'
import { SEMAINE_INCONNUE, type Semaine } from './semaine.ts'
import { arbSemaine, SEMAINE_ORDINAIRE } from './testing.ts'

describe('les horaires en syntaxe OpenStreetMap', () => {
  it('écrit la forme canonique, jours fériés fermés (R-HOR-06)', () =>
    expect(toOsm(SEMAINE_ORDINAIRE)).toBe('Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; Su off; PH off'))

  it('n’écrit rien d’une semaine inconnue et tait les jours inconnus (R-HOR-05)', () => {
    expect(toOsm(SEMAINE_INCONNUE)).toBeNull()
    const [lu, , me] = SEMAINE_ORDINAIRE
    const semaine: Semaine = [lu, 'inconnu', me, 'inconnu', 'inconnu', 'inconnu', 'inconnu']
    expect(toOsm(semaine)).toBe('Mo,We 09:00-12:00,14:00-17:30; PH off')
  })

  it('écrit 24/7 pour un point ouvert sans interruption, jours fériés compris (R-HOR-06)', () => {
    const jour = [{ de: 0, a: 1440 }]
    const semaine: Semaine = [jour, jour, jour, jour, jour, jour, jour]
    expect(toOsm(semaine)).toBe('24/7')
    expect(fromOsm('24/7')).toEqual({ ok: true, value: { semaine, feriesFermes: false } })
  })

  it('relit ce qu’il écrit', () =>
    fc.assert(
      fc.property(arbSemaine, (semaine) => {
        const osm = toOsm(semaine)
        if (osm === null) return
        expect(fromOsm(osm)).toEqual({ ok: true, value: { semaine, feriesFermes: osm !== '24/7' } })
      }),
    ))

  it('écrit une syntaxe que l’évaluateur OpenStreetMap accepte sans remarque', () =>
    fc.assert(
      fc.property(arbSemaine, (semaine) => {
        const osm = toOsm(semaine)
        if (osm === null) return
        expect(() => new OpeningHours(osm, FRANCE)).not.toThrow()
      }),
      { numRuns: 50 },
    ))

  it.each([
    '',
    'Mo-Fr',
    'Mo-Fr 9:00-12:00',
    'Mo-Fr 09:00-12:00 week 1-53/2',
    'Fr-Mo 09:00-12:00',
    'SH off',
    'Mo 12:00-09:00',
    'Mo 09:00-12:00,11:00-13:00',
    'Jan-Mar Mo 09:00-12:00',
    'Mo 09:00-12:00;',
  ])('refuse « %s », hors du sous-ensemble', (osm) =>
    expect(fromOsm(osm)).toMatchObject({ ok: false, refus: { code: 'syntaxe-osm-inconnue' } }),
  )
})

const FRANCE = { lat: 42.96, lon: 1.6, address: { country_code: 'fr', state: 'Occitanie' } }
