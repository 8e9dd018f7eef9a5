import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { importDeRecensement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { dropOldFiles } from './fichiers.ts'

withDatabase()

type Etat = (typeof importDeRecensement.$inferInsert)['etat']
const insert = (nom: string, etat: Etat, days: number, publie: boolean) =>
  db.insert(importDeRecensement).values({
    fichierNom: nom,
    fichier: Buffer.from('contenu'),
    empreinte: nom,
    departements: ['09'],
    origine: 'administration',
    etat,
    createdAt: sql`now() - make_interval(days => ${days})`,
    publieAt: publie ? sql`now()` : null,
  })

describe('les classeurs déposés', () => {
  it('s’allègent la nuit, une fois pour toutes, même deux traitements à la fois (R-REC-65, R-REC-66)', async () => {
    for (const [nom, days] of [
      ['p1', 1],
      ['p2', 2],
      ['p3', 300],
      ['p4', 400],
    ] as const)
      await insert(nom, 'publie', days, true)
    await insert('annule', 'annule', 500, true)
    await insert('frais', 'lu', 29, false)
    await insert('lu', 'lu', 40, false)
    await insert('recu', 'recu', 40, false)
    await insert('illisible', 'illisible', 40, false)
    const done = await Promise.all([dropOldFiles(), dropOldFiles()])
    expect(done.reduce((sum, { fichiers = 0 }) => sum + fichiers, 0)).toBe(5)
    expect(await dropOldFiles()).toEqual({ fichiers: 0 })
    const rows = await db.select().from(importDeRecensement)
    expect(
      rows
        .filter(({ fichier }) => fichier !== null)
        .map(({ fichierNom }) => fichierNom)
        .sort(),
    ).toEqual(['frais', 'p1', 'p2', 'p3'])
    // What nobody could read is given up; what was understood stays as it is.
    expect(
      rows
        .filter(({ etat }) => etat === 'abandonne')
        .map(({ fichierNom }) => fichierNom)
        .sort(),
    ).toEqual(['illisible', 'recu'])
    expect(rows.find(({ fichierNom }) => fichierNom === 'lu')?.etat).toBe('lu')
  })
})
