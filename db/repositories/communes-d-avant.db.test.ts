/** A demande keeps the code of a commune of before, and counts, is looked up and compared in the one of today (R-TER-17). */
import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { jour } from '#lib/domain/calendrier.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { db } from '../client.ts'
import { listPoints, listPointsServing } from '../queries/points.ts'
import { commune, communeAncienne } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertUneDemande } from '../testing/demandes.ts'
import { insertCentre, insertTerritoire } from '../testing/territoire.ts'
import { listCommunesActuelles } from './communes-d-avant.ts'
import { foldComptage } from './comptage.ts'
import { insertPoint } from './points-de-contact.ts'

withDatabase()
const GOULIER = { codeInsee: '09135', nom: 'Goulier', nature: 'deleguee', communeCode: '09334' } as const
beforeAll(async () => {
  await insertTerritoire()
  const actuelle = { departementCode: '09', codesPostaux: ['09220'], population: 700 }
  await db.insert(commune).values({ ...actuelle, codeInsee: '09334', nom: 'Val-de-Sos', slug: 'val-de-sos' })
})

const asking = (...communes: string[]) =>
  insertUneDemande({
    contenu: unContenu(
      ['recherche.localisations', communes.map((une) => ({ commune: une, quartier: null }))],
      ['recherche.types', ['T2']],
    ),
  })
/** By what the counts follow before something moves the communes. */
const carte = async () => {
  const rows = await db.execute(sql`select carte_des_communes()::text as carte`)
  return z.tuple([z.object({ carte: z.string() })]).parse([...rows])[0].carte
}
const recount = (avant: string) => db.execute(sql`select recompter_communes(${avant}::text::jsonb)`)
const fold = () => db.transaction((tx) => foldComptage(tx, { arreteLe: jour('2026-01-01'), tout: true }))
/** What is counted of all types together, and of attributions: « measure place number ». */
async function comptes(): Promise<string[]> {
  const rows = await db.execute(sql`
    select concat_ws(' ', mesure, lieu, sum(nombre)) as dit
    from (select * from comptage union all select mesure, lieu, detail, periode, nombre, null from ecart_de_comptage) tous
    where detail in ('ensemble', '') and mesure in ('premier-choix', 'tous-choix', 'attributions')
    group by mesure, lieu having sum(nombre) <> 0 order by 1`)
  return z
    .array(z.object({ dit: z.string() }))
    .parse([...rows])
    .map(({ dit }) => dit)
}

it('ce qui était compté dans une commune qui entre dans une autre se recompte dans celle-ci, une fois (R-TER-17)', async () => {
  await asking('09135')
  await asking('09122', '09135', '09334')
  await fold()
  await asking('09334')
  // Of a demande erased since, nothing else is left.
  await db.execute(sql`
    insert into comptage (mesure, lieu, detail, periode, nombre, arrete_le)
    values ('attributions', '09135', '', '2025', 2, '2026-01-01'), ('attributions', '09122', '', '2025', 1, '2026-01-01')`)
  const avant = [
    'attributions 09122 1',
    'attributions 09135 2',
    'premier-choix 09122 1',
    'premier-choix 09135 1',
    'premier-choix 09334 1',
    'tous-choix 09122 1',
    'tous-choix 09135 2',
    'tous-choix 09334 2',
  ]
  expect(await comptes()).toEqual(avant)
  const avantElle = await carte()
  await recount(avantElle)
  expect(await comptes()).toEqual(avant)
  await db.insert(communeAncienne).values(GOULIER)
  await recount(avantElle)
  const apres = [
    'attributions 09122 1',
    'attributions 09334 2',
    'premier-choix 09122 1',
    'premier-choix 09334 2',
    'tous-choix 09122 1',
    // The demande that named both counts once.
    'tous-choix 09334 3',
  ]
  expect(await comptes()).toEqual(apres)
  // The night publishes the pages of the two, and a second recount finds nothing left.
  expect(await fold()).toEqual(['09135', '09334'])
  await recount(await carte())
  expect(await db.$count(sql`ecart_de_comptage`)).toBe(0)
  expect(await comptes()).toEqual(apres)
  await asking('09135', '09122')
  expect(await comptes()).toEqual(expect.arrayContaining(['premier-choix 09334 3', 'tous-choix 09122 2']))
})

it('chaque code d’avant a sa commune d’aujourd’hui, aucun autre (R-TER-17)', async () => {
  await db.insert(communeAncienne).values([
    { codeInsee: '09302', nom: '', nature: 'ancien-code', communeCode: '09334' },
    { codeInsee: '13201', nom: 'Marseille 1er', nature: 'arrondissement', communeCode: '09122' },
    { codeInsee: '09225', nom: 'Pamiers', nature: 'deleguee', communeCode: '09122' },
  ])
  const codes = ['09135', '09302', '09135', '09334', '09225', '13201', '99999']
  expect([...(await listCommunesActuelles(db, codes))].sort()).toEqual([
    ['09135', '09334'],
    ['09302', '09334'],
  ])
  expect((await listCommunesActuelles(db, [])).size).toBe(0)
})

it('qui voir, pour une commune d’avant, est ce qui sert celle d’aujourd’hui (R-TER-17)', async () => {
  const contenu = unPointDeContact({
    canal: 'telephone',
    position: null,
    territoire: { communes: ['09334'], epcis: [], departements: [] },
  })
  const rattachement = { centreId: await insertCentre() }
  await db.transaction((tx) => insertPoint(tx, { contenu, rattachement }, { compteId: null }))
  const totals = ['09334', '09135', '09122'].map(
    async (code) => (await listPoints(db, { commune: code }, { limite: 5 })).total,
  )
  expect(await Promise.all(totals)).toEqual([1, 1, 0])
})

it('un point dont la desserte dit une commune d’avant sert celle d’aujourd’hui, et elle seule (R-TER-17)', async () => {
  const contenu = unPointDeContact({
    canal: 'telephone',
    position: null,
    nom: 'Permanence fictive de Goulier',
    territoire: { communes: ['09135'], epcis: [], departements: [] },
  })
  const rattachement = { centreId: await insertCentre() }
  await db.transaction((tx) => insertPoint(tx, { contenu, rattachement }, { compteId: null }))
  const servie = { epci: null, departement: '09', position: null }
  // By the filter of the directory, and by the page of a commune, whose row may be one that left the list.
  const dits = ['09334', '09135', '09122'].map(async (codeInsee) => {
    const { points } = await listPoints(db, { commune: codeInsee }, { limite: 5 })
    const deLaPage = await listPointsServing(db, { ...servie, codeInsee })
    return [points, deLaPage.points].map((ceux) => ceux.filter(({ nom }) => nom === contenu.nom).length)
  })
  expect(await Promise.all(dits)).toEqual([
    [1, 1],
    [1, 1],
    [0, 0],
  ])
})
