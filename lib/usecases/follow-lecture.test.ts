import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Budget } from '#lib/domain/guichet/recensement/a-part.ts'
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

/** A clock that goes on by so many milliseconds each time that it is looked at. */
function horloge(pas: number): () => number {
  let at = 0
  return () => {
    at += pas
    return at
  }
}
const BORNE: Budget = { enTout: 3_000, tranche: 20, dUnTrait: 1_000 }

async function follow(suite: ReturnType<typeof followLecture>, after: () => void = () => {}, turns = 100) {
  const { lignes, ...feuille } = TABLE
  suite.suivi.feuille(feuille)
  for (const ligne of lignes) suite.suivi.ligne(ligne)
  after()
  for (let turn = 0; turn < turns; turn += 1) await setImmediate()
  return suite
}
/** With a clock that stands still: it is all read at the first turn. */
const suivre = (faits: Promise<FaitsDeLecture | undefined>, after?: () => void) =>
  follow(followLecture(faits, undefined, horloge(0)), after)
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
  // One row at each turn, of which the whole head is told first.
  const suite = await follow(followLecture(Promise.resolve(FAITS), undefined, horloge(10)), undefined, 1_200)
  const some = lus(suite)
  expect(some).toBeGreaterThan(0)
  expect(some).toBeLessThan(800)
  const sansCentres = JSON.parse('{}')
  expect(lus(await suivre(Promise.resolve({ ...FAITS, referentiel: sansCentres })))).toBe(0)
})

it('s’arrête au bout de ce qui lui est donné, entre deux lignes, et ne rend rien (ADR 0025)', async () => {
  const suite = await follow(followLecture(Promise.resolve(FAITS), BORNE, horloge(10)), undefined, 50)
  expect(suite.isDepasse()).toBe(false)
  for (let turn = 0; turn < 1_200; turn += 1) await setImmediate()
  expect(suite.isDepasse()).toBe(true)
  expect(() => lus(suite)).toThrow('budget')
})

it('ne laisse pas lire d’un trait plus qu’il n’est donné (ADR 0025)', () => {
  const suite = followLecture(Promise.resolve(FAITS), BORNE, horloge(10))
  const dejaLu = suite.take(FAITS)
  const [ligne] = TABLE.lignes
  if (!ligne) throw new Error('no row')
  for (let row = 0; row < 100; row += 1) expect(dejaLu({ feuille: TABLE.nom, ligne, colonnes })).toBeUndefined()
  expect(suite.isDepasse()).toBe(false)
  expect(() => dejaLu({ feuille: TABLE.nom, ligne, colonnes })).toThrow('budget')
  expect(suite.isDepasse()).toBe(true)
})
