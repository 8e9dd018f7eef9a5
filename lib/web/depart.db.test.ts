import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { debit } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { spendDepart } from './depart.ts'

withDatabase()

it('ce que le navigateur emporte chez FranceConnect sert une fois, même copié, même deux fois au même instant (R-ACC-26)', async () => {
  const depart = (etat: string) => ({ etat, nonce: 'nonce', verificateur: null })
  expect(await spendDepart(depart('un'))).toBe(true)
  expect(await spendDepart(depart('un'))).toBe(false)
  expect(await spendDepart({ ...depart('un'), nonce: 'autre' })).toBe(false)
  const ensemble = await Promise.all([depart('deux'), depart('deux'), depart('trois')].map(spendDepart))
  expect([ensemble.slice(0, 2).filter(Boolean).length, ensemble[2]]).toEqual([1, true])
  const cles = await db.select({ cle: debit.cle }).from(debit)
  expect(cles.map(({ cle }) => cle).join()).not.toMatch(/\b(un|deux|trois)\b/)
})

it('et ne sert toujours pas de nouveau des heures après, fût-ce d’un serveur dont l’horloge retarde (R-ACC-26)', async () => {
  const depart = { etat: 'hier', nonce: 'nonce', verificateur: null }
  expect(await spendDepart(depart)).toBe(true)
  await db.update(debit).set({ fenetreAt: sql`fenetre_at - interval '23 hours'` })
  expect(await spendDepart(depart)).toBe(false)
})
