import { expect, it } from 'vitest'
import { tryCourses } from './minuit.ts'

it('renouveler et radier autour de la fin du dernier jour, en Ariège, en Martinique et à La Réunion : chaque demande a une fin, et une seule (R-09, R-13)', async () => {
  const issue = await tryCourses({ graine: 20_260_101, vagues: 3, parVague: 40 })
  expect(issue.defauts).toEqual([])
  expect(issue.renouvelees + issue.radiees).toBe(120)
}, 240_000)
