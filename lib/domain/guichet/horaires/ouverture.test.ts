import fc from 'fast-check'
import OpeningHours from 'opening_hours'
import { describe, expect, it } from 'vitest'
import { addDays, dayOfWeek, jour } from '../../calendrier.ts'
import { writeOsm } from './ecriture-osm.ts'
import { addJours, fromNumero, indexDe, toNumero } from './jours.ts'
import { computePaques, jourFerie } from './jours-feries.ts'
import { momentLocal } from './moment.ts'
import { type HorairesSitues, semaineDu, statutAu } from './ouverture.ts'
import { semaineIso } from './regime.ts'
import { arbHoraires } from './testing.ts'

const OSM = 'Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; Su off; PH off'
const POINT: HorairesSitues = { osm: OSM, fermetures: [], departement: '09' }
/** Monday 2 March 2026. */
const LUNDI = jour('2026-03-02')
const at = (le: string, heure: string, point = POINT) => {
  const [h = 0, m = 0] = heure.split(':').map(Number)
  return statutAu(point, { jour: jour(le), minutes: h * 60 + m })
}

describe('les jours sans Temporal', () => {
  it('comptent comme le calendrier du projet, de 1900 à 2199', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 109_000 }), (n) => {
        const day = addDays(jour('1900-01-01'), n)
        expect(fromNumero(toNumero(day))).toBe(day)
        expect(addJours(day, 1)).toBe(addDays(day, 1))
        expect(indexDe(day)).toBe(dayOfWeek(day) - 1)
      }),
      { numRuns: 1000 },
    ))
})

describe('les jours fériés', () => {
  it('connaît Pâques', () => {
    expect([1961, 2000, 2014, 2024, 2025, 2026, 2027, 2038].map(computePaques)).toEqual([
      '1961-04-02',
      '2000-04-23',
      '2014-04-20',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
    ])
  })

  it('compte onze jours fériés en métropole (R-HOR-07)', () => {
    const feries = yearOf(2026).filter((le) => jourFerie(le, '09'))
    expect(feries).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ])
  })

  it.each(['57', '67', '68'])('ajoute le Vendredi saint et le 26 décembre dans le %s (R-HOR-08)', (departement) => {
    expect(jourFerie(jour('2026-04-03'), departement)).toBe('Vendredi saint')
    expect(jourFerie(jour('2026-12-26'), departement)).toBe('Saint-Étienne')
    expect(jourFerie(jour('2026-04-03'), '54')).toBeNull()
    expect(jourFerie(jour('2026-12-26'), '88')).toBeNull()
  })

  it.each([
    ['971', '2026-05-27'],
    ['972', '2026-05-22'],
    ['973', '2026-06-10'],
    ['974', '2026-12-20'],
    ['976', '2026-04-27'],
  ])('ajoute l’abolition de l’esclavage dans le %s le %s (R-HOR-09)', (departement, le) => {
    expect(jourFerie(jour(le), departement)).toBe('abolition de l’esclavage')
    expect(jourFerie(addDays(jour(le), 1), departement)).toBeNull()
    expect(jourFerie(jour(le), '75')).toBeNull()
  })
})

describe('l’heure du point', () => {
  it('est celle de son département, quel que soit le navigateur (R-HOR-12)', () => {
    const instant = new Date('2026-12-31T23:30:00Z').getTime()
    expect(momentLocal(instant, '09')).toEqual({ jour: '2027-01-01', minutes: 30 })
    expect(momentLocal(instant, '974')).toEqual({ jour: '2027-01-01', minutes: 210 })
    expect(momentLocal(instant, '971')).toEqual({ jour: '2026-12-31', minutes: 1170 })
    expect(momentLocal(instant, '2A')).toEqual({ jour: '2027-01-01', minutes: 30 })
    expect(momentLocal(new Date('2026-06-30T22:00:00Z').getTime(), '75')).toEqual({ jour: '2026-07-01', minutes: 0 })
  })
})

describe('ouvert ou fermé', () => {
  it('ouvre à la minute d’ouverture et ferme à la minute de fermeture (R-HOR-10)', () => {
    expect(at(LUNDI, '08:59')).toEqual({ ouvert: false, ouvreLe: LUNDI, ouvreA: 540, motif: 'horaires' })
    expect(at(LUNDI, '09:00')).toEqual({ ouvert: true, fermeLe: LUNDI, fermeA: 720 })
    expect(at(LUNDI, '11:59')).toEqual({ ouvert: true, fermeLe: LUNDI, fermeA: 720 })
    expect(at(LUNDI, '12:00')).toEqual({ ouvert: false, ouvreLe: LUNDI, ouvreA: 840, motif: 'horaires' })
    expect(at(LUNDI, '17:29')).toEqual({ ouvert: true, fermeLe: LUNDI, fermeA: 1050 })
    expect(at(LUNDI, '17:30')).toEqual({ ouvert: false, ouvreLe: '2026-03-03', ouvreA: 540, motif: 'horaires' })
  })

  it('passe le dimanche', () =>
    expect(at('2026-02-28', '12:00')).toEqual({ ouvert: false, ouvreLe: LUNDI, ouvreA: 540, motif: 'horaires' }))

  it('passe minuit sans fermer quand le lendemain ouvre à minuit', () => {
    const point = { ...POINT, osm: 'Mo 20:00-24:00; Tu 00:00-02:00; PH off' }
    expect(at(LUNDI, '23:59', point)).toEqual({ ouvert: true, fermeLe: '2026-03-03', fermeA: 120 })
    expect(at('2026-03-03', '00:00', point)).toEqual({ ouvert: true, fermeLe: '2026-03-03', fermeA: 120 })
    const seul = { ...POINT, osm: 'Mo 20:00-24:00; Tu off; PH off' }
    expect(at(LUNDI, '23:59', seul)).toEqual({ ouvert: true, fermeLe: LUNDI, fermeA: 1440 })
    expect(at('2026-03-03', '00:00', seul)).toMatchObject({ ouvert: false, ouvreLe: '2026-03-09' })
  })

  it('est juste le 29 février et au passage de l’année', () => {
    expect(at('2028-02-29', '10:00')).toEqual({ ouvert: true, fermeLe: '2028-02-29', fermeA: 720 })
    expect(at('2028-02-29', '18:00')).toMatchObject({ ouvert: false, ouvreLe: '2028-03-01' })
    expect(at('2026-12-31', '23:59')).toEqual({ ouvert: false, ouvreLe: '2027-01-02', ouvreA: 540, motif: 'horaires' })
  })

  it('ferme les jours fériés et rouvre après (R-HOR-06)', () => {
    expect(at('2026-05-01', '10:00')).toEqual({
      ouvert: false,
      ouvreLe: '2026-05-02',
      ouvreA: 540,
      motif: 'jour-ferie',
    })
    expect(at('2026-05-01', '10:00', { ...POINT, osm: '24/7' })).toEqual({ ouvert: true, fermeLe: null, fermeA: null })
    expect(at('2026-04-03', '10:00', { ...POINT, departement: '67' })).toMatchObject({ ouvert: false })
    expect(at('2026-04-03', '10:00')).toMatchObject({ ouvert: true })
  })

  it('ferme le premier et le dernier jour d’une fermeture exceptionnelle, pas la veille ni le lendemain (R-HOR-11)', () => {
    const point = { ...POINT, fermetures: [{ du: jour('2026-08-03'), au: jour('2026-08-07') }] }
    expect(at('2026-08-01', '10:00', point)).toMatchObject({ ouvert: true })
    expect(at('2026-08-03', '10:00', point)).toEqual({
      ouvert: false,
      ouvreLe: '2026-08-08',
      ouvreA: 540,
      motif: 'fermeture-exceptionnelle',
    })
    expect(at('2026-08-07', '10:00', point)).toMatchObject({ ouvert: false })
    expect(at('2026-08-08', '10:00', point)).toMatchObject({ ouvert: true })
    expect(at('2026-08-07', '10:00', { ...point, osm: null })).toMatchObject({ ouvert: false, ouvreLe: null })
    expect(at('2026-08-07', '10:00', { ...point, osm: '24/7' })).toMatchObject({ ouvert: false, ouvreA: 0 })
  })

  it('ouvre les seuls rangs dits du mois, ferme les autres (R-HOR-13)', () => {
    const point = { ...POINT, osm: 'Tu[1,3] 09:00-12:00; PH off' }
    // mardis de mars 2026 : 3, 10, 17, 24, 31
    expect(at('2026-03-03', '10:00', point)).toMatchObject({ ouvert: true })
    expect(at('2026-03-10', '10:00', point)).toEqual({
      ouvert: false,
      ouvreLe: '2026-03-17',
      ouvreA: 540,
      motif: 'horaires',
    })
    expect(at('2026-03-17', '10:00', point)).toMatchObject({ ouvert: true })
    expect(at('2026-03-24', '10:00', point)).toMatchObject({ ouvert: false, ouvreLe: '2026-04-07' })
    expect(at('2026-03-04', '10:00', point)).toBe('inconnu')
    const dernier = { ...POINT, osm: 'Tu[-1] 09:00-12:00; PH off' }
    expect(at('2026-03-24', '10:00', dernier)).toMatchObject({ ouvert: false })
    expect(at('2026-03-31', '10:00', dernier)).toMatchObject({ ouvert: true })
    const sauf = { ...POINT, osm: 'Tu[1] off; PH off' }
    expect(at('2026-03-03', '10:00', sauf)).toMatchObject({ ouvert: false })
    expect(at('2026-03-10', '10:00', sauf)).toBe('inconnu')
  })

  it.each([
    ['2026-12-27', 52],
    ['2026-12-28', 53],
    ['2027-01-03', 53],
    ['2027-01-04', 1],
    ['2024-12-29', 52],
    ['2024-12-30', 1],
    ['2021-01-03', 53],
  ])('le %s est en semaine %i (R-HOR-14)', (le, semaine) => expect(semaineIso(jour(le))).toBe(semaine))

  it('ouvre une semaine sur deux, deux semaines impaires de suite au passage d’une année de 53 (R-HOR-14)', () => {
    const point = { ...POINT, osm: 'week 01-53/2 Th 09:00-12:00; PH off' }
    expect(at('2026-12-24', '10:00', point)).toMatchObject({ ouvert: false, ouvreLe: '2026-12-31' })
    expect(at('2026-12-31', '10:00', point)).toMatchObject({ ouvert: true })
    expect(at('2027-01-07', '10:00', point)).toMatchObject({ ouvert: true })
    expect(at('2027-01-14', '10:00', point)).toMatchObject({ ouvert: false, ouvreLe: '2027-01-21' })
  })

  it('change d’horaires le premier et le dernier jour d’une saison, pas la veille ni le lendemain (R-HOR-15)', () => {
    const point = { ...POINT, osm: 'Mo-Su 09:00-17:00; Jul 10-Aug 20 Mo-Su 09:00-12:00; PH off' }
    const ouvert = (le: string) => at(le, '15:00', point)
    expect(ouvert('2026-07-09')).toMatchObject({ ouvert: true })
    expect(ouvert('2026-07-10')).toMatchObject({ ouvert: false })
    expect(ouvert('2026-08-20')).toMatchObject({ ouvert: false })
    expect(ouvert('2026-08-21')).toMatchObject({ ouvert: true })
    const hiver = { ...POINT, osm: 'Mo-Su 09:00-17:00; Nov-Feb Mo-Su 09:00-12:00; PH off' }
    expect(at('2028-02-29', '15:00', hiver)).toMatchObject({ ouvert: false })
    expect(at('2028-03-01', '15:00', hiver)).toMatchObject({ ouvert: true })
    expect(at('2026-10-31', '15:00', hiver)).toMatchObject({ ouvert: true })
    expect(at('2026-11-02', '15:00', hiver)).toMatchObject({ ouvert: false })
  })

  it('distingue ce qui demande un rendez-vous (R-HOR-16)', () => {
    const point = {
      ...POINT,
      osm: 'Mo 09:00-12:00, Mo 14:00-17:00 open "sur rendez-vous"; Tu "sur rendez-vous"; PH off',
    }
    expect(at(LUNDI, '10:00', point)).toEqual({ ouvert: true, fermeLe: LUNDI, fermeA: 720 })
    expect(at(LUNDI, '12:00', point)).toEqual({
      ouvert: false,
      ouvreLe: LUNDI,
      ouvreA: 840,
      surRendezVous: true,
      motif: 'horaires',
    })
    expect(at(LUNDI, '14:00', point)).toEqual({ ouvert: true, fermeLe: LUNDI, fermeA: 1020, surRendezVous: true })
    expect(at('2026-03-03', '10:00', point)).toEqual({
      ouvert: false,
      ouvreLe: '2026-03-09',
      ouvreA: 540,
      motif: 'sur-rendez-vous',
    })
  })

  it('suit ce qu’un point dit des jours fériés (R-HOR-06)', () => {
    expect(at('2026-05-01', '10:00', { ...POINT, osm: 'Mo-Su 09:00-17:00' })).toMatchObject({ ouvert: true })
    const point = { ...POINT, osm: 'Mo-Su 09:00-17:00; PH 10:00-12:00' }
    expect(at('2026-05-01', '09:30', point)).toMatchObject({ ouvert: false, ouvreA: 600 })
    expect(at('2026-05-01', '11:59', point)).toMatchObject({ ouvert: true, fermeA: 720 })
    expect(at('2026-05-01', '12:00', point)).toMatchObject({ ouvert: false, motif: 'jour-ferie' })
  })

  it('donne les sept jours qui viennent, fermetures et jours fériés comptés', () => {
    const fermetures = [{ du: jour('2026-05-04'), au: jour('2026-05-04') }]
    const jours = semaineDu({ ...POINT, osm: 'Mo-Fr 09:00-12:00; Tu[1] off; PH off', fermetures }, jour('2026-04-30'))
    expect(jours.map(({ jour: le, horaires, motif }) => [le, typeof horaires === 'string' ? motif : 'ouvert'])).toEqual(
      [
        ['2026-04-30', 'ouvert'],
        ['2026-05-01', 'jour-ferie'],
        ['2026-05-02', 'horaires'],
        ['2026-05-03', 'horaires'],
        ['2026-05-04', 'fermeture-exceptionnelle'],
        ['2026-05-05', 'horaires'],
        ['2026-05-06', 'ouvert'],
      ],
    )
  })

  it('ne dit rien d’un jour qui n’est pas renseigné ni d’une syntaxe inconnue (R-HOR-05)', () => {
    expect(at(LUNDI, '10:00', { ...POINT, osm: null })).toBe('inconnu')
    expect(at(LUNDI, '10:00', { ...POINT, osm: 'Tu 09:00-12:00; PH off' })).toBe('inconnu')
    expect(at(LUNDI, '10:00', { ...POINT, osm: 'Mo-Fr 09:00-12:00 week 2-52/2' })).toBe('inconnu')
  })

  it('ne trouve pas d’ouverture quand tout est fermé', () =>
    expect(at(LUNDI, '10:00', { ...POINT, osm: 'Mo-Su off; PH off' })).toMatchObject({ ouvert: false, ouvreLe: null }))

  // The other evaluator takes the time it takes: on a loaded machine, longer than a rule is given.
  it('dit comme l’évaluateur OpenStreetMap, quels que soient les horaires, jours fériés compris', {
    timeout: 60_000,
  }, () => {
    const instants = fc.integer({ min: toNumero(jour('2025-01-01')) * 1440, max: toNumero(jour('2028-12-31')) * 1440 })
    const feries = fc
      .constantFrom(...[2025, 2026, 2027].flatMap(yearOf).filter((le) => jourFerie(le, '09')))
      .chain((le) => fc.integer({ min: 0, max: 1439 }).map((m) => toNumero(le) * 1440 + m))
    fc.assert(
      fc.property(arbHoraires, fc.array(fc.oneof(instants, feries), { minLength: 4 }), (horaires, all) => {
        const osm = writeOsm(horaires)
        if (osm === null) return
        const reference = new OpeningHours(osm, {
          lat: 42.96,
          lon: 1.6,
          address: { country_code: 'fr', state: 'Occitanie' },
        })
        for (const minute of all) {
          const le = fromNumero(Math.floor(minute / 1440))
          const minutes = minute % 1440
          const [y = 0, m = 1, d = 1] = le.split('-').map(Number)
          const statut = statutAu({ ...POINT, osm }, { jour: le, minutes })
          const ouvert = statut !== 'inconnu' && statut.ouvert
          const instant = new Date(y, m - 1, d, 0, minutes)
          // an hour that the zone of the test machine skips does not exist for the reference
          if (instant.getHours() * 60 + instant.getMinutes() !== minutes) continue
          expect([osm, le, minutes, ouvert]).toEqual([osm, le, minutes, reference.getState(instant)])
        }
      }),
      { numRuns: 150 },
    )
  })
})

function yearOf(annee: number) {
  const first = toNumero(jour(`${annee}-01-01`))
  return Array.from({ length: toNumero(jour(`${annee + 1}-01-01`)) - first }, (_, n) => fromNumero(first + n))
}
