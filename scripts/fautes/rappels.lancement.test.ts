import { beforeAll, expect, it } from 'vitest'
import { root } from '../base.ts'
import { buildAsDemonstration } from '../navigateur.ts'
import { tryRappels } from './rappels.ts'

beforeAll(() => expect(buildAsDemonstration(root)).toBe(true))

it('les accusés, signés, viennent à un serveur web qui est tué pendant les rappels, comme l’ouvrier de npm start : chacun est entendu (R-20 à R-22)', async () => {
  const issue = await tryRappels({ graine: 20_260_102, demandes: 16, coupures: 4, folder: root })
  expect(issue.defauts).toEqual([])
  expect(issue.accuses).toBeGreaterThan(0)
  expect(issue.coupures).toEqual({ portail: 1, serveur: 1, ouvrier: 1, ouvriers: 1, connexion: 0 })
  expect(issue.tuesDuProduit).toBeGreaterThan(0)
}, 600_000)
