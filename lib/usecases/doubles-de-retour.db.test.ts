/** An import is reverted, and a point that it would publish again looks like one that was published since. */
import { and, eq, isNull } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findRetourDImport } from '#db/queries/retours.ts'
import { loadPointForUpdate, updatePoint } from '#db/repositories/points-de-contact.ts'
import { faitDePoint, pointDeContact } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { type Jour, jour } from '#lib/domain/calendrier.ts'
import { withdrawPoint } from './edit-point.ts'
import { publishRecensement } from './publish-recensement.ts'
import { reopenImport, revertImport } from './revert-import.ts'
import {
  contexteDe,
  importDe,
  lireClasseur,
  pointsDe,
  type Tenu,
  unCentre,
  unClasseurDe,
  unGestionnaire,
  unPoint,
  unPointA,
} from './testing.ts'

withDatabase()
beforeAll(insertTerritoire)

let essais = 0
let centre: Tenu
let autre: Tenu
/** The place of this test, and another one of the same centre. */
let mairie: string
let relais: string
beforeEach(async () => {
  essais += 1
  centre = await unCentre(`a${essais}`)
  autre = await unCentre(`b${essais}`)
  mairie = `Mairie ${essais}`
  relais = `Relais ${essais}`
})
const numero = (rang: number): string => `05 36 49 ${10 + essais} ${10 + rang}`

/** Publishes a file that withdraws what it does not hold; the id of the import. */
async function publie({ id, agent }: Tenu, ...points: ReturnType<typeof unPoint>[]): Promise<string> {
  const { importId, examen } = await lireClasseur(unClasseurDe(points), { centreId: id, par: agent })
  const retirer = examen.absents.map((absent) => absent.id)
  expect((await publishRecensement(importId, agent, { retirer, confirmer: 'tout' })).ok).toBe(true)
  return importId
}
const publies = async ({ id }: Tenu) =>
  (
    await db
      .select({ nom: pointDeContact.nom })
      .from(pointDeContact)
      .where(and(eq(pointDeContact.centreId, id), isNull(pointDeContact.retireAt)))
      .orderBy(pointDeContact.nom)
  ).map(({ nom }) => nom)
const idDe = async ({ id }: Tenu, nom: string) =>
  (await pointsDe(id)).find((point) => point.nom === nom && point.retireAt === null)?.id ?? ''
type Changements = Readonly<{ nom?: string; commentaire?: string; misAJourLe?: Jour }>
const change = (id: string, changes: Changements) =>
  db.transaction(async (tx) => {
    const actuel = await loadPointForUpdate(tx, id)
    if (!actuel) throw new Error(id)
    const { id: _id, centreId: _centreId, ...contenu } = actuel.point
    await updatePoint(tx, actuel, { ...contenu, ...changes }, { compteId: null })
  })
const attendus = async (importId: string) => (await findRetourDImport(centre.agent.acteur, importId))?.modifies ?? []

/** The mairie is published, then withdrawn by an import that leaves the relais. */
async function unRetrait(): Promise<string> {
  await publie(centre, unPoint(mairie, numero(1)), unPoint(relais, numero(2)))
  const importId = await publie(centre, unPoint(relais, numero(3)))
  expect(await publies(centre)).toEqual([relais])
  return importId
}

it('un autre centre le publie depuis : il reste retiré, se montre, et revient si on le choisit (R-REC-116)', async () => {
  const importId = await unRetrait()
  await publie(autre, unPoint(mairie.toUpperCase(), numero(4)))
  const double = await idDe(autre, mairie.toUpperCase())
  const [vu] = await attendus(importId)
  expect(vu).toMatchObject({
    titre: mairie,
    acte: 'retablir',
    depuis: [],
    doubles: { points: [{ id: double, nom: mairie.toUpperCase(), detenteur: `b${essais}`, version: 1 }], autres: 0 },
  })
  expect(await revertImport(importId, centre.agent)).toMatchObject({ value: { rendus: 1, gardes: 1 } })
  expect(await publies(centre)).toEqual([relais])
  // The other one moves: what was shown is not what stands there any more.
  await change(double, { commentaire: 'Sonnez' })
  const choisis = vu ? [vu.cle] : []
  expect(await revertImport(importId, centre.agent, { choisis })).toMatchObject({ value: { rendus: 1, gardes: 1 } })
  expect(await publies(centre)).toEqual([relais])
  const [revu] = await attendus(importId)
  expect(revu).toMatchObject({ doubles: { points: [{ id: double, version: 2 }] } })
  expect(await revertImport(importId, centre.agent, { choisis: revu ? [revu.cle] : [] })).toMatchObject({
    value: { rendus: 2, gardes: 0 },
  })
  expect(await publies(centre)).toEqual([mairie, relais])
  expect(await attendus(importId)).toEqual([])
})

it('un point du même centre a pris son nom depuis : il reste retiré (R-REC-116)', async () => {
  await publie(centre, unPoint(mairie, numero(1)), unPoint(relais, numero(2)))
  const importId = await publie(centre, unPoint(relais, numero(2)))
  await change(await idDe(centre, relais), { nom: mairie })
  expect(await attendus(importId)).toMatchObject([
    { titre: mairie, doubles: { points: [{ detenteur: `a${essais}` }] } },
  ])
  expect(await revertImport(importId, centre.agent)).toMatchObject({ value: { rendus: 0, gardes: 1 } })
  expect(await publies(centre)).toEqual([mairie])
})

it('celui qui était déjà là avant l’import n’est pas demandé (R-REC-116)', async () => {
  await publie(autre, unPoint(mairie, numero(4)))
  const importId = await unRetrait()
  expect(await attendus(importId)).toEqual([])
  expect(await revertImport(importId, centre.agent)).toMatchObject({ value: { rendus: 2, gardes: 0 } })
  expect(await publies(centre)).toEqual([mairie, relais])
})

it('celui qui y était, et que son centre a corrigé ou confirmé depuis, n’est pas demandé (R-REC-116)', async () => {
  await publie(autre, unPoint(mairie, numero(4)))
  const importId = await unRetrait()
  const voisin = await idDe(autre, mairie)
  await change(voisin, { commentaire: 'Sonnez' })
  expect(await attendus(importId)).toEqual([])
  // « Toujours exact »: only the day changes.
  await change(voisin, { misAJourLe: jour('2026-11-01') })
  expect(await attendus(importId)).toEqual([])
  // It left the place, and came back to it: it stood there all the same.
  await change(voisin, { nom: relais })
  await change(voisin, { nom: mairie })
  expect(await revertImport(importId, centre.agent)).toMatchObject({ value: { rendus: 2, gardes: 0 } })
  expect(await publies(centre)).toEqual([mairie, relais])
})

it('les points d’un gestionnaire de plusieurs départements, chacun chez lui (R-REC-116)', async () => {
  const departements = ['09', '31']
  const gestionnaire = contexteDe(await unGestionnaire(departements))
  const [foix, toulouse] = [unPoint(mairie, numero(1)), unPointA(relais, 'Toulouse', '31000', numero(2))]
  const publieTout = async (...points: ReturnType<typeof unPoint>[]) => {
    const depot = { centreId: null, par: gestionnaire, departements }
    const { importId, examen } = await lireClasseur(unClasseurDe(points), depot)
    const retirer = examen.absents.map(({ id }) => id)
    expect((await publishRecensement(importId, gestionnaire, { retirer, confirmer: 'tout' })).ok).toBe(true)
    return importId
  }
  await publieTout(foix, toulouse, unPoint(`Reste ${essais}`, numero(5)))
  const importId = await publieTout(unPoint(`Reste ${essais}`, numero(5)))
  // Another centre of the second département publishes it since, and the gestionnaire the first one under a new id.
  const voisin = await unCentre(`c${essais}`, ['31'])
  const { importId: leSien } = await lireClasseur(unClasseurDe([toulouse]), {
    centreId: voisin.id,
    par: voisin.agent,
    departements: ['31'],
  })
  expect((await publishRecensement(leSien, voisin.agent, { confirmer: 'tout' })).ok).toBe(true)
  const [reste] = await db
    .select({ id: pointDeContact.id })
    .from(pointDeContact)
    .where(eq(pointDeContact.nom, `Reste ${essais}`))
  await change(reste?.id ?? '', { nom: mairie })
  const vus = (await findRetourDImport(gestionnaire.acteur, importId))?.modifies ?? []
  expect(
    vus.map((vu) => [vu.titre, vu.objet === 'point' && vu.doubles.points.map(({ detenteur }) => detenteur)]),
  ).toEqual(
    expect.arrayContaining([
      [mairie, [null]],
      [relais, [`c${essais}`]],
    ]),
  )
  expect(await revertImport(importId, gestionnaire)).toMatchObject({ value: { rendus: 0, gardes: 2 } })
  const choisis = vus.map(({ cle }) => cle)
  expect(await revertImport(importId, gestionnaire, { choisis })).toMatchObject({ value: { rendus: 2, gardes: 0 } })
})

it('un point modifié depuis et en double attend un seul choix (R-REC-61, R-REC-116)', async () => {
  await publie(centre, unPoint(mairie, numero(1)), unPoint(relais, numero(2)))
  const id = await idDe(centre, mairie)
  const importId = await publie(centre, unPoint(`Annexe ${essais}`, numero(1), { 0: id }), unPoint(relais, numero(2)))
  await publie(autre, unPoint(mairie, numero(4)))
  await change(id, { commentaire: 'Sonnez' })
  const vus = await attendus(importId)
  expect(vus).toMatchObject([{ acte: 'remplacer', depuis: [{}], doubles: { points: [{ detenteur: `b${essais}` }] } }])
  expect(await revertImport(importId, centre.agent)).toMatchObject({ value: { rendus: 0, gardes: 1 } })
  expect(await revertImport(importId, centre.agent, { choisis: vus.map(({ cle }) => cle) })).toMatchObject({
    value: { rendus: 1, gardes: 0 },
  })
  expect(await publies(centre)).toEqual([mairie, relais])
})

/** An import withdraws the mairie, whose name the relais takes; the relais is corrected since. */
async function unNomRepris(): Promise<string> {
  await publie(centre, unPoint(mairie, numero(1)), unPoint(relais, numero(2)))
  const id = await idDe(centre, relais)
  const importId = await publie(centre, unPoint(mairie, numero(2), { 0: id }))
  await change(id, { commentaire: 'Sonnez' })
  return importId
}

it('celui qu’on choisit laisse sa place à l’autre ; un second clic ne rend rien de plus (R-REC-62, R-REC-116)', async () => {
  const importId = await unNomRepris()
  const vus = await attendus(importId)
  expect(vus.map(({ titre, acte, depuis }) => [titre, acte, depuis.length])).toEqual(
    expect.arrayContaining([
      [mairie, 'retablir', 0],
      [mairie, 'remplacer', 1],
    ]),
  )
  const choisis = vus.flatMap(({ cle, acte }) => (acte === 'remplacer' ? [cle] : []))
  const faits: number[] = []
  for (const click of [1, 2]) {
    const rendu = await revertImport(importId, centre.agent, { choisis })
    expect([click, rendu]).toMatchObject([click, { value: { rendus: 2, gardes: 0 } }])
    expect(await publies(centre)).toEqual([mairie, relais])
    faits.push(await db.$count(faitDePoint))
  }
  expect(faits[1]).toBe(faits[0])
  expect(await attendus(importId)).toEqual([])
})

it('celui qui tenait sa place part entre deux clics : il ne revient que si on le choisit (R-REC-62)', async () => {
  const importId = await unNomRepris()
  expect(await revertImport(importId, centre.agent)).toMatchObject({ value: { rendus: 0, gardes: 2 } })
  await change(await idDe(centre, mairie), { nom: relais })
  expect(await revertImport(importId, centre.agent)).toMatchObject({ value: { rendus: 0, gardes: 2 } })
  expect(await publies(centre)).toEqual([relais])
  const [vu] = (await attendus(importId)).filter(({ acte }) => acte === 'retablir')
  expect(vu).toMatchObject({ titre: mairie, depuis: [], doubles: { points: [] } })
  expect((await revertImport(importId, centre.agent, { choisis: vu ? [vu.cle] : [] })).ok).toBe(true)
  expect(await publies(centre)).toEqual([mairie, relais])
})

it('un autre centre retire le sien entre deux clics, ou l’import se compare de nouveau : rien de plus (R-REC-62)', async () => {
  const importId = await unRetrait()
  await publie(autre, unPoint(mairie, numero(4)))
  const first = await revertImport(importId, centre.agent)
  expect(first).toMatchObject({ value: { rendus: 1, gardes: 1 } })
  expect((await withdrawPoint(await idDe(autre, mairie), autre.agent)).ok).toBe(true)
  const later = () => revertImport(importId, centre.agent)
  expect(await later()).toMatchObject({ value: { rendus: 1, gardes: 1 } })
  expect(await publies(centre)).toEqual([relais])
  const retour = await findRetourDImport(centre.agent.acteur, importId)
  expect(retour).toMatchObject({
    comptes: { points: { retablir: 0 } },
    modifies: [{ titre: mairie, acte: 'retablir' }],
  })
  expect((await reopenImport(importId, centre.agent)).ok).toBe(true)
  expect(await later()).toMatchObject({ value: { rendus: 1, gardes: 1 } })
  expect((await importDe(importId)).etat).toBe('lu')
  expect(await publies(centre)).toEqual([relais])
})

it('un fichier décalé d’une ligne : choisir le premier libère les autres (R-REC-116)', async () => {
  const nom = (rang: number) => `Point ${essais} ${rang}`
  const rangs = [0, 1, 2]
  await publie(centre, ...rangs.map((rang) => unPoint(nom(rang), numero(rang))))
  const ids = await Promise.all(rangs.map((rang) => idDe(centre, nom(rang))))
  const decales = rangs.map((rang) => unPoint(nom(rang + 1), numero(rang + 1), { 0: ids[rang] ?? null }))
  const importId = await publie(centre, ...decales)
  await change(ids[0] ?? '', { commentaire: 'Sonnez' })
  const vus = await attendus(importId)
  expect(vus.map(({ acte, depuis }) => [acte, depuis.length]).sort()).toEqual([
    ['remplacer', 0],
    ['remplacer', 0],
    ['remplacer', 1],
  ])
  const choisis = vus.flatMap(({ cle, depuis }) => (depuis.length > 0 ? [cle] : []))
  expect(await revertImport(importId, centre.agent, { choisis })).toMatchObject({ value: { rendus: 3, gardes: 0 } })
  expect(await publies(centre)).toEqual(rangs.map(nom))
})
