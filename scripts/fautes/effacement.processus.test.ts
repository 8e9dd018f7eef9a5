import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { brouillonDeRenouvellement, demandeur, faitDeDemande } from '#db/schema/index.ts'
import { eraseDues } from '#lib/usecases/erase-dues.ts'
import { checkEffacements, insertEffacables, tryEffacement } from './effacement.ts'
import { openTerrainDuRegistre, type TerrainDuRegistre } from './terrain-du-registre.ts'

let terrain: TerrainDuRegistre
beforeAll(async () => {
  terrain = await openTerrainDuRegistre()
}, 120_000)
afterAll(() => terrain?.close())

describe('un effacement tué', () => {
  // Of the register, its faits, what hangs on them, and between two batches; `npm run fautes -- renouvellement` takes each.
  it.each([3, 9, 14, 20, 26, 32])(
    'à son ordre n° %i : entière ou effacée, puis effacée, et rien ne nomme plus personne (R-EFF-01, R-EFF-02)',
    async (coupe) => {
      expect(await tryEffacement(terrain, coupe)).toEqual({ isTue: true, defauts: [] })
    },
    60_000,
  )

  it('qui aurait laissé une trace, en aurait trop fait, ou rien, se voit', async () => {
    const [oubliee, nommee, entamee] = await insertEffacables(3)
    if (!oubliee || !nommee || !entamee) throw new Error('no demande')
    expect(await checkEffacements([oubliee, nommee, entamee], false)).toEqual([])
    const [compte] = await db
      .insert(demandeur)
      .values({ courriel: `${randomUUID()}@exemple.invalid` })
      .returning()
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      await tx.update(faitDeDemande).set({ dit: null }).where(eq(faitDeDemande.numeroUnique, entamee.numeroUnique))
    })
    expect(await checkEffacements([entamee], false)).toEqual([expect.stringContaining('effacée à moitié')])
    expect(await checkEffacements([oubliee], true)).toEqual([expect.stringContaining('la nuit a oublié')])
    await eraseDues()
    await db.insert(brouillonDeRenouvellement).values({
      numeroUnique: nommee.numeroUnique,
      demandeurId: compte?.id ?? '',
      versionVue: 1,
      reponses: { 'demandeur.nom': nommee.marque },
    })
    expect(await checkEffacements([nommee], true)).toEqual([
      expect.stringContaining('nommée encore dans brouillon_de_renouvellement'),
    ])
  })
})
