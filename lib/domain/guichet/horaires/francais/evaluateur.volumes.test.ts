import OpeningHours from 'opening_hours'
import { describe, expect, it } from 'vitest'
import { readCasDHoraires } from '../../cas/testing.ts'
import { fromNumero } from '../jours.ts'
import { statutAu } from '../ouverture.ts'

const CAS = readCasDHoraires()

describe('des horaires lus, ouverts et fermés comme le dit l’évaluateur OpenStreetMap', () => {
  const point = { fermetures: [], departement: '09' }
  const france = { lat: 42.96, lon: 1.6, address: { country_code: 'fr', state: 'Occitanie' } }
  // every 3 h 50 of twelve weeks from 22 December 2026: public holidays, a year of 53 weeks
  const instants = Array.from({ length: 525 }, (_, n) => 20_809 * 1440 + n * 230).map((minute) => {
    const moment = { jour: fromNumero(Math.floor(minute / 1440)), minutes: minute % 1440 }
    const [y = 0, m = 1, d = 1] = moment.jour.split('-').map(Number)
    return { moment, date: new Date(y, m - 1, d, 0, moment.minutes).getTime() }
  })
  const [debut, fin] = [new Date(instants[0]?.date ?? 0), new Date((instants.at(-1)?.date ?? 0) + 60_000)]

  it.each([...new Set(CAS.flatMap((cas) => ('osm' in cas ? [cas.osm] : [])))])('%s', (osm) => {
    // Its intervals at once: asked instant by instant, the evaluator begins again each time.
    const plages = new OpeningHours(osm, france).getOpenIntervals(debut, fin).filter(([, , inconnu]) => !inconnu)
    let at = 0
    const ecarts = instants.filter(({ moment, date }) => {
      while ((plages[at]?.[1].getTime() ?? Number.POSITIVE_INFINITY) <= date) at += 1
      const attendu = (plages[at]?.[0].getTime() ?? Number.POSITIVE_INFINITY) <= date
      const statut = statutAu({ ...point, osm }, moment)
      return (statut !== 'inconnu' && statut.ouvert) !== attendu
    })
    expect(ecarts).toEqual([])
  })
})
