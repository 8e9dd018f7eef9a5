import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { BALISE_DU_TERRITOIRE } from '#lib/domain/guichet/balises.ts'
import { db } from '../client.ts'
import { recordPublication } from '../repositories/publications.ts'
import { commune, communeAncienne } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertTerritoire } from '../testing/territoire.ts'
import { findCommunes } from './index-communes.ts'

withDatabase()
beforeAll(async () => {
  await insertTerritoire()
  await db
    .insert(communeAncienne)
    .values({ codeInsee: '09999', nom: 'Ancien-Bourg', nature: 'deleguee', communeCode: '09122' })
})

describe('l’index des communes', () => {
  it('trouve ce que la base contient, noms anciens compris', async () => {
    expect(await findCommunes('fiox')).toMatchObject([
      { codeInsee: '09122', nom: 'Foix', nomDepartement: 'Ariège', region: '76', motif: 'nom', approche: true },
    ])
    expect(await findCommunes('ancien bourg')).toMatchObject([
      { codeInsee: '09122', motif: 'deleguee', ancienNom: 'Ancien-Bourg' },
    ])
    expect(await findCommunes('31000')).toMatchObject([{ nom: 'Toulouse', motif: 'code-postal', code: '31000' }])
  })

  it('d’une commune qui a quitté la liste, mène à celle d’aujourd’hui ; sans elle, la propose encore (R-TER-17)', async () => {
    const partie = { departementCode: '09', quitteeLe: '2026-01-01', population: 40 }
    await db.insert(commune).values([
      { ...partie, codeInsee: '09135', nom: 'Goulier', slug: 'goulier', codesPostaux: ['09220'] },
      { ...partie, codeInsee: '09998', nom: 'Villeperdue', slug: 'villeperdue', codesPostaux: ['09998'] },
      { ...partie, codeInsee: '09999', nom: 'Ancien-Bourg', slug: 'ancien-bourg', codesPostaux: ['09190'] },
    ])
    // A code alone: the name of the commune that left is on its own row.
    await db
      .insert(communeAncienne)
      .values({ codeInsee: '09135', nom: '', nature: 'ancien-code', communeCode: '09225' })
    await db.transaction((tx) => recordPublication(tx, [BALISE_DU_TERRITOIRE]))
    const trouvees = async (texte: string) =>
      (await findCommunes(texte)).map(({ nom, motif, ancienNom }) => [nom, motif, ancienNom])
    await expect.poll(() => trouvees('goulier'), { interval: 200 }).toEqual([['Pamiers', 'ancien-nom', 'Goulier']])
    expect((await findCommunes('09135')).map(({ codeInsee }) => codeInsee)).toEqual(['09225'])
    expect((await findCommunes('09220')).map(({ codeInsee }) => codeInsee)).toEqual(['09225'])
    expect(await trouvees('ancien bourg')).toEqual([['Foix', 'deleguee', 'Ancien-Bourg']])
    expect((await findCommunes('09190')).map(({ codeInsee }) => codeInsee)).toEqual(['09122'])
    expect((await findCommunes('villeperdue')).map(({ codeInsee }) => codeInsee)).toEqual(['09998'])
  })

  it('n’est construit qu’une fois, puis de nouveau quand le territoire est publié', async () => {
    await db.update(commune).set({ nom: 'Nouvelle-Foix' }).where(eq(commune.codeInsee, '09122'))
    expect((await findCommunes('09122'))[0]?.nom).toBe('Foix')
    await db.transaction((tx) => recordPublication(tx, [BALISE_DU_TERRITOIRE]))
    await expect.poll(async () => (await findCommunes('09122'))[0]?.nom, { interval: 200 }).toBe('Nouvelle-Foix')
  })
})
