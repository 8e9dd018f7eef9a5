import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { db } from '../client.ts'
import { demande, faitDeDemande } from '../schema/index.ts'
import { another, reprendre } from '../testing/cohortes.ts'
import { withDatabase } from '../testing/database.ts'
import { insertTerritoire } from '../testing/territoire.ts'
import { toRow } from './demandes.row.ts'
import { rowDeFait } from './demandes.ts'
import { copyRows, insertRows } from './lots.ts'

withDatabase()
beforeAll(insertTerritoire)

const modele = reprendre({ valideDepuis: jour('2026-01-10'), avisRemisLe: null, nombre: 1 }, jour('2025-01-10'))

describe('des lignes d’un coup', () => {
  it.each([
    ['par une valeur', insertRows],
    ['par une copie', copyRows],
  ] as const)('vont %s dans les colonnes que le schéma nomme', async (_, write) => {
    const acte = another(modele, 1, write === insertRows ? 1 : 2)
    // Counted already: the only column whose name is not that of its field.
    const row = { ...toRow(acte.demande), isDepotCompte: true }
    await db.transaction(async (tx) => {
      await write(tx, demande, [row])
      await write(tx, faitDeDemande, [rowDeFait(acte, { compteId: null, role: null })])
    })
    expect(await db.select().from(demande).where(eq(demande.ref, row.ref))).toMatchObject([row])
  })
})
