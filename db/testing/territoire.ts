/** A handful of real communes for tests that need no whole country. */
import { db } from '../client.ts'
import { centre, commune, departement, epci, region } from '../schema/index.ts'

const COMMUNES = [
  ['09122', 'Foix', 'foix', '09', '200067791', '09000', 9_493],
  ['09225', 'Pamiers', 'pamiers', '09', '200066231', '09100', 15_996],
  ['09329', 'Varilhes', 'varilhes', '09', '200067791', '09120', 3_361],
  ['31555', 'Toulouse', 'toulouse', '31', '243100518', '31000', 504_078],
] as const

/** Two départements of Occitanie, three EPCI, four communes. */
export async function insertTerritoire(): Promise<void> {
  await db.insert(region).values({ code: '76', nom: 'Occitanie' })
  await db.insert(departement).values([
    { code: '09', nom: 'Ariège', regionCode: '76' },
    { code: '31', nom: 'Haute-Garonne', regionCode: '76' },
  ])
  await db.insert(epci).values([
    { code: '200067791', nom: 'CA Pays Foix-Varilhes' },
    { code: '200066231', nom: 'CC des Portes d’Ariège Pyrénées' },
    { code: '243100518', nom: 'Toulouse Métropole' },
  ])
  await db.insert(commune).values(
    COMMUNES.map(([codeInsee, nom, slug, departementCode, epciCode, codePostal, population]) => ({
      codeInsee,
      nom,
      slug,
      departementCode,
      epciCode,
      codesPostaux: [codePostal],
      population,
    })),
  )
}

/** An invented centre; returns its id. */
export async function insertCentre(changes: Partial<typeof centre.$inferInsert> = {}): Promise<string> {
  const [row] = await db
    .insert(centre)
    .values({ nom: 'Maison de l’habitat (démonstration)', departements: ['09'], ...changes })
    .returning({ id: centre.id })
  if (!row) throw new Error('No centre inserted.')
  return row.id
}
