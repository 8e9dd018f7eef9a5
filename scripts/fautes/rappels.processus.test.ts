import { expect, it } from 'vitest'
import { tryRappels } from './rappels.ts'

it('les rappels pendant que tout est tué : aucun deux fois, aucun perdu, aucun après un renouvellement (R-20 à R-22)', async () => {
  const issue = await tryRappels({ graine: 20_260_101, demandes: 72, coupures: 4 })
  expect(issue.defauts).toEqual([])
  // Two for each, and one for those whose notice goes by mail alone, who are near the end, or whom the night radiated.
  expect(issue.prevus).toBe(121)
  expect(issue.radiees).toBe(5)
  expect(issue.renouvelees).toBe(28)
  expect(issue.contraires).toBeGreaterThan(0)
  expect(issue.accuses).toBeGreaterThan(issue.contraires)
  expect(issue.partis).toBeGreaterThan(50)
  expect(issue.coupures).toEqual({ ouvrier: 1, ouvriers: 1, connexion: 1, serveur: 1, portail: 0 })
}, 600_000)
