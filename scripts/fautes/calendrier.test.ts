import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { fromOutside, LAISSEES, PASSAGES, readRecit } from './calendrier.ts'

describe('les suites vécues à un autre moment', () => {
  it('le sont le 29 février, un dimanche, au bord de l’année et aux deux changements d’heure', () => {
    const instants = [...new Set(PASSAGES.map(({ instant }) => instant))]
    const parisAt = (instant: string, apres = 0) =>
      Temporal.Instant.from(instant).add({ minutes: apres }).toZonedDateTimeISO('Europe/Paris')
    const [fevrier = '', dimanche = '', decembre = '', ete = '', hiver = ''] = instants
    expect(instants).toHaveLength(5)
    expect(parisAt(fevrier).toPlainDate().toString()).toBe('2028-02-29')
    expect(parisAt(dimanche).dayOfWeek).toBe(7)
    expect(parisAt(decembre).toPlainDateTime().toString()).toBe('2027-12-31T23:59:00')
    expect([parisAt(ete).hour, parisAt(ete, 1).hour]).toEqual([1, 3])
    expect([parisAt(hiver).hour, parisAt(hiver, 1).hour]).toEqual([2, 2])
    expect(parisAt(hiver).offset).not.toBe(parisAt(hiver, 1).offset)
    expect(PASSAGES).toHaveLength(30)
    // What the figures already written down call by its number.
    expect(PASSAGES.slice(0, 20).map(({ suite }) => suite)).not.toContain('e2e')
  })

  it('sont toutes nommées : vécues à chaque moment, ou laissées avec leur raison', () => {
    const vecues = new Set<string>(PASSAGES.map(({ suite }) => suite))
    const suites = readFileSync('vitest.config.ts', 'utf8').match(/const APART = \[(.+)\]/)?.[1] ?? ''
    const apart = suites.split(', ').map((nom) => nom.replaceAll("'", ''))
    expect([...vecues, ...LAISSEES.map(([nom]) => nom)].sort()).toEqual(['pur', 'e2e', ...apart].sort())
  })

  it('celles du produit entier se lancent avant leur moment, et le vivent', () => {
    const instant = '2028-02-29T10:00:00Z'
    const decalage = (now: string) => fromOutside('e2e', Date.parse(instant) - Date.parse(now)).env.FAKETIME
    vi.stubEnv('LIBFAKETIME_PATH', import.meta.filename)
    expect(decalage('2028-02-29T09:00:00Z')).toBe('+3360s')
    expect(decalage('2028-02-29T09:56:00Z')).toBe('+0s')
    expect(decalage('2028-02-29T11:00:00Z')).toBe('-3840s')
    vi.unstubAllEnvs()
  })

  it('un passage rouge nomme ce qui a manqué, une fois', () => {
    const lines = [' FAIL  lib/a.test.ts > a > b', ' FAIL  lib/a.test.ts > a > b', 'db: 3 passed, 1 failed, 0 skipped']
    expect(readRecit(lines, 1)).toEqual({ bilan: lines[2], defauts: ['lib/a.test.ts > a > b'] })
    expect(readRecit(['db: 3 passed, 0 failed, 0 skipped'], 0).defauts).toEqual([])
    expect(readRecit(['db: 3 passed, 0 failed, 0 skipped'], 1).defauts).toEqual(['fin par 1'])
    const parcours = [
      '  ✓  1 e2e/parcours/a.spec.ts:2:1 › [A-01] a (2.1s)',
      '  ✘  12 e2e/parcours/a.spec.ts:9:1 › [A-02] b (1.2m)',
    ]
    const bilans = ['db: 9 passed, 0 failed, 0 skipped', 'production: 1 passed, 0 failed, 0 skipped']
    expect(readRecit([...parcours, 'e2e: 1 passed, 1 failed, 0 skipped'], 1).defauts).toEqual([
      'e2e/parcours/a.spec.ts:9:1 › [A-02] b',
    ])
    expect(readRecit(bilans, 0).bilan).toBe(bilans.join(' ; '))
    expect(readRecit([], null)).toEqual({ bilan: 'aucun bilan', defauts: ['fin par un signal'] })
  })
})
