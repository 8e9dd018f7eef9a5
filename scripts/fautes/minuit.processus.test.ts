import { expect, it } from 'vitest'
import { tryCourses } from './minuit.ts'

it('renouveler et radier autour de la fin du dernier jour : chaque demande a une fin, et une seule (R-09)', async () => {
  const issue = await tryCourses({ graine: 20_260_101, vagues: 2, parVague: 60 })
  expect(issue.defauts).toEqual([])
  expect(issue.renouvelees + issue.radiees).toBe(120)
}, 240_000)
