import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { judgeEnvoi, openGuet } from './recensement.ts'

const CALME = { bloc: 20, memoire: 1024, pollution: null }

it('un appel au dehors, un prototype changé, une attente ou de la mémoire de trop sont des défauts', () => {
  expect(judgeEnvoi(CALME, 0)).toBeNull()
  expect(judgeEnvoi(CALME, 1)).toBe('1 appels au dehors')
  expect(judgeEnvoi({ ...CALME, pollution: 'un membre de plus' }, 0)).toBe('un membre de plus')
  expect(judgeEnvoi({ ...CALME, bloc: 1200 }, 0)).toBe('personne d’autre n’est servi pendant 1200 ms')
  expect(judgeEnvoi({ ...CALME, memoire: 300 * 1024 * 1024 }, 0)).toBe('300 Mo de plus dans le serveur web')
})

it('le guet compte qui l’appelle', async () => {
  const guet = await openGuet()
  try {
    const socket = connect(Number(new URL(guet.url).port), '127.0.0.1')
    await once(socket, 'close')
    expect(guet.appels()).toBe(1)
  } finally {
    guet.close()
  }
})
