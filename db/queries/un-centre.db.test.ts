import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertPoint } from '#db/repositories/points-de-contact.ts'
import { signalement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, jour } from '#lib/domain/calendrier.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { listCentres, listSuiviDesCentres, readCentreChoisi } from './administration.ts'
import { listPointsTenus } from './administration-points.ts'
import { listSignalements } from './signalements.ts'

withDatabase()

const CONFIANCE = jour('2025-10-24')
const GESTIONNAIRE: Acteur = { ...ACTEURS['gestionnaire-territorial'], departements: ['09'] }
let [ici, autre] = ['', '']
let agent: Acteur

beforeAll(async () => {
  await insertTerritoire()
  for (const nom of ['Ici', 'Autre']) {
    const centreId = await insertCentre({ nom })
    if (nom === 'Ici') ici = centreId
    else autre = centreId
    const { id: pointId } = await db.transaction((tx) =>
      insertPoint(
        tx,
        {
          contenu: unPointDeContact({ nom: `Ancien ${nom}`, misAJourLe: addDays(CONFIANCE, -1) }),
          rattachement: { centreId },
        },
        { compteId: null },
      ),
    )
    await db.insert(signalement).values({ pointId, nature: 'horaires', etat: 'recu', cle: randomUUID() })
  }
  agent = { ...ACTEURS['agent-de-guichet'], centres: [ici] }
})

const pointsDe = async (acteur: Acteur, centreId?: string) =>
  (await listPointsTenus(acteur, { q: '', etat: 'anciens', confiance: CONFIANCE, centreId })).map(({ nom }) => nom)
const signalesDe = async (acteur: Acteur, centreId?: string) =>
  (await listSignalements(acteur, { centreId })).map(({ point }) => point).sort()

it('les points et les signalements se lisent d’un centre seul, dans la portée de qui les lit', async () => {
  expect(await pointsDe(GESTIONNAIRE)).toEqual(['Ancien Autre', 'Ancien Ici'])
  expect(await signalesDe(GESTIONNAIRE)).toEqual(['Ancien Autre', 'Ancien Ici'])
  for (const lire of [pointsDe, signalesDe]) {
    expect(await lire(GESTIONNAIRE, ici)).toEqual(['Ancien Ici'])
    expect(await lire(agent)).toEqual(['Ancien Ici'])
    expect(await lire(agent, autre)).toEqual([])
  }
})

it('le centre que nomme une adresse est de la portée de qui la suit, ou inconnu', async () => {
  expect(await readCentreChoisi(GESTIONNAIRE, undefined)).toBeUndefined()
  expect(await readCentreChoisi(GESTIONNAIRE, autre)).toMatchObject({ id: autre, nom: 'Autre' })
  expect(await readCentreChoisi(agent, ici)).toMatchObject({ id: ici })
  for (const dit of [autre, 'pas-un-centre', randomUUID(), [ici, ici]])
    expect([dit, await readCentreChoisi(agent, dit)]).toEqual([dit, 'inconnu'])
})

it('un agent lit la complétude de son centre, et d’aucun autre (R-FRA-03)', async () => {
  expect((await listCentres(agent)).map(({ id }) => id)).toEqual([ici])
  const suiviDe = await listSuiviDesCentres(agent, CONFIANCE)
  expect(suiviDe(ici)).toMatchObject({ anciens: 1, signalements: 1, completude: { pourCent: expect.any(Number) } })
  expect(suiviDe(autre)).toEqual({ anciens: 0, signalements: 0, completude: { pourCent: null, manques: [] } })
})
