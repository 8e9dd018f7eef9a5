import { afterEach, expect, it, vi } from 'vitest'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui } from '#db/testing/demandes.ts'
import { readAujourdHui } from './aujourd-hui.ts'

withDatabase()
afterEach(() => {
  vi.useRealTimers()
})

it('le jour d’une page publique est celui de la base, l’horloge du serveur fût-elle fausse', async () => {
  const le = await aujourdHui()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 40 * 86_400_000 })
  expect(await readAujourdHui()).toBe(le)
})
