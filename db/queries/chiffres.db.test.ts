import { beforeAll, expect, test } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { REGLAGE_DU_SEUIL } from '#lib/domain/territoire/secret.ts'
import { db } from '../client.ts'
import { chiffreDeCommune, reglage } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertTerritoire } from '../testing/territoire.ts'
import { loadChiffres, loadSeuil } from './chiffres.ts'

withDatabase()
beforeAll(async () => {
  await insertTerritoire()
  const common = { codeInsee: '09122', arreteAu: jour('2025-12-31'), source: 'Essai' }
  await db.insert(chiffreDeCommune).values([
    { ...common, annee: 2025, type: 'ensemble', logements: 1 },
    { ...common, annee: 2026, type: 'ensemble', logements: 1234, demandesEnAttente: 567, attributionsN1: 89 },
    { ...common, annee: 2026, type: 't1', logements: 3, demandesEnAttente: 3, attributionsN1: 0 },
  ])
})

test('rend les derniers chiffres, masqués au seuil de départ', async () => {
  expect(await loadSeuil(db)).toBe(5)
  const chiffres = await loadChiffres(db, '09122')
  expect(chiffres).toMatchObject({ annee: 2026, tension: 6.4, total: { logements: 1234, demandesEnAttente: 567 } })
  expect(chiffres?.parType.find(({ type }) => type === 't1')).toEqual({
    type: 't1',
    logements: 3,
    demandesEnAttente: { masque: true, moinsDe: 5 },
    attributionsN1: 0,
  })
})

test('une commune sans chiffre n’en a pas', async () => {
  expect(await loadChiffres(db, '09225')).toBeUndefined()
})

test('le seuil que l’administrateur change vaut aussitôt (R-CHI-01)', async () => {
  await db.insert(reglage).values({ nom: REGLAGE_DU_SEUIL, valeur: 1 })
  expect((await loadChiffres(db, '09122'))?.parType.find(({ type }) => type === 't1')?.demandesEnAttente).toBe(3)
})
