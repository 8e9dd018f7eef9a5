import { asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { db } from '../client.ts'
import { desserte, faitDePoint, pointDeContact } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertCentre, insertTerritoire } from '../testing/territoire.ts'
import {
  insertPoint,
  loadPointForUpdate,
  loadPointsForUpdate,
  newPointId,
  restorePoint,
  retirePoint,
  toContenu,
  updatePoint,
  writePoints,
} from './points-de-contact.ts'

withDatabase()
const AUTEUR = { compteId: null, feuille: 'Points de contact', ligne: 7 }
let centreId = ''
beforeAll(async () => {
  await insertTerritoire()
  centreId = await insertCentre({ departements: ['09', '31'] })
})

const load = async (id: string) => {
  const found = await db.transaction((tx) => loadPointForUpdate(tx, id))
  if (!found) throw new Error('not found')
  return found
}

describe('l’écriture d’un point de contact', () => {
  it.each(['physique', 'telephone', 'internet'] as const)('relit exactement ce qui est écrit (%s)', async (canal) => {
    const contenu = unPointDeContact({ canal })
    const { id } = await db.transaction((tx) => insertPoint(tx, { contenu, rattachement: { centreId } }, AUTEUR))
    const lu = await load(id)
    expect(toContenu(lu.point)).toEqual(contenu)
    expect(lu).toMatchObject({ version: 1, departementCode: '09', demonstration: false, retireAt: null })
  })

  it('écrit plusieurs lots à la fois : chacun son état, son histoire et ce qu’il sert', async () => {
    // Signs that a copy of rows writes otherwise.
    const commentaire = 'Une \\ barre,\tun blanc\net \\N la suite'
    const contenu = (rang: number) =>
      unPointDeContact({ canal: 'physique', nom: `Point fictif en nombre ${rang}`, commentaire })
    const auteurDe = (rang: number) => ({ ...AUTEUR, ligne: rang })
    const nouveaux = await db.transaction((tx) =>
      writePoints(
        tx,
        Array.from({ length: 12_500 }, (_, rang) => ({
          contenu: contenu(rang),
          auteur: auteurDe(rang),
          nouveau: { rattachement: { centreId } },
        })),
      ),
    )
    expect(new Set(nouveaux.map(({ id }) => id)).size).toBe(12_500)
    const last = nouveaux.at(-1)?.id ?? ''
    expect(toContenu((await load(last)).point)).toEqual(contenu(12_499))
    const actuel = await load(last)
    const change = { ...contenu(12_499), commentaire: 'Changé' }
    const ecrits = await db.transaction((tx) =>
      writePoints(tx, [
        { contenu: change, auteur: AUTEUR, actuel },
        { contenu: contenu(12_500), auteur: AUTEUR, nouveau: { rattachement: { centreId } } },
      ]),
    )
    expect(ecrits).toMatchObject([{ id: last, version: 2 }, { version: 1 }])
    expect(ecrits[0]?.balises).toEqual([`point:${last}`, ...(nouveaux.at(-1)?.balises ?? [])])
    const faits = await db.select().from(faitDePoint).where(eq(faitDePoint.pointId, last)).orderBy(asc(faitDePoint.id))
    expect(faits).toMatchObject([
      { nature: 'creation', ligne: 12_499, avant: null, apres: contenu(12_499), version: 1 },
      { nature: 'modification', ligne: 7, avant: contenu(12_499), apres: change, version: 2 },
    ])
  })

  it('fait servir le département de son centre à un numéro sans territoire (R-PDC-03)', async () => {
    const contenu = unPointDeContact({
      canal: 'telephone',
      territoire: { communes: [], epcis: [], departements: [] },
    })
    const ecrit = await db.transaction((tx) => insertPoint(tx, { contenu, rattachement: { centreId } }, AUTEUR))
    // Of its own page nobody can have asked yet.
    expect(ecrit.balises).toEqual(['desserte:departement:09', 'desserte:departement:31'])
  })

  it('suit un point sans centre jusqu’au département de ce qu’il sert', async () => {
    const contenu = unPointDeContact({
      canal: 'internet',
      territoire: { communes: [], epcis: ['243100518'], departements: [] },
    })
    const rattachement = { centreId: null, departements: ['09', '31'] }
    const { id } = await db.transaction((tx) => insertPoint(tx, { contenu, rattachement }, AUTEUR))
    expect((await load(id)).departementCode).toBe('31')
  })

  it('élève la version, garde l’histoire et nomme ce qui était servi avant et après', async () => {
    const contenu = unPointDeContact({ territoire: { communes: ['09225'], epcis: [], departements: [] } })
    const { id } = await db.transaction((tx) => insertPoint(tx, { contenu, rattachement: { centreId } }, AUTEUR))
    const change = {
      ...contenu,
      nom: 'Autre nom',
      territoire: { communes: [], epcis: ['200067791'], departements: [] },
    }
    const ecrit = await db.transaction(async (tx) => updatePoint(tx, await load(id), change, AUTEUR))
    expect(ecrit).toEqual({
      id,
      version: 2,
      balises: [`point:${id}`, 'desserte:commune:09225', 'desserte:epci:200067791'],
    })
    const retrait = await db.transaction(async (tx) => retirePoint(tx, await load(id), AUTEUR))
    expect(retrait.balises).toEqual([`point:${id}`, 'desserte:epci:200067791'])
    expect(await db.select().from(desserte).where(eq(desserte.pointId, id))).toEqual([])
    expect((await load(id)).retireAt).toBeInstanceOf(Date)
    await db.transaction(async (tx) => restorePoint(tx, await load(id), contenu, AUTEUR))
    const faits = await db.select().from(faitDePoint).where(eq(faitDePoint.pointId, id)).orderBy(asc(faitDePoint.id))
    expect(faits.map((fait) => [fait.nature, fait.version, fait.ligne])).toEqual([
      ['creation', 1, 7],
      ['modification', 2, 7],
      ['retrait', 3, 7],
      ['retablissement', 4, 7],
    ])
    expect(faits[1]).toMatchObject({ avant: JSON.parse(JSON.stringify(contenu)), apres: { nom: 'Autre nom' } })
    expect((await load(id)).retireAt).toBeNull()
  })

  it('garde à part les points de chaque centre et ceux du gestionnaire', async () => {
    const seul = await insertCentre()
    const { id } = await db.transaction((tx) =>
      insertPoint(tx, { contenu: unPointDeContact(), rattachement: { centreId: seul } }, AUTEUR),
    )
    const points = await db.transaction((tx) => loadPointsForUpdate(tx, { centreId: seul }))
    expect(points.map((item) => item.point.id)).toEqual([id])
    const libres = await db.transaction((tx) => loadPointsForUpdate(tx, { centreId: null, departements: ['31'] }))
    expect(libres.every((item) => item.point.centreId === null && item.departementCode === '31')).toBe(true)
  })

  it('n’écrit rien quand une écriture échoue', async () => {
    const avant = await db.$count(pointDeContact)
    const adresse = { voie: '1 rue', complement: null, codePostal: '00000', commune: 'Nulle part', codeInsee: '99999' }
    await expect(
      db.transaction(async (tx) => {
        await insertPoint(tx, { contenu: unPointDeContact(), rattachement: { centreId } }, AUTEUR)
        await insertPoint(tx, { contenu: unPointDeContact({ adresse }), rattachement: { centreId } }, AUTEUR)
      }),
    ).rejects.toThrow()
    // As many as are copied: the last one only is refused, once all were sent.
    await expect(
      db.transaction((tx) =>
        writePoints(
          tx,
          Array.from({ length: 1_500 }, (_, rang) => ({
            contenu: unPointDeContact(rang === 1_499 ? { adresse } : {}),
            auteur: AUTEUR,
            nouveau: { rattachement: { centreId } },
          })),
        ),
      ),
    ).rejects.toThrow()
    expect(await db.$count(pointDeContact)).toBe(avant)
  })

  it('donne des identifiants courts, propres aux adresses et qui ne ressemblent jamais à une formule', () => {
    fc.assert(
      fc.property(fc.constant(null), () => {
        expect(newPointId()).toMatch(/^[A-Za-z][\w-]{11}$/)
      }),
    )
  })
})
