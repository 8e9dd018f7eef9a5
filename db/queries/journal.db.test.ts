import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertPoint } from '#db/repositories/points-de-contact.ts'
import { faitDeChiffre } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { listJournal } from './journal.ts'

withDatabase()
beforeAll(insertTerritoire)

const NATIONAL = ACTEURS['administrateur-national']
const POINTS = 104

/** As one import writes: all in one transaction, so all at one instant. */
const writeAtOnce = () =>
  db.transaction(async (tx) => {
    for (let rang = 0; rang < POINTS; rang += 1)
      await insertPoint(
        tx,
        {
          contenu: unPointDeContact({ nom: `Point du même instant ${rang}` }),
          rattachement: { centreId: null, departements: ['09'] },
        },
        { compteId: null },
      )
    await tx.insert(faitDeChiffre).values([2017, 2018, 2019].map((annee) => ({ codeInsee: '09122', annee })))
  })

it('le journal ne passe rien, d’une page à l’autre, de ce qui a été écrit au même instant', async () => {
  await writeAtOnce()
  await writeAtOnce()
  const pages: string[][] = []
  let avant: string | undefined
  do {
    const { lignes, suite } = await listJournal(NATIONAL, avant === undefined ? {} : { avant })
    pages.push(lignes.map(({ objet, id }) => `${objet} ${id}`))
    avant = suite
  } while (avant !== undefined)
  const [counted] = await db.execute<{ n: string }>(
    sql`select (select count(*) from fait_de_point) + (select count(*) from fait_de_chiffre) as n`,
  )
  expect(Number(counted?.n)).toBe(2 * (POINTS + 3))
  expect(pages.map((page) => page.length)).toEqual([50, 50, 50, 50, 14])
  expect(new Set(pages.flat()).size).toBe(2 * (POINTS + 3))
})

it('cinquante changements tiennent en une page, un de plus en demande une autre', async () => {
  const add = (annees: readonly number[]) =>
    db.insert(faitDeChiffre).values(annees.map((annee) => ({ codeInsee: '31555', annee })))
  await add(Array.from({ length: 50 }, (_, rang) => 2000 + rang))
  const full = await listJournal(NATIONAL, { commune: '31555' })
  expect([full.lignes.length, full.suite]).toEqual([50, undefined])
  await add([1999])
  const { lignes, suite } = await listJournal(NATIONAL, { commune: '31555' })
  expect([lignes.length, suite]).toEqual([50, lignes.at(-1)?.curseur])
})

it('un curseur qui n’en est pas un rend la première page', async () => {
  expect(await listJournal(NATIONAL, { avant: 'hier' })).toEqual(await listJournal(NATIONAL, {}))
})
