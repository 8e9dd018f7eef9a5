import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { withDatabase } from '#db/testing/database.ts'
import { type Tenu, unDecor } from '#lib/usecases/testing.ts'
import { writeApres, writeAvant } from './classeurs-d-import.ts'
import { type Etat, judgeEtat, photograph } from './etat-d-import.ts'
import { importWhole } from './terrain-d-import.ts'

/** A state that no import leaves, planted by hand in the base: what looks must see it. */
withDatabase()
let gestionnaire: Tenu['agent']
let avant: Etat
let apres: Etat
const CHAQUE = 2
const PLANTE = new Error('planted')

beforeAll(async () => {
  gestionnaire = (await unDecor()).gestionnaire
  const qui = { par: gestionnaire, centreId: null }
  await importWhole({ nom: 'avant.xlsx', octets: writeAvant('gestionnaire', CHAQUE), ...qui })
  avant = await photograph()
  const { absents } = await importWhole({ nom: 'lu.xlsx', octets: writeAvant('gestionnaire', CHAQUE), ...qui })
  expect(absents).toEqual([])
  expect(await photograph()).toEqual(avant)
  const points = await db.$sql<{ id: string }[]>`
    select id from point_de_contact order by telephone desc limit ${CHAQUE}`
  const retirer = points.map(({ id }) => id)
  const { totaux } = await importWhole({
    nom: 'apres.xlsx',
    octets: writeApres('gestionnaire', CHAQUE),
    retirer,
    ...qui,
  })
  expect(totaux).toMatchObject({ nouveau: CHAQUE, absents: CHAQUE, refuse: 0 })
  apres = await photograph()
})

const judge = async (isPublie: boolean) => judgeEtat(await photograph(), { avant, apres, isPublie })

/** Each fault is planted in the state of after, then taken back. */
const FAUTES: readonly (readonly [quoi: string, plant: string, dit: RegExp])[] = [
  [
    'un point modifié resté comme avant',
    `update point_de_contact set voie = '1 rue d’Avant', version = 1
     where id = (select min(id) from point_de_contact where voie = '2 rue d’Après')`,
    /manque 1 rangées.* 1 de trop/,
  ],
  [
    'un point coché jamais retiré',
    `update point_de_contact set retire_at = null
     where id = (select min(id) from point_de_contact where retire_at is not null)`,
    /manque 1 rangées.* 1 de trop/,
  ],
  [
    'un point perdu',
    `delete from fait_de_point where point_id = (select id from point_de_contact where telephone = '05 36 20 00 00');
     delete from point_de_contact where telephone = '05 36 20 00 00'`,
    /il manque/,
  ],
  [
    'un point en double',
    `insert into point_de_contact select (jsonb_populate_record(null::point_de_contact, to_jsonb(p) || '{"id": "double"}')).*
     from point_de_contact p where telephone = '05 36 20 00 00'`,
    /^ni comme avant ni comme après : 1 de trop, dont point_de_contact/,
  ],
  [
    'une desserte perdue',
    `delete from desserte where ctid = (select min(ctid) from desserte)`,
    /manque 1 rangées, dont desserte/,
  ],
  [
    'un fait perdu',
    `delete from fait_de_point where id = (select max(id) from fait_de_point)`,
    /manque 1 rangées, dont fait_de_point/,
  ],
  [
    'des chiffres restés comme avant',
    `update chiffre_de_commune set logements = 40 where logements = 41`,
    /1 de trop, dont chiffre_de_commune/,
  ],
  [
    'une histoire de chiffres perdue',
    `delete from fait_de_chiffre where id = (select max(id) from fait_de_chiffre)`,
    /dont fait_de_chiffre/,
  ],
  [
    'des pages jamais prévenues',
    `delete from publication where version = (select max(version) from publication)`,
    /dont publication/,
  ],
]

describe('qui regarde ce qu’un import a laissé', () => {
  beforeEach(async () => {
    expect(await judge(true)).toBeNull()
  })

  it('l’état d’après n’est pas celui d’avant', async () => {
    expect(avant).not.toEqual(apres)
    expect(await judge(false)).toBe('tout est publié, et ne le dit pas')
  })

  it.each(FAUTES)('voit %s', async (_, plant, dit) => {
    let vu: Etat = []
    const planting = db.$sql.begin(async (sql) => {
      await sql.unsafe(plant)
      vu = await photograph(sql)
      throw PLANTE
    })
    await expect(planting).rejects.toBe(PLANTE)
    expect(judgeEtat(vu, { avant, apres, isPublie: true })).toMatch(dit)
  })
})
