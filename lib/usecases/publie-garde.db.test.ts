import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { pointDeContact } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { publishRecensement } from './publish-recensement.ts'
import { lireClasseur, type Rang, type Tenu, unClasseurDe, unDecor, unPointA } from './testing.ts'

withDatabase()

let centre: Tenu
beforeAll(async () => {
  centre = (await unDecor()).ariege
})

const lire = (...rangs: Rang[]) => lireClasseur(unClasseurDe(rangs), { centreId: centre.id, par: centre.agent })
const publie = async (...rangs: Rang[]) => {
  const { importId, examen } = await lire(...rangs)
  expect(await publishRecensement(importId, centre.agent)).toMatchObject({ ok: true })
  return examen
}
const telephoneDe = async (nom: string) =>
  (await db.select().from(pointDeContact).where(eq(pointDeContact.nom, nom)))[0]?.telephone

it('« NC » et « néant » publiés laissent le téléphone publié ; la cellule vide l’efface (R-REC-97)', async () => {
  await publie(unPointA('Mairie'), unPointA('Antenne', 'Pamiers', '09100', '05 36 49 00 02'))
  const examen = await publie(
    unPointA('Mairie', 'Foix', '09000', 'NC'),
    unPointA('Antenne', 'Pamiers', '09100', 'néant').with(5, '2 rue Inventée'),
  )
  expect(examen.points.map(({ statut }) => statut)).toEqual(['inchange', 'modifie'])
  expect([await telephoneDe('Mairie'), await telephoneDe('Antenne')]).toEqual(['05 36 49 00 01', '05 36 49 00 02'])
  await publie(unPointA('Mairie', 'Foix', '09000', ''))
  expect(await telephoneDe('Mairie')).toBeNull()
})

it('ce qu’un autre a publié depuis est montré, puis gardé, et non ce qui l’était avant (R-REC-97)', async () => {
  await publie(unPointA('Guichet', 'Foix', '09000', '05 36 49 00 03'))
  const { importId } = await lire(unPointA('Guichet', 'Foix', '09000', 'NC').with(5, '3 rue Inventée'))
  await publie(unPointA('Guichet', 'Foix', '09000', '05 36 49 00 04'))
  expect(await publishRecensement(importId, centre.agent)).toMatchObject({ refus: { code: 'publie-entre-temps' } })
  expect(await publishRecensement(importId, centre.agent)).toMatchObject({ ok: true })
  expect(await telephoneDe('Guichet')).toBe('05 36 49 00 04')
})
