import { asc } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import type { ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import { db } from '../client.ts'
import { chiffreDeCommune, faitDeChiffre } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertTerritoire } from '../testing/territoire.ts'
import { deleteChiffres, loadChiffresForUpdate, upsertChiffres } from './chiffres.ts'

withDatabase()
beforeAll(insertTerritoire)

const AUTEUR = { compteId: null, demonstration: true }
const FOIX: ChiffresDeclares = {
  codeInsee: '09122',
  annee: 2026,
  type: 't3',
  logements: 210,
  demandesEnAttente: null,
  attributionsN1: 0,
  arreteAu: jour('2025-12-31'),
  source: 'Données de démonstration, inventées',
}

describe('l’écriture des chiffres d’une commune', () => {
  it('garde l’inconnu distinct de zéro, et rien ne change la seconde fois', async () => {
    const write = (chiffres: ChiffresDeclares) =>
      db.transaction((tx) => upsertChiffres(tx, [{ chiffres, feuille: 'Communes', ligne: 4 }], AUTEUR))
    expect(await write(FOIX)).toEqual(['chiffres:09122'])
    expect(await write(FOIX)).toEqual([])
    expect(await write({ ...FOIX, demandesEnAttente: 0 })).toEqual(['chiffres:09122'])
    const [row] = await db.select().from(chiffreDeCommune)
    expect(row).toMatchObject({ ...FOIX, demandesEnAttente: 0, version: 2, demonstration: true })
    const faits = await db.select().from(faitDeChiffre).orderBy(asc(faitDeChiffre.id))
    expect(faits).toHaveLength(2)
    expect(faits[0]).toMatchObject({ avant: null, apres: FOIX, feuille: 'Communes', ligne: 4 })
    expect(faits[1]).toMatchObject({ avant: { demandesEnAttente: null }, apres: { demandesEnAttente: 0 } })
  })

  it('retire une ligne en gardant ce qu’elle disait', async () => {
    await db.transaction(async (tx) => {
      const [actuel] = await loadChiffresForUpdate(tx, '09122', 2026)
      if (!actuel) throw new Error('missing')
      expect(await deleteChiffres(tx, actuel, AUTEUR)).toEqual(['chiffres:09122'])
    })
    expect(await db.$count(chiffreDeCommune)).toBe(0)
  })
})
