import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, jour } from '#lib/domain/calendrier.ts'
import { computeCompletude } from '#lib/domain/guichet/completude.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { db } from '../client.ts'
import { insertPoint, toContenu, toPoint } from '../repositories/points-de-contact.ts'
import { centre, compte, pointDeContact } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertCentre, insertTerritoire } from '../testing/territoire.ts'
import {
  LIGNES_DE_LISTE,
  listCentres,
  listCentresAuChoix,
  listComptes,
  listGestionnairesDe,
  listSuiviDesCentres,
} from './administration.ts'

withDatabase()

const NATIONAL = { role: 'administrateur-national', compteId: '00000000-0000-4000-8000-000000000001' } as const
const CONFIANCE = jour('2025-10-24')
const centres: string[] = []

type Mix = Partial<Omit<ContenuDePoint, 'canal' | 'adresse' | 'telephone' | 'siteWeb'>>

/** One in seven of the mixes of what the score looks at, on each canal, from the day before to the day after. */
function contenus(): ContenuDePoint[] {
  const choix = [
    [{}, { horaires: { osm: null, texte: null, aVerifier: false } }],
    [{}, { horaires: { osm: 'Mo 09:00-12:00', texte: 'sur demande', aVerifier: true } }],
    [{}, { courriel: null }],
    [{}, { position: null }, { position: { latitude: 42.9, longitude: 1.6, precision: 'commune' } }],
    [{}, { accessibilitePmr: 'inconnue' }],
    [{}, { rendezVous: null }],
    [{}, { organisme: null }],
  ] as const
  const mixes = choix.reduce<Mix[]>(
    (made, options) => made.flatMap((one) => options.map((option) => ({ ...one, ...option }))),
    [{}],
  )
  const dits = mixes.filter((_mix, rang) => rang % 7 === 0)
  return dits.flatMap((mix, rang) => {
    const dit = { ...mix, misAJourLe: addDays(CONFIANCE, (rang % 3) - 1) }
    return [
      unPointDeContact({ ...dit, canal: 'physique', telephone: rang % 4 === 0 ? null : '0561000001' }),
      unPointDeContact({ ...dit, canal: 'telephone', telephone: '0561000002' }),
      unPointDeContact({ ...dit, canal: 'internet' }),
    ]
  })
}

beforeAll(async () => {
  await insertTerritoire()
  for (const nom of ['Un centre', 'Un autre', 'Sans point']) centres.push(await insertCentre({ nom }))
  await db.transaction(async (tx) => {
    for (const [rang, contenu] of contenus().entries())
      await insertPoint(
        tx,
        { contenu, rattachement: { centreId: centres[rang % 5 === 0 ? 1 : 0] ?? '' } },
        { compteId: null },
      )
  })
})

describe('le suivi des centres', () => {
  it('compte comme la règle appliquée à chaque point, un par un (R-FRA-03)', async () => {
    const suiviDe = await listSuiviDesCentres(NATIONAL, CONFIANCE)
    for (const centreId of centres) {
      const rows = await db.select().from(pointDeContact).where(eq(pointDeContact.centreId, centreId))
      const { completude, anciens, signalements } = suiviDe(centreId)
      const attendue = computeCompletude(rows.map((row) => ({ contenu: toContenu(toPoint(row)), nombre: 1 })))
      expect(completude).toEqual(attendue)
      expect(anciens).toBe(rows.filter(({ misAJourLe }) => misAJourLe < CONFIANCE).length)
      expect(signalements).toBe(0)
    }
    expect(suiviDe(centres[0] ?? '').completude.manques).toHaveLength(6)
    expect(suiviDe(centres[2] ?? '').completude.pourCent).toBeNull()
  })

  it('ne compte plus un point retiré', async () => {
    const avant = (await listSuiviDesCentres(NATIONAL, CONFIANCE))(centres[1] ?? '')
    expect(avant.anciens).toBeGreaterThan(0)
    await db
      .update(pointDeContact)
      .set({ retireAt: new Date() })
      .where(eq(pointDeContact.centreId, centres[1] ?? ''))
    const apres = (await listSuiviDesCentres(NATIONAL, CONFIANCE))(centres[1] ?? '')
    expect(apres).toEqual({ anciens: 0, signalements: 0, completude: { pourCent: null, manques: [] } })
  })
})

it('nomme à un centre les gestionnaires de ses départements dont le compte est ouvert', async () => {
  const role = 'gestionnaire-territorial' as const
  await db.insert(compte).values([
    { nom: 'Zoé Fictive', courriel: 'zoe@x.invalid', role, departements: ['09', '31'] },
    { nom: 'Anne Fictive', courriel: 'anne@x.invalid', role, departements: ['09'] },
    { nom: 'Partie', courriel: 'partie@x.invalid', role, departements: ['09'], desactiveAt: new Date() },
    { nom: 'Ailleurs', courriel: 'ailleurs@x.invalid', role, departements: ['75'] },
    { nom: 'Agente', courriel: 'agente@x.invalid', role: 'agent-de-guichet', departements: ['09'] },
  ])
  const nomsDe = async (...departements: string[]) => (await listGestionnairesDe(departements)).map(({ nom }) => nom)
  expect(await nomsDe('09')).toEqual(['Anne Fictive', 'Zoé Fictive'])
  expect(await nomsDe('31', '75')).toEqual(['Ailleurs', 'Zoé Fictive'])
  expect(await nomsDe()).toEqual([])
})

describe('une liste longue', () => {
  const gestionnaire = (...departements: string[]) =>
    ({ role: 'gestionnaire-territorial', compteId: NATIONAL.compteId, departements }) as const

  it('est coupée à une longueur connue, et la recherche trouve ce qui n’y tient pas', async () => {
    const rangs = Array.from({ length: LIGNES_DE_LISTE + 1 }, (_, rang) => String(rang).padStart(3, '0'))
    await db.insert(centre).values(rangs.map((rang) => ({ nom: `Long ${rang}`, departements: ['32'] })))
    const [dernier] = await listCentres(gestionnaire('32'), ` long ${LIGNES_DE_LISTE}`.trim())
    expect(dernier?.nom).toBe(`Long ${LIGNES_DE_LISTE}`)
    expect((await listCentres(gestionnaire('32'))).map(({ nom }) => nom)).not.toContain(dernier?.nom)
    expect(await listCentres(gestionnaire('32'))).toHaveLength(LIGNES_DE_LISTE)
    // The choice when inviting is never cut.
    expect(await listCentresAuChoix(gestionnaire('32'))).toHaveLength(LIGNES_DE_LISTE + 1)

    await db.insert(compte).values(
      rangs.map((rang) => ({
        courriel: `long-${rang}@x.invalid`,
        role: 'agent-de-guichet' as const,
        siret: '73282932000074',
        centreIds: [dernier?.id ?? ''],
      })),
    )
    expect(await listComptes(gestionnaire('32'))).toHaveLength(LIGNES_DE_LISTE)
    const found = await listComptes(gestionnaire('32'), `LONG-${LIGNES_DE_LISTE}@`)
    expect(found).toMatchObject([{ courriel: `long-${LIGNES_DE_LISTE}@x.invalid`, centres: dernier?.nom }])
    expect(await listComptes(gestionnaire('32'), dernier?.nom)).toHaveLength(LIGNES_DE_LISTE)
    expect(await listComptes(gestionnaire('75'), 'long')).toEqual([])
    expect(await listComptes(gestionnaire('32'), 'personne')).toEqual([])
    // A search is a text, not a pattern.
    expect(await listComptes(gestionnaire('32'), 'l_ng')).toEqual([])
  })

  it('se cherche par code guichet, SIREN et département', async () => {
    await insertCentre({ nom: 'Cherché', code: 'G8101', siren: '732829320', departements: ['81'] })
    for (const q of ['cherch', 'g8101', '732829320', '81'])
      expect(
        (await listCentres(gestionnaire('81'), q)).map(({ nom }) => nom),
        q,
      ).toEqual(['Cherché'])
    expect(await listCentres(gestionnaire('09'), 'cherch')).toEqual([])
  })

  it('ne propose pas au choix un centre à cheval, que le gestionnaire ne peut pas choisir', async () => {
    const id = await insertCentre({ nom: 'À cheval', departements: ['12', '46'] })
    const choix = async (...departements: string[]) =>
      (await listCentresAuChoix(gestionnaire(...departements))).map((un) => un.id)
    expect((await listCentres(gestionnaire('12'))).map((un) => un.id)).toEqual([id])
    expect(await choix('12')).toEqual([])
    expect(await choix('12', '46')).toEqual([id])
    expect(
      (await listCentresAuChoix({ role: 'agent-de-guichet', compteId: NATIONAL.compteId, centres: [id] })).map(
        (un) => un.id,
      ),
    ).toEqual([id])
  })
})
