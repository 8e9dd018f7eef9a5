import fc from 'fast-check'
import OpeningHours from 'opening_hours'
import { describe, expect, it } from 'vitest'
import { toOsm, writeOsm } from './ecriture-osm.ts'
import { fromOsm } from './osm.ts'
import { SEMAINE_INCONNUE, type Semaine } from './semaine.ts'
import { arbHoraires, arbSemaine, SEMAINE_ORDINAIRE } from './testing.ts'

const RIEN_D_AUTRE = { exceptions: [], sinonRendezVous: false } as const

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
    expect(fromOsm('24/7')).toEqual({
      ok: true,
      value: { ...RIEN_D_AUTRE, semaine, feries: 'ordinaires' },
    })
  })

  it('relit ce qu’il écrit', () =>
    fc.assert(
      fc.property(arbSemaine, (semaine) => {
        const osm = toOsm(semaine)
        if (osm === null) return
        const feries = osm === '24/7' ? 'ordinaires' : 'fermes'
        expect(fromOsm(osm)).toEqual({ ok: true, value: { ...RIEN_D_AUTRE, semaine, feries } })
      }),
    ))

  it('relit des horaires de toute sorte, exceptions et rendez-vous compris', () =>
    fc.assert(
      fc.property(arbHoraires, (horaires) => {
        const osm = writeOsm(horaires)
        if (osm === null) return
        expect(fromOsm(osm)).toEqual({ ok: true, value: horaires })
      }),
      { numRuns: 500 },
    ))

  it.each([
    'Tu[1,3] 09:00-12:00; PH off',
    'Fr[-1] 14:00-16:00; PH off',
    'Tu[1],Th[1] 14:00-16:00; PH off',
    'week 02-52/2 Tu 09:00-12:00; week 01-53/2 Th 14:00-17:00; PH off',
    'Mo-Fr 09:00-17:00; Jul-Aug Mo-Fr 08:00-13:00; Aug 01-15 off; PH off',
    'Mo-Fr 09:00-17:00; Nov 15-Feb 10 Mo-Fr 09:00-16:00; PH off',
    'Mo-Fr 09:00-12:00; Dec 24 off; PH off',
    'Mo 09:00-12:00, Mo 14:00-17:00 open "sur rendez-vous"; Tu "sur rendez-vous"; PH off',
    'Mo-Fr 09:00-12:00 open "sur rendez-vous"; PH off || "sur rendez-vous"',
    'Mo-Sa 09:00-19:00; PH 10:00-12:00',
    'Mo-Su 08:00-20:00',
    '"sur rendez-vous"',
    'Nov-Feb Mo-Fr 09:00-16:00; PH off',
  ])('lit « %s » et le réécrit tel quel', (osm) => {
    const lu = fromOsm(osm)
    expect(lu.ok && writeOsm(lu.value)).toBe(osm)
    expect(() => new OpeningHours(osm, FRANCE)).not.toThrow()
    expect(new OpeningHours(osm, FRANCE).getWarnings()).toEqual([])
  })

  it('écrit une syntaxe que l’évaluateur OpenStreetMap accepte sans remarque', () =>
    fc.assert(
      fc.property(arbHoraires, (horaires) => {
        const osm = writeOsm(horaires)
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
    'Feb 10-Aug Mo 09:00-12:00',
    'Feb 30 off',
    'Jul-Aug Mo off; Tu 09:00-12:00',
    'Jul-Aug Tu[1] 09:00-12:00',
    'Jul-Aug week 02-52/2 Tu 09:00-12:00',
    'Tu[6] 09:00-12:00',
    'Tu[1],We[2] 09:00-12:00',
    'Mo 09:00-12:00 "fermé"',
    'Mo off "sur rendez-vous"',
    'Mo 09:00-12:00, Tu 14:00-17:00',
    'Mo 09:00-12:00, Mo 11:00-13:00 open "sur rendez-vous"',
    'PH "sur rendez-vous"',
    'Jul-Aug PH off',
    'Mo 09:00-12:00;',
  ])('refuse « %s », hors du sous-ensemble', (osm) =>
    expect(fromOsm(osm)).toMatchObject({ ok: false, refus: { code: 'syntaxe-osm-inconnue' } }),
  )
})

const FRANCE = { lat: 42.96, lon: 1.6, address: { country_code: 'fr', state: 'Occitanie' } }
