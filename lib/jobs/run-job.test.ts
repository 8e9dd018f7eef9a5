import { expect, it } from 'vitest'
import type { Job } from './registry.ts'
import { runJob } from './run-job.ts'

const writtenBy = async (run: Job['run']) => {
  const written: unknown[][] = []
  const log = {
    info: (...line: unknown[]) => written.push(['info', ...line]),
    error: (...line: unknown[]) => written.push(['error', ...line]),
  }
  const thrown = await runJob({ nom: 'essai', cron: '* * * * *', run }, log).catch((error: Error) => error.message)
  return { written, thrown }
}

it('un travail s’écrit quand il a fait quelque chose, et se tait quand il n’y avait rien à faire', async () => {
  expect((await writtenBy(async () => ({ envoyes: 0, reportes: 0 }))).written).toEqual([])
  expect((await writtenBy(async () => ({ envoyes: 0, reportes: 2 }))).written).toEqual([
    ['info', { job: 'essai', envoyes: 0, reportes: 2 }, 'job done'],
  ])
})

it('un travail qui échoue s’écrit, et la file ne garde pas les valeurs de son erreur', async () => {
  const err = new Error('jeanne@exemple.fr')
  expect(await writtenBy(() => Promise.reject(err))).toEqual({
    written: [['error', { job: 'essai', err }, 'job failed']],
    thrown: 'job failed: essai',
  })
})
