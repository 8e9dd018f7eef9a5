import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { importDeRecensement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { listImports } from './imports.ts'

withDatabase()

const NATIONAL = ACTEURS['administrateur-national']
const FICHIERS = 101

beforeAll(async () => {
  // In one statement, so all at one instant.
  await db.insert(importDeRecensement).values(
    Array.from({ length: FICHIERS }, (_, rang) => ({
      fichierNom: `recensement-${rang}.xlsx`,
      empreinte: String(rang),
      origine: 'ligne-de-commande' as const,
      departements: ['09'],
    })),
  )
})

it('l’histoire des imports ne passe aucun fichier, d’une page à l’autre', async () => {
  const pages: string[][] = []
  let avant: string | undefined
  do {
    const { imports, suite } = await listImports(NATIONAL, avant)
    pages.push(imports.map(({ fichierNom }) => fichierNom))
    avant = suite
  } while (avant !== undefined)
  expect(pages.map((page) => page.length)).toEqual([50, 50, 1])
  expect(new Set(pages.flat()).size).toBe(FICHIERS)
})

it('la dernière page, juste pleine, n’en annonce pas d’autre', async () => {
  await db.delete(importDeRecensement).where(sql`empreinte = '0'`)
  const first = await listImports(NATIONAL)
  const second = await listImports(NATIONAL, first.suite)
  expect([first.imports.length, second.imports.length, second.suite]).toEqual([50, 50, undefined])
})

it('un curseur qui n’en est pas un rend la première page', async () => {
  const first = await listImports(NATIONAL)
  for (const avant of ['hier', '2026-01-01T00:00:00.000000Z_x'])
    expect(await listImports(NATIONAL, avant)).toEqual(first)
})
