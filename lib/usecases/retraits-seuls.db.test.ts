import { beforeAll, beforeEach, expect, it } from 'vitest'
import { withDatabase } from '#db/testing/database.ts'
import { publishRecensement } from './publish-recensement.ts'
import { revertImport } from './revert-import.ts'
import {
  importDe,
  lireClasseur,
  pointsDe,
  type Rang,
  type Tenu,
  unCentre,
  unClasseurDe,
  unDecor,
  unPointA,
} from './testing.ts'

withDatabase()

beforeAll(async () => {
  await unDecor()
})

const FAUX = unPointA('Mauvais', 'Foix', 'ABC')
let centres = 0
let centre: Tenu
/** Another of each test: the centres of a territory do not publish the same place. */
const mairie = () => `Mairie ${centres}`
beforeEach(async () => {
  centres += 1
  centre = await unCentre(`retraits-${centres}`)
  const { importId } = await lire([unPointA(mairie(), 'Foix', '09000', `05 36 49 00 0${centres}`)])
  expect(codeOf(await publishRecensement(importId, centre.agent))).toBe('ok')
})

const codeOf = (answer: { ok: boolean; refus?: { code: string } }) => (answer.ok ? 'ok' : answer.refus?.code)
const lire = (points: readonly Rang[]) => lireClasseur(unClasseurDe(points), { centreId: centre.id, par: centre.agent })
const publies = async () => (await pointsDe(centre.id)).flatMap(({ nom, retireAt }) => (retireAt === null ? [nom] : []))
const lireUnFichierFaux = async () => {
  const { importId, examen } = await lire([FAUX])
  expect(examen.totaux).toMatchObject({ nouveau: 0, modifie: 0, inchange: 0, refuse: 1, absents: 1 })
  return { importId, retirer: examen.absents.map(({ id }) => id) }
}

it('un fichier dont aucune ligne ne peut paraître retire les points cochés, une fois, et s’annule (R-REC-127)', async () => {
  const { importId, retirer } = await lireUnFichierFaux()
  const [{ version: versionVue }] = [await importDe(importId)]
  const done = await publishRecensement(importId, centre.agent, { retirer, versionVue })
  expect(done).toMatchObject({ ok: true, value: { balises: expect.arrayContaining([`point:${retirer[0]}`]) } })
  expect([await publies(), (await importDe(importId)).etat]).toEqual([[], 'publie'])
  expect(await publishRecensement(importId, centre.agent, { retirer })).toMatchObject({
    ok: true,
    value: { balises: [] },
  })
  expect(await revertImport(importId, centre.agent)).toMatchObject({ value: { rendus: 1, gardes: 0 } })
  expect(await publies()).toEqual([mairie()])
})

it('rien de coché, ou le point d’un autre coché : rien ne paraît, et c’est dit (R-REC-127)', async () => {
  const etranger = await unCentre(`ailleurs-${centres}`)
  const { importId: autre } = await lireClasseur(
    unClasseurDe([unPointA(`Autre ${centres}`, 'Pamiers', '09100', `05 36 49 01 0${centres}`)]),
    {
      centreId: etranger.id,
      par: etranger.agent,
    },
  )
  expect(codeOf(await publishRecensement(autre, etranger.agent))).toBe('ok')
  const sien = (await pointsDe(etranger.id)).map(({ id }) => id)
  const { importId } = await lireUnFichierFaux()
  for (const retirer of [[], sien, ['pas-un-point']])
    expect([retirer, await publishRecensement(importId, centre.agent, { retirer })]).toMatchObject([
      retirer,
      { ok: false, refus: { code: 'rien-a-publier', absents: 1 } },
    ])
  expect([await publies(), (await importDe(importId)).etat]).toEqual([[mairie()], 'lu'])
  expect((await pointsDe(etranger.id)).every(({ retireAt }) => retireAt === null)).toBe(true)
})

it('là où chaque ligne attend à côté d’un autre, la coche retire, et les lignes attendent encore (R-REC-127, R-REC-64)', async () => {
  const tiers = await unCentre(`tiers-${centres}`)
  const lieu = unPointA(`Lieu commun ${centres}`, 'Pamiers', '09100', `05 36 49 02 0${centres}`)
  const { importId: premier } = await lireClasseur(unClasseurDe([lieu]), { centreId: tiers.id, par: tiers.agent })
  expect(codeOf(await publishRecensement(premier, tiers.agent))).toBe('ok')
  const { importId, examen } = await lire([lieu])
  expect(codeOf(await publishRecensement(importId, centre.agent))).toBe('tout-attend')
  const retirer = examen.absents.map(({ id }) => id)
  expect(codeOf(await publishRecensement(importId, centre.agent, { retirer }))).toBe('ok')
  expect([await publies(), (await importDe(importId)).chiffres?.refuse]).toEqual([[], 1])
})
