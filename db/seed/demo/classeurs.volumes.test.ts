import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { expect, it } from 'vitest'
import { readDirectory } from '#lib/adapters/xlsx/archive.ts'
import { pathOf, writeClasseur } from './classeurs.ts'
import { listDepartements } from './departements.ts'

/** What a workbook contains, however this version of Node packs it. */
const contenuDe = (octets: Buffer) => readDirectory(octets)?.map(({ nom, crc, reelle }) => ({ nom, crc, reelle }))

it('les classeurs de la démonstration sont ceux que leur programme écrit, à la lettre près', async () => {
  const others: string[] = []
  for (const departement of listDepartements()) {
    const written = Buffer.from(await writeClasseur(departement))
    if (!isDeepStrictEqual(contenuDe(readFileSync(pathOf(departement.code))), contenuDe(written)))
      others.push(departement.code)
  }
  expect(others).toEqual([])
  expect(contenuDe(readFileSync(pathOf('09')))?.length).toBeGreaterThan(8)
})
