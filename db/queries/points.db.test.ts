import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { jour, jourLocal } from '#lib/domain/calendrier.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { db } from '../client.ts'
import { insertPoint, loadPointForUpdate, retirePoint } from '../repositories/points-de-contact.ts'
import { commune } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertCentre, insertTerritoire } from '../testing/territoire.ts'
import { listPoints, listPointsServing, loadPoint, streamPoints } from './points.ts'
import { loadPointRetire } from './points-retires.ts'
import { listLieux, listPositions } from './positions-de-points.ts'
import { isCursor } from './selection-de-points.ts'

withDatabase()
const AUTEUR = { compteId: null }
const FOIX = {
  codeInsee: '09122',
  epci: '200067791',
  departement: '09',
  position: { latitude: 42.965, longitude: 1.607, approximative: false },
}
const SERT = (communes: string[], epcis: string[] = [], departements: string[] = []) => ({
  territoire: { communes, epcis, departements },
})
const A_PAMIERS = {
  adresse: {
    voie: '1 place du Mercadal',
    complement: null,
    codePostal: '09100',
    commune: 'Pamiers',
    codeInsee: '09225',
  },
  position: { latitude: 43.116, longitude: 1.611, precision: 'adresse' as const },
}
const ids: Record<string, string> = {}

beforeAll(async () => {
  await insertTerritoire()
  const rattachement = { centreId: await insertCentre({ departements: ['09', '31'] }) }
  const publish = async (nom: string, changes: Partial<ContenuDePoint>) => {
    const contenu = unPointDeContact({ nom, fermetures: [], ...changes })
    const ecrit = await db.transaction((tx) => insertPoint(tx, { contenu, rattachement }, AUTEUR))
    ids[nom] = ecrit.id
  }
  const toujours = { horaires: { osm: '24/7', texte: null, aVerifier: false } }
  const jamais = { horaires: { osm: 'Mo-Su off; PH off', texte: null, aVerifier: false } }
  await publish('Numéro du département', { canal: 'telephone', position: null, ...SERT([], [], ['09']), ...toujours })
  await publish('Pamiers', {
    ...A_PAMIERS,
    ...SERT([], ['200067791', '200066231']),
    ...jamais,
    accessibilitePmr: 'non',
  })
  await publish('Foix', { ...SERT(['09122']), services: ['depot-pieces'], ...toujours })
  await publish('Foix sans position', { ...SERT(['09122']), position: null, ...jamais })
  await publish('Salariés', { ...SERT(['09122']), publicReserve: 'salaries-employeur' })
  await publish('Site', { canal: 'internet', position: null, ...SERT([], [], ['09', '31']), ...toujours })
  await publish('Toulouse', { ...SERT(['31555']), adresse: { ...A_PAMIERS.adresse, codeInsee: '31555' } })
  await publish('École', { ...SERT(['31555']), position: null, adresse: { ...A_PAMIERS.adresse, codeInsee: '31555' } })
  await publish('Retiré', SERT(['09122']))
  await db.transaction(async (tx) => {
    const found = await loadPointForUpdate(tx, ids.Retiré ?? '')
    if (found) await retirePoint(tx, found, AUTEUR)
  })
})

const names = (points: readonly { nom: string }[]) => points.map(({ nom }) => nom)
const TOUT = { limite: 50 }

describe('les points qui servent une commune', () => {
  it('viennent les siens d’abord, puis les plus proches, puis téléphone et internet', async () => {
    const { points } = await listPointsServing(db, FOIX)
    expect(names(points)).toEqual(['Foix', 'Foix sans position', 'Pamiers', 'Numéro du département', 'Site'])
    expect(points[2]?.environKm).toBe(17)
    expect(points[1]?.environKm).toBeNull()
    expect(points[2]).toMatchObject({ communeSlug: 'pamiers', departement: '09', demonstration: false })
  })

  it('taisent les publics réservés tant qu’ils ne sont pas demandés (R-ANN-01)', async () => {
    expect((await listPointsServing(db, FOIX)).reserves).toBe(1)
    const asked = await listPointsServing(db, FOIX, ['salaries-employeur'])
    expect(names(asked.points)).toContain('Salariés')
    expect(asked.reserves).toBe(0)
  })

  it('suivent l’EPCI et le département', async () => {
    const toulouse = { codeInsee: '31555', epci: '243100518', departement: '31', position: null }
    expect(names((await listPointsServing(db, toulouse)).points)).toEqual(['École', 'Toulouse', 'Site'])
  })
})

describe('l’annuaire', () => {
  it('donne tout, sauf ce qui est retiré ou réservé, une page après l’autre', async () => {
    const whole = await listPoints(db, {}, TOUT)
    expect(whole).toMatchObject({ total: 7, suivant: null })
    const seen: string[] = []
    let apres: string | undefined
    do {
      const page = await listPoints(db, {}, { limite: 1, apres })
      seen.push(...names(page.points))
      expect(page).toMatchObject({ total: 7, debut: seen.length })
      apres = page.suivant ?? undefined
    } while (apres)
    expect(seen).toEqual(names(whole.points))
    expect(new Set(seen).size).toBe(7)
  })

  it('s’exporte par lots, dans le même ordre et sans trou', async () => {
    for (const filtres of [
      {},
      { commune: '09122' },
      { pres: { latitude: 43.12, longitude: 1.61 } },
      { ouvert: true },
    ]) {
      const seen: string[] = []
      for await (const { nom } of streamPoints(db, filtres, 2)) seen.push(nom)
      expect(seen).toEqual(names((await listPoints(db, filtres, TOUT)).points))
    }
    expect(await streamPoints(db, { commune: '99999' }).next()).toEqual({ done: true, value: undefined })
  })

  it('numérote les épingles comme la liste, page après page', async () => {
    for (const filtres of [
      {},
      { commune: '09122' },
      { pres: { latitude: 43.12, longitude: 1.61 } },
      { departement: '09', public: 'salaries-employeur' },
      { ouvert: true },
    ] as const) {
      const whole = await listPoints(db, filtres, TOUT)
      const expected = whole.points.flatMap(({ id, nom, position }, index) =>
        position ? [[id, nom, position.latitude, position.longitude, index + 1]] : [],
      )
      expect(await listPositions(db, filtres)).toEqual(expected)
      expect(whole.situes).toBe(expected.length)
      const second = await listPoints(db, filtres, {
        limite: 2,
        apres: (await listPoints(db, filtres, { limite: 2 })).suivant ?? '',
      })
      for (const [id, , , , numero] of expected)
        expect([-1, Number(numero) - second.debut]).toContain(second.points.findIndex((point) => point.id === id))
    }
    expect(await listPositions(db, { commune: '99999' })).toEqual([])
  })

  it('range la page d’une commune comme l’annuaire', async () => {
    const { points } = await listPointsServing(db, FOIX)
    expect(names(points)).toEqual(names((await listPoints(db, { commune: '09122' }, TOUT)).points))
  })

  it('trie les noms en français', async () => {
    const noms = names((await listPoints(db, { departement: '31' }, TOUT)).points)
    expect(noms).toEqual(['Site', 'École', 'Toulouse'])
  })

  it('ne donne « autour de moi » que des lieux où l’on va', async () => {
    const lieux = await listLieux(db, {})
    expect(lieux.map(([, nom]) => nom).sort()).toEqual(['Foix', 'Pamiers', 'Toulouse'])
    expect(lieux.find(([, nom]) => nom === 'Pamiers')).toEqual([ids.Pamiers, 'Pamiers', 'Pamiers', 43.116, 1.611])
  })

  it('n’y joint les horaires que pour dire ce qui est ouvert, et ne juge rien (R-ANN-04)', async () => {
    const lieux = await listLieux(db, { ouvert: true })
    expect(lieux.map(([, nom]) => nom).sort()).toEqual(['Foix', 'Pamiers', 'Toulouse'])
    const [foix] = lieux.filter(([, nom]) => nom === 'Foix')
    const point = (await listPoints(db, { commune: '09122' }, TOUT)).points.find(({ nom }) => nom === 'Foix')
    expect(foix?.[5]).toEqual([point?.horaires.osm, '09', point?.fermetures])
    expect((await listLieux(db, {})).every((lieu) => lieu.length === 5)).toBe(true)
  })

  it('reconnaît ses curseurs, et ceux d’une autre liste', async () => {
    const suivant = (await listPoints(db, { departement: '31' }, { limite: 1 })).suivant ?? ''
    expect(isCursor(suivant, { departement: '31' })).toBe(true)
    for (const filtres of [{}, { departement: '09' }, { departement: '31', ouvert: true }, { commune: '31555' }])
      expect(isCursor(suivant, filtres)).toBe(false)
    expect(isCursor('x', { departement: '31' })).toBe(false)
    expect(await listPoints(db, {}, { limite: 1, apres: suivant })).toMatchObject({ debut: 1 })
  })

  it('repart du début pour un curseur qui n’est pas le sien', async () => {
    for (const apres of ['', 'x', 'W10', Buffer.from('["a\\u0000","b",1]').toString('base64url')])
      expect((await listPoints(db, {}, { limite: 1, apres })).points).toHaveLength(1)
  })

  it.each([
    [{ canal: 'telephone' }, ['Numéro du département']],
    [{ service: 'depot-pieces' }, ['Foix']],
    [{ commune: '31555' }, ['École', 'Toulouse', 'Site']],
    [{ commune: '99999' }, []],
    [{ departement: '31' }, ['Site', 'École', 'Toulouse']],
    [{ accessible: true, departement: '09', canal: 'physique' }, ['Foix', 'Foix sans position']],
    [
      { commune: '09122', canal: 'physique', public: 'salaries-employeur' },
      ['Foix', 'Foix sans position', 'Pamiers', 'Salariés'],
    ],
    [{ commune: '09122', public: 'locataires', service: 'depot-pieces' }, ['Foix']],
  ] as const)('filtre par %j', async (filtres, expected) => {
    const page = await listPoints(db, filtres, TOUT)
    expect(names(page.points).sort()).toEqual([...expected].sort())
    expect(page.total).toBe(expected.length)
  })

  it('juge « ouvert maintenant » à l’instant de la demande, page par page', async () => {
    const open = await listPoints(db, { ouvert: true, departement: '09' }, TOUT)
    expect(names(open.points).sort()).toEqual(['Foix', 'Numéro du département', 'Site'])
    expect(open.total).toBe(3)
    const first = await listPoints(db, { ouvert: true, departement: '09' }, { limite: 2 })
    expect(first.points).toHaveLength(2)
    const next = await listPoints(db, { ouvert: true, departement: '09' }, { limite: 2, apres: first.suivant ?? '' })
    expect(next).toMatchObject({ total: 3, suivant: null })
    expect(names([...first.points, ...next.points])).toEqual(names(open.points))
  })

  it('range par distance autour d’un lieu, et s’arrête au rayon', async () => {
    const pres = { latitude: 43.12, longitude: 1.61 }
    const page = await listPoints(db, { pres, canal: 'physique' }, TOUT)
    expect(names(page.points)[0]).toBe('Pamiers')
    expect(names(page.points).at(-1)).toBe('Foix sans position')
    const near = await listPoints(db, { pres, rayon: 5 }, TOUT)
    expect(names(near.points)).toEqual(['Pamiers'])
    expect(near.points[0]?.environKm).toBe(1)
  })

  it('compte le rayon depuis la commune demandée, et sans lieu connu ne le compte pas', async () => {
    const dAuPlus = async (rayon: number) =>
      names((await listPoints(db, { commune: '09122', canal: 'physique', rayon }, TOUT)).points)
    expect(await dAuPlus(5)).toEqual(['Foix', 'Foix sans position', 'Pamiers'])
    const ici = eq(commune.codeInsee, '09122')
    const { latitude, longitude } = FOIX.position
    await db.update(commune).set({ latitude, longitude, positionPrecision: 'commune' }).where(ici)
    expect(await dAuPlus(5)).toEqual(['Foix'])
    expect(await dAuPlus(50)).toEqual(['Foix', 'Pamiers'])
    await db.update(commune).set({ latitude: null, longitude: null, positionPrecision: null }).where(ici)
    const { total } = await listPoints(db, {}, TOUT)
    expect((await listPoints(db, { rayon: 5 }, TOUT)).total).toBe(total)
  })
})

describe('un point', () => {
  it('se lit avec son centre ; retiré ou inconnu, il n’existe pas', async () => {
    expect(await loadPoint(db, ids.Foix ?? '')).toMatchObject({
      nom: 'Foix',
      centre: 'Maison de l’habitat (démonstration)',
      departementNom: 'Ariège',
      misAJourLe: jour('2026-03-03'),
    })
    expect(await loadPoint(db, ids.Retiré ?? '')).toBeUndefined()
    expect(await loadPoint(db, 'inconnu')).toBeUndefined()
  })
})

describe('un point retiré', () => {
  it('dit son nom, le jour et où chercher ; un point publié ou inconnu ne dit rien', async () => {
    expect(await loadPoint(db, ids.Retiré ?? '')).toBeUndefined()
    expect(await loadPointRetire(db, ids.Retiré ?? '')).toEqual({
      nom: 'Retiré',
      retireLe: jourLocal(new Date(), 'Europe/Paris'),
      commune: { codeInsee: '09122', nom: 'Foix' },
      departement: { code: '09', nom: 'Ariège' },
    })
    expect(await loadPointRetire(db, ids.Foix ?? '')).toBeUndefined()
    expect(await loadPointRetire(db, 'inconnu000000')).toBeUndefined()
  })
})

it('un département montre aussi les points d’à côté qui servent une de ses communes, ou un de ses EPCI', async () => {
  const rattachement = { centreId: await insertCentre({ departements: ['09', '31'] }) }
  for (const [nom, sert] of [
    ['À côté, pour la ville', SERT(['31555'])],
    ['À côté, pour la métropole', SERT([], ['243100518'])],
    ['À côté, pour les siens', SERT(['09225'], ['200066231'])],
  ] as const) {
    const contenu = unPointDeContact({ nom, fermetures: [], ...A_PAMIERS, ...sert })
    await db.transaction((tx) => insertPoint(tx, { contenu, rattachement }, AUTEUR))
  }
  const voisins = names((await listPoints(db, { departement: '31' }, TOUT)).points)
  expect(voisins.filter((nom) => nom.startsWith('À côté')).sort()).toEqual([
    'À côté, pour la métropole',
    'À côté, pour la ville',
  ])
})
