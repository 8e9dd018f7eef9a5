import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { COLONNES_DES_POINTS } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { FaitsDeLecture } from '#lib/domain/guichet/recensement/points.ts'
import { FAITS, feuilleDe } from '#lib/domain/guichet/recensement/testing.ts'
import { followLecture } from './follow-lecture.ts'

const COLONNES = ['nom', 'telephone', 'courriel'] as const
const TABLE = feuilleDe('Points de contact', [
  COLONNES.map((colonne) => COLONNES_DES_POINTS[colonne]),
  ...Array.from({ length: 800 }, (_, rang) => [`Accueil ${rang}`, '36 46', 'a@b.fr']),
])
const colonnes = new Map(COLONNES.map((colonne, at) => [colonne, at] as const))

async function suivre(faits: Promise<FaitsDeLecture | undefined>, after: () => void = () => {}) {
  const { lignes, ...feuille } = TABLE
  const suite = followLecture(faits)
  suite.suivi.feuille(feuille)
  for (const ligne of lignes) suite.suivi.ligne(ligne)
  after()
  // More turns than it takes to read them all.
  for (let turn = 0; turn < 100; turn += 1) await setImmediate()
  return suite
}
const lus = (suite: ReturnType<typeof followLecture>, faits: FaitsDeLecture = FAITS) => {
  const dejaLu = suite.take(faits)
  return TABLE.lignes.filter((ligne) => dejaLu?.({ feuille: TABLE.nom, ligne, colonnes })).length
}

it('lit les lignes qui attendaient que l’on sache sous quoi les lire', async () => {
  const { promise, resolve } = Promise.withResolvers<FaitsDeLecture>()
  expect(lus(await suivre(promise, () => resolve(FAITS)))).toBe(800)
  expect(lus(await suivre(Promise.resolve(FAITS)))).toBe(800)
})

it('n’a rien lu quand on ne le sait pas, ou que cela a changé', async () => {
  expect(lus(await suivre(Promise.resolve(undefined)))).toBe(0)
  expect(lus(await suivre(Promise.reject(new Error('no base'))))).toBe(0)
  expect(lus(await suivre(Promise.resolve(FAITS)), { ...FAITS, centres: [] })).toBe(0)
})

it('laisse à la lecture entière ce qu’il n’a pas eu le temps de lire, et ce qu’il ne peut pas lire', async () => {
  const suite = followLecture(Promise.resolve(FAITS))
  const { lignes, ...feuille } = TABLE
  suite.suivi.feuille(feuille)
  for (const ligne of lignes) suite.suivi.ligne(ligne)
  for (let turn = 0; turn < 24; turn += 1) await setImmediate()
  const some = lus(suite)
  expect(some).toBeGreaterThan(0)
  expect(some).toBeLessThan(800)
  const sansCentres = JSON.parse('{}')
  expect(lus(await suivre(Promise.resolve({ ...FAITS, referentiel: sansCentres })))).toBe(0)
})
