/** Two who publish the same point at once, each by another way: the second sees what the first published. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadPointForUpdate, lockPoints } from '#db/repositories/points-de-contact.ts'
import { faitDePoint, importDeRecensement, pointDeContact } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { untilActive } from '#db/testing/requetes.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { toSaisieDePoint } from '#lib/domain/guichet/formulaire-de-point.ts'
import { feuilleDe } from '#lib/domain/guichet/recensement/testing.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { correctPoint, createPoint, withdrawPoint } from './edit-point.ts'
import { mergePoints } from './merge-points.ts'
import { publishRecensement } from './publish-recensement.ts'
import { revertImport } from './revert-import.ts'
import {
  contexteDe,
  lireClasseur,
  pointsDe,
  unAgentDe,
  unClasseurDe,
  unGestionnaire,
  unPoint,
  unPointA,
} from './testing.ts'
import { undoFaitDePoint } from './undo-fait.ts'

withDatabase()

const CODE = 'G0909'
let centreId: string
let agent: Contexte
let gestionnaire: Contexte
let deDeux: Contexte
beforeAll(async () => {
  await insertTerritoire()
  centreId = await insertCentre({ code: CODE, departements: ['09'] })
  agent = await unAgentDe(centreId, 'agent@x.invalid')
  gestionnaire = contexteDe(await unGestionnaire(['09']))
  deDeux = contexteDe(await unGestionnaire(['09', '31']))
})

const VIDE = { communes: [], epcis: [], departements: [] }
const create = (nom: string, tenu: string | null, par: Contexte, telephone = '05 36 49 00 01', lieu = {}) => {
  const contenu = unPointDeContact({ nom, telephone, territoire: VIDE, position: null })
  return createPoint({ saisie: { ...toSaisieDePoint(contenu), ...lieu }, centreId: tenu }, par)
}
type Reponse = Readonly<{ ok: true } | { ok: false; refus: Readonly<{ code: string }> }>
const codeOf = (answer: Reponse) => (answer.ok ? 'ok' : answer.refus.code)
const publies = (nom: string) =>
  db.$count(pointDeContact, and(eq(pointDeContact.nom, nom), isNull(pointDeContact.retireAt)))

/** Each begins while the one before has written and cannot end: their answers, once all may. */
async function together(...gestes: readonly (() => Promise<Reponse>)[]): Promise<string[]> {
  const answers: Promise<Reponse>[] = []
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('publication', 0))`)
    for (const geste of gestes) {
      answers.push(geste())
      await untilActive('pg_advisory_xact_lock', 'Lock', answers.length)
    }
  })
  return (await Promise.all(answers)).map(codeOf)
}

/** A gestionnaire's file, whose only row says which centre holds it. */
async function unRecensement(nom: string, telephone: string): Promise<string> {
  const entetes = 'Nom,Canal,Type,Services,Adresse,Code postal,Commune,Téléphone,Mis à jour le,Code guichet'.split(',')
  const rang = [...unPoint(nom, telephone).slice(1), CODE]
  const contenu = { feuilles: [feuilleDe('Points de contact', [entetes, rang])] }
  const { importId, examen } = await lireClasseur(contenu, { centreId: null, par: gestionnaire })
  expect(examen.points.map((rang) => [rang.centreId, rang.statut])).toEqual([[centreId, 'nouveau']])
  return importId
}

it('le formulaire d’un centre et le recensement de son gestionnaire ne publient pas deux fois le même (R-EDI-04)', async () => {
  const importId = await unRecensement('Guichet du formulaire', '05 36 49 00 02')
  const publish = () => publishRecensement(importId, gestionnaire)
  expect(await together(() => create('Guichet du formulaire', centreId, agent), publish)).toEqual([
    'ok',
    'publie-entre-temps',
  ])
  expect(await publies('Guichet du formulaire')).toBe(1)
})

it.each([
  { nom: 'Guichet du fichier', telephone: '05 36 49 00 03', isDAvant: false },
  { nom: 'Guichet d’un fichier d’avant', telephone: '05 36 49 00 07', isDAvant: true },
])('ni le recensement d’abord, le formulaire ensuite : $nom (R-EDI-04)', async ({ nom, telephone, isDAvant }) => {
  const importId = await unRecensement(nom, telephone)
  const { analyse } = importDeRecensement
  const centres = sql`${analyse} -> 'centres'`
  const [tete] = await db.select({ centres }).from(importDeRecensement).where(eq(importDeRecensement.id, importId))
  expect(tete).toEqual({ centres: [centreId] })
  // A version of before did not write whom the rows name in the head of an import.
  if (isDAvant)
    await db
      .update(importDeRecensement)
      .set({ analyse: sql`${analyse} - 'centres'` })
      .where(eq(importDeRecensement.id, importId))
  const publish = () => publishRecensement(importId, gestionnaire)
  expect(await together(publish, () => create(nom, centreId, agent))).toEqual(['ok', 'point-deja-la'])
  expect(await publies(nom)).toBe(1)
})

it('deux gestionnaires dont les départements se recoupent non plus, dans quelque ordre qu’ils soient écrits (R-EDI-04)', async () => {
  const retournes = contexteDe(await unGestionnaire(['31', '09']))
  const gestes = [deDeux, retournes, gestionnaire].map((par) => () => create('Guichet disputé', null, par))
  expect(await together(...gestes)).toEqual(['ok', 'point-deja-la', 'point-deja-la'])
  expect(await publies('Guichet disputé')).toBe(1)
})

/** Two points of one centre, the withdrawn one before the other in the order that holds them. */
async function unRetireEtUnReste(courriel: string) {
  const tenu = await insertCentre({ departements: ['09'] })
  const par = await unAgentDe(tenu, courriel)
  for (const [nom, telephone] of [
    ['Guichet A', '05 36 49 00 04'],
    ['Guichet B', '05 36 49 00 05'],
  ] as const)
    expect(codeOf(await create(nom, tenu, par, telephone))).toBe('ok')
  const [retire, reste] = await pointsDe(tenu).orderBy(pointDeContact.id)
  if (!retire || !reste) throw new Error('two points')
  return { tenu, par, retire, reste }
}

it('un point retiré par un import se déclare de nouveau pendant que l’import s’annule : aucun n’attend l’autre pour toujours', async () => {
  const { tenu, par, retire, reste } = await unRetireEtUnReste('annule@x.invalid')
  // The file withdraws the one that is locked first, and changes the other.
  const contenu = unClasseurDe([unPoint(reste.nom, '05 36 49 00 06')])
  const { importId } = await lireClasseur(contenu, { centreId: tenu, par })
  expect(codeOf(await publishRecensement(importId, par, { retirer: [retire.id] }))).toBe('ok')
  const gestes: Promise<Reponse>[] = []
  await db.transaction(async (tx) => {
    await lockPoints(tx, [reste.id])
    gestes.push(create(retire.nom, tenu, par, '05 36 49 00 07'))
    await untilActive('"point_de_contact"', 'Lock')
    gestes.push(revertImport(importId, par))
    await untilActive('pg_advisory_xact_lock', 'Lock')
  })
  expect((await Promise.all(gestes)).map(codeOf)).toEqual(['ok', 'ok'])
  // What was declared meanwhile is kept, the rest is as before.
  const apres = await pointsDe(tenu).orderBy(pointDeContact.id)
  expect(apres.map((point) => [point.id, point.telephone, point.retireAt])).toEqual([
    [retire.id, '05 36 49 00 07', null],
    [reste.id, reste.telephone, null],
  ])
})

it('ni pendant qu’il se réunit à un autre', async () => {
  const { tenu, par, retire, reste } = await unRetireEtUnReste('reunit@x.invalid')
  expect(codeOf(await withdrawPoint(retire.id, par))).toBe('ok')
  const gestes: Promise<Reponse>[] = []
  await db.transaction(async (tx) => {
    await lockPoints(tx, [reste.id])
    gestes.push(create(retire.nom, tenu, par, '05 36 49 00 07'))
    await untilActive('"point_de_contact"', 'Lock')
    gestes.push(mergePoints({ doublon: reste.id, garde: retire.id }, par))
    await untilActive('pg_advisory_xact_lock', 'Lock')
  })
  expect((await Promise.all(gestes)).map(codeOf)).toEqual(['ok', 'ok'])
  const apres = await pointsDe(tenu).orderBy(pointDeContact.id)
  expect(apres.map((point) => [point.telephone, point.fusionneDans])).toEqual([
    ['05 36 49 00 07', null],
    [reste.telephone, retire.id],
  ])
})

it('un point d’un autre, glissé parmi ceux à retirer, n’est ni tenu ni retiré par la publication', async () => {
  const autre = await unRetireEtUnReste('autre@x.invalid')
  const { tenu, par, retire } = await unRetireEtUnReste('glisse@x.invalid')
  const { importId } = await lireClasseur(unClasseurDe([unPoint('Guichet C', '05 36 49 00 08')]), {
    centreId: tenu,
    par,
  })
  const publication = await db.transaction(async (tx) => {
    await lockPoints(tx, [autre.reste.id])
    return publishRecensement(importId, par, { retirer: [retire.id, autre.reste.id] })
  })
  expect(codeOf(publication)).toBe('ok')
  expect((await pointsDe(autre.tenu)).map(({ retireAt }) => retireAt)).toEqual([null, null])
  expect((await pointsDe(tenu)).filter(({ retireAt }) => retireAt).map(({ id }) => id)).toEqual([retire.id])
})

const FOIX = { commune: 'Foix', codePostal: '09000', codeInsee: '09122' }
const PAMIERS = { commune: 'Pamiers', codePostal: '09100', codeInsee: '09225' }
const TOULOUSE = { commune: 'Toulouse', codePostal: '31000', codeInsee: '31555' }
type Tenant = Readonly<{ tenu: string | null; par: Contexte; departements?: string[] }>

describe('un point se déplace au moment où un autre du même nom y paraîtrait (R-REC-116)', () => {
  let rang = 0
  const noms = () => {
    rang += 1
    return { nom: `Mairie ${rang}`, relais: `Relais ${rang}` }
  }
  const unTenant = async (): Promise<Tenant> => {
    const tenu = await insertCentre({ departements: ['09'] })
    return { tenu, par: await unAgentDe(tenu, `deplace-${rang}@x.invalid`) }
  }
  const sansCentre = (): Tenant => ({ tenu: null, par: deDeux, departements: ['09', '31'] })
  const un = (nom: string, { commune, codePostal }: typeof FOIX, id: string | null = null, sien = 1) => [
    id,
    ...unPointA(nom, commune, codePostal, `05 36 49 ${40 + rang} 0${sien}`).slice(1),
  ]
  const lire = ({ tenu, par, departements = ['09'] }: Tenant, ...points: ReturnType<typeof un>[]) =>
    lireClasseur(unClasseurDe(points), { centreId: tenu, par, departements })
  /** Publishes a file that withdraws that one, when it does not hold it. */
  async function publie(tenant: Tenant, retire: string, ...points: ReturnType<typeof un>[]): Promise<string> {
    const { importId, examen } = await lire(tenant, ...points)
    const retirer = examen.absents.flatMap(({ id, nom }) => (nom === retire ? [id] : []))
    const publish = await publishRecensement(importId, tenant.par, { retirer, confirmer: 'tout' })
    expect(codeOf(publish)).toBe('ok')
    return importId
  }
  async function idDe(nom: string): Promise<string> {
    const [point] = await db
      .select({ id: pointDeContact.id })
      .from(pointDeContact)
      .where(and(eq(pointDeContact.nom, nom), isNull(pointDeContact.retireAt)))
    if (!point) throw new Error(nom)
    return point.id
  }
  /** The relais takes that name there, by its form. */
  async function correct(id: string, nom: string, lieu: typeof FOIX, { par }: Tenant): Promise<Reponse> {
    const actuel = await db.transaction((tx) => loadPointForUpdate(tx, id))
    if (!actuel) throw new Error(id)
    const saisie = { ...toSaisieDePoint(actuel.point), nom, ...lieu, territoire: '' }
    return correctPoint({ id, version: actuel.version, saisie }, par)
  }
  /** The mairie, in Foix, is withdrawn by an import that leaves the relais where it is. */
  async function unRetrait(tenant: Tenant, { nom, relais }: ReturnType<typeof noms>, lieu: typeof FOIX) {
    await publie(tenant, nom, un(nom, FOIX), un(relais, lieu, null, 2))
    const id = await idDe(relais)
    const importId = await publie(tenant, nom, un(relais, lieu, id, 2))
    return { id, revert: () => revertImport(importId, tenant.par) }
  }

  it.each([FOIX, PAMIERS])('de $commune, par sa fiche, pendant qu’un import s’annule', async (lieu) => {
    const { nom, relais } = noms()
    const tenant = await unTenant()
    const { id, revert } = await unRetrait(tenant, { nom, relais }, lieu)
    expect(await together(() => correct(id, nom, FOIX, tenant), revert)).toEqual(['ok', 'ok'])
    expect(await publies(nom)).toBe(1)
  })

  it('sans centre, d’un autre département', async () => {
    const { nom, relais } = noms()
    const { id, revert } = await unRetrait(sansCentre(), { nom, relais }, TOULOUSE)
    expect(await together(() => correct(id, nom, FOIX, sansCentre()), revert)).toEqual(['ok', 'ok'])
    expect(await publies(nom)).toBe(1)
  })

  it('ou se crée là d’où l’import avait mené l’autre', async () => {
    const { nom } = noms()
    const tenant = sansCentre()
    await publie(tenant, nom, un(nom, TOULOUSE))
    const importId = await publie(tenant, nom, un(nom, FOIX, await idDe(nom)))
    const voisin = contexteDe(await unGestionnaire(['31']))
    const creer = () => create(nom, null, voisin, '05 61 00 00 01', TOULOUSE)
    expect(await together(creer, () => revertImport(importId, tenant.par))).toEqual(['ok', 'ok'])
    const ici = and(eq(pointDeContact.nom, nom), eq(pointDeContact.codeInsee, TOULOUSE.codeInsee))
    expect(await db.$count(pointDeContact, ici)).toBe(1)
  })

  it('par le journal', async () => {
    const { nom, relais } = noms()
    const tenant = await unTenant()
    await publie(tenant, nom, un(nom, FOIX))
    const id = await idDe(nom)
    expect(codeOf(await correct(id, relais, PAMIERS, tenant))).toBe('ok')
    const [fait] = await db.select().from(faitDePoint).where(eq(faitDePoint.pointId, id)).orderBy(desc(faitDePoint.id))
    expect(codeOf(await create(nom, tenant.tenu, tenant.par))).toBe('ok')
    const importId = await publie(tenant, nom, un(`Annexe ${rang}`, FOIX, null, 3))
    const gestes = [() => undoFaitDePoint(fait?.id ?? 0, tenant.par), () => revertImport(importId, tenant.par)]
    expect(await together(...gestes)).toEqual(['ok', 'ok'])
    expect(await publies(nom)).toBe(1)
  })

  it('ou pendant qu’un fichier le publie : il est comparé de nouveau', async () => {
    const { nom, relais } = noms()
    const tenant = await unTenant()
    await publie(tenant, nom, un(relais, PAMIERS, null, 2))
    const id = await idDe(relais)
    const { importId } = await lire(tenant, un(nom, FOIX), un(relais, PAMIERS, id, 2))
    const gestes = [() => correct(id, nom, FOIX, tenant), () => publishRecensement(importId, tenant.par)]
    expect(await together(...gestes)).toEqual(['ok', 'publie-entre-temps'])
    expect(await publies(nom)).toBe(1)
  })
})
