import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listCentres, listSuiviDesCentres } from '#db/queries/administration.ts'
import { listPointsTenus } from '#db/queries/administration-points.ts'
import { loadPoint } from '#db/queries/points.ts'
import { insertPoint } from '#db/repositories/points-de-contact.ts'
import { publication, reglage } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import { addDays, type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { premierJourDeConfiance } from '#lib/domain/guichet/fraicheur.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { publishAnciens } from './fraicheur.ts'

withDatabase()

const LE = jourLocal(new Date(), 'Europe/Paris')
const CONFIANCE = premierJourDeConfiance(LE)
const NATIONAL = { role: 'administrateur-national', compteId: '00000000-0000-4000-8000-000000000001' } as const
let centreId = ''
const un = (nom: string, misAJourLe: Jour) =>
  db.transaction((tx) =>
    insertPoint(
      tx,
      { contenu: { ...unPointDeContact(), nom, misAJourLe }, rattachement: { centreId } },
      { compteId: null },
    ),
  )
const ids: Record<'frais' | 'veille' | 'vieux', string> = { frais: '', veille: '', vieux: '' }

beforeAll(async () => {
  await insertTerritoire()
  centreId = await insertCentre({ nom: 'Un centre' })
  ids.frais = (await un('Frais', CONFIANCE)).id
  ids.veille = (await un('Veille', addDays(CONFIANCE, -1))).id
  ids.vieux = (await un('Vieux', addDays(CONFIANCE, -400))).id
})

describe('les points non confirmés', () => {
  it('se disent au public et à qui les tient (R-FRA-01)', async () => {
    for (const [nom, ancien] of [
      ['frais', false],
      ['veille', true],
      ['vieux', true],
    ] as const)
      expect((await loadPoint(db, ids[nom]))?.ancien, nom).toBe(ancien)
    const listed = await listPointsTenus(NATIONAL, { q: '', etat: 'anciens', confiance: CONFIANCE })
    expect(listed.map(({ nom }) => nom)).toEqual(['Vieux', 'Veille'])
    const [centre] = await listCentres(NATIONAL)
    const suivi = (await listSuiviDesCentres(NATIONAL, CONFIANCE))(centre?.id ?? '')
    expect(suivi).toEqual({ anciens: 2, signalements: 0, completude: { pourCent: 100, manques: [] } })
  })

  it('refont leurs pages une fois, même deux traitements à la fois, puis une nuit à la fois (R-FRA-02)', async () => {
    const before = await db.$count(publication)
    const done = await Promise.all([publishAnciens(), publishAnciens()])
    expect(done.map(({ pages = 0 }) => pages).sort()).toEqual([0, 3])
    expect(await db.$count(publication)).toBe(before + 1)
    const last = (await db.select().from(publication).orderBy(publication.version)).at(-1)
    expect(last?.balises).toEqual(['desserte:commune:09122', `point:${ids.veille}`, `point:${ids.vieux}`].sort())
    expect(await publishAnciens()).toEqual({ pages: 0 })
    // The night before was looked at: only what became old since.
    await db
      .update(reglage)
      .set({ valeur: addDays(LE, -1) })
      .where(eq(reglage.nom, 'fraicheur-vue-le'))
    const seen = premierJourDeConfiance(addDays(LE, -1)) < CONFIANCE ? 2 : 0
    expect(await publishAnciens()).toEqual({ pages: seen })
  })
})
