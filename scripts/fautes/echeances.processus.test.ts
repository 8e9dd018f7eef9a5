import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** In a process of its own: the zone and the language of a process are those of its start. */
const PROGRAMME = `
  const { tryInstants } = await import('./scripts/fautes/echeances.ts')
  const defauts = tryInstants(20260101, Array.from({ length: 1000 }, (_, numero) => numero))
  console.log(JSON.stringify({ ici: new Date(0).toString(), defauts }))
`

const under = (zone: string, langue: string): { ici: string; defauts: string[] } =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAMME], {
      encoding: 'utf8',
      env: { ...process.env, TZ: zone, LC_ALL: langue, LANG: langue, NODE_OPTIONS: '' },
    }),
  )

describe('la zone et la langue de la machine', () => {
  it.each([
    ['UTC', 'C.UTF-8', 'GMT+0000'],
    ['America/New_York', 'en_US.UTF-8', 'GMT-0500'],
    ['Pacific/Auckland', 'ar_EG.UTF-8', 'GMT+1200'],
    ['Europe/Paris', 'tr_TR.UTF-8', 'GMT+0100'],
  ])('%s, %s : ne changent aucune échéance (R-ECH-09, R-TER-11)', (zone, langue, ecart) => {
    const { ici, defauts } = under(zone, langue)
    expect(ici).toContain(ecart)
    expect(defauts).toEqual([])
  })
})
