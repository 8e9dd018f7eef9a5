import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadVerification, POINTS_PAR_PAGE } from '#db/queries/verifications.ts'
import { writePoints } from '#db/repositories/points-de-contact.ts'
import { insertVerification } from '#db/repositories/verifications.ts'
import { pointDeContact } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import { addDays, addMonths, jourLocal } from '#lib/domain/calendrier.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { confirmPoints } from './confirm-points.ts'

withDatabase()

const LE = jourLocal(new Date(), 'Europe/Paris')
const ANCIEN = addDays(addMonths(LE, -12), -1)

const nomDe = (rang: number) => `Point ${String(rang).padStart(4, '0')}`
const ecrire = (centreId: string, noms: readonly string[]) =>
  db.transaction((tx) =>
    writePoints(
      tx,
      noms.map((nom) => ({
        contenu: { ...unPointDeContact(), nom, misAJourLe: ANCIEN },
        nouveau: { rattachement: { centreId }, demonstration: false },
        auteur: { compteId: null },
      })),
    ),
  )
beforeAll(insertTerritoire)

/** A centre of so many points, and the question that its link opens. */
async function interroger(nombre: number) {
  const centreId = await insertCentre({ nom: `Centre de ${nombre}` })
  await ecrire(
    centreId,
    Array.from({ length: nombre }, (_, rang) => nomDe(rang + 1)),
  )
  const verificationId = await db.transaction((tx) =>
    insertVerification(tx, { centreId, demandeeLe: LE, expireLe: addMonths(LE, 2) }),
  )
  const lire = async (place?: Parameters<typeof loadVerification>[2]) => {
    const question = await loadVerification(db, verificationId, place)
    if (!question) throw new Error('No question.')
    return question
  }
  const confirmer = (vus: string | null) => confirmPoints({ verificationId, vus: vus ?? '' })
  const dates = async () => {
    const rows = await db.select().from(pointDeContact).where(eq(pointDeContact.centreId, centreId))
    return new Set(rows.map(({ misAJourLe }) => misAJourLe))
  }
  return { centreId, lire, confirmer, dates }
}

describe('un centre qui a plus de points que n’en montre une page', () => {
  it('confirme tout sur la dernière, où les pages d’avant ont mené (R-FRA-06)', async () => {
    const { lire, confirmer, dates } = await interroger(POINTS_PAR_PAGE + 1)
    const premiere = await lire()
    expect([premiere.points.length, premiere.premier, premiere.vus]).toEqual([POINTS_PAR_PAGE, 1, null])
    expect(premiere.points.at(0)?.nom).toBe(nomDe(1))
    // What the first page showed is not all: its print confirms nothing.
    expect(await confirmer(premiere.suite?.lus ?? null)).toMatchObject({ refus: { code: 'points-changes' } })
    const seconde = await lire(premiere.suite ?? {})
    expect([seconde.points.map(({ nom }) => nom), seconde.premier, seconde.suite]).toEqual([
      [nomDe(POINTS_PAR_PAGE + 1)],
      POINTS_PAR_PAGE + 1,
      null,
    ])
    expect(await dates()).toEqual(new Set([ANCIEN]))
    expect(await confirmer(seconde.vus)).toEqual({ ok: true, value: { confirmes: POINTS_PAR_PAGE + 1 } })
    expect(await dates()).toEqual(new Set([LE]))
  })

  it('ne confirme rien d’une page ouverte sans celles d’avant, ou qui n’existe pas (R-FRA-06)', async () => {
    const { lire } = await interroger(2 * POINTS_PAR_PAGE + 1)
    for (const place of [{ page: 3 }, { page: 3, lus: 'inventé' }, { page: 9999 }, { page: 2 }])
      expect([place, await lire(place)]).toMatchObject([place, { vus: null, suite: null }])
    const premiere = await lire()
    // The second one was passed over.
    expect(await lire({ page: 3, lus: premiere.suite?.lus })).toMatchObject({ vus: null })
    const deuxieme = await lire(premiere.suite ?? {})
    expect((await lire(deuxieme.suite ?? {})).vus).not.toBeNull()
  })

  it('reprend au début quand un point d’une page déjà lue a changé (R-FRA-06)', async () => {
    const { centreId, lire, confirmer } = await interroger(POINTS_PAR_PAGE + 1)
    const premiere = await lire()
    const seconde = await lire(premiere.suite ?? {})
    await ecrire(centreId, ['Avant tous les autres'])
    expect(await lire(premiere.suite ?? {})).toMatchObject({ vus: null, suite: null })
    expect(await confirmer(seconde.vus)).toMatchObject({ refus: { code: 'points-changes' } })
  })
})

it('un centre dont les points tiennent sur une page n’en voit qu’une (R-FRA-06)', async () => {
  const { lire, confirmer } = await interroger(POINTS_PAR_PAGE)
  const seule = await lire()
  expect([seule.points.length, seule.suite]).toEqual([POINTS_PAR_PAGE, null])
  expect(await confirmer(seule.vus)).toMatchObject({ ok: true })
})
