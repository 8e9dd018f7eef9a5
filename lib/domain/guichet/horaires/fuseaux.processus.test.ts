import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** Run in a process of its own: the zone of a process is that of its start. */
const PROGRAMME = `
  const { momentLocal } = await import('./lib/domain/guichet/horaires/moment.ts')
  const { statutAu } = await import('./lib/domain/guichet/horaires/ouverture.ts')
  const osm = 'Mo-Fr 09:00-12:00; Tu[1] off; week 01-53/2 Th 14:00-17:00; Jul-Aug Mo-Fr 08:00-10:00; PH off'
  const debut = Date.UTC(2026, 2, 25, 7, 30)
  const answers = ['09', '67', '971', '974', '987', '988'].flatMap((departement) =>
    Array.from({ length: 200 }, (_, n) => {
      const moment = momentLocal(debut + n * 14 * 3_600_000, departement)
      return [moment, statutAu({ osm, fermetures: [{ du: '2026-05-04', au: '2026-05-06' }], departement }, moment)]
    }),
  )
  console.log(JSON.stringify(answers))
`

const under = (zone: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAMME], {
    encoding: 'utf8',
    env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
  })

describe('la zone de la machine', () => {
  it('ne change rien à ce qui est dit d’un point (R-HOR-12)', () => {
    const utc = under('UTC')
    expect(JSON.parse(utc)).toHaveLength(1200)
    expect(under('America/New_York')).toBe(utc)
    expect(under('Pacific/Auckland')).toBe(utc)
  })
})
