import { expect, it } from 'vitest'
import { RadiationSourde } from './radiation-sourde.tsx'

const page = (props: Parameters<typeof RadiationSourde>[0]) => JSON.stringify(RadiationSourde(props))

it('là où la radiation se règle, une radiation ouverte qui n’entend pas les retours se dit, et dit que faire (R-REG-06)', () => {
  expect(page({ isSourde: true })).toContain('Fermez la radiation, ou demandez à l’exploitant')
  expect(page({ isSourde: true })).not.toContain('Ouverte ainsi')
  expect(page({ isSourde: true, noms: ['Ariège (09)', 'Lot (46)'] })).toContain('Ariège (09), Lot (46)')
  expect(page({ isSourde: false })).toBe('null')
})
