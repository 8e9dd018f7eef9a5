import { desc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertPoint, loadPointForUpdate } from '#db/repositories/points-de-contact.ts'
import { centre, desserte, faitDePoint } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { type SaisieDePoint, toSaisieDePoint } from '#lib/domain/guichet/formulaire-de-point.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { correctPoint } from './edit-point.ts'
import { contexteDe, type Tenu, unCentre, unDecor } from './testing.ts'
import { undoFaitDePoint } from './undo-fait.ts'

withDatabase()

const codeOf = (answer: { ok: true } | { ok: false; refus: { code: string } }) => (answer.ok ? 'ok' : answer.refus.code)
const A_TOULOUSE = { voie: '1 rue Inventée', codePostal: '31000', commune: 'Toulouse', codeInsee: '31555' }
const VIDE = { communes: [], epcis: [], departements: [] }
let aCheval: Tenu
let ariege: Contexte
let garonne: Contexte

beforeAll(async () => {
  const { gestionnaire } = await unDecor()
  ariege = gestionnaire
  garonne = contexteDe({ ...gestionnaire.acteur, departements: ['31'] } as Acteur)
  aCheval = await unCentre('à cheval', ['09', '31'])
})

let rang = 0
/** A point in Foix, of a name of its own, of the centre that stands in both départements unless told. */
async function unPointAFoix({
  centreId = aCheval.id,
  ...changes
}: Partial<ContenuDePoint> & Readonly<{ centreId?: string }> = {}) {
  rang += 1
  const nom = `Guichet ${rang}`
  const contenu = unPointDeContact({ nom, position: null, territoire: VIDE, fermetures: [], ...changes })
  const { id } = await db.transaction((tx) =>
    insertPoint(tx, { contenu, rattachement: { centreId } }, { compteId: null }),
  )
  const correct = (saisie: SaisieDePoint, ctx: Contexte, version = 1) =>
    correctPoint({ id, version, saisie: { ...toSaisieDePoint(contenu), ...saisie } }, ctx)
  return { id, correct }
}
const lastFaitOf = async (id: string) => {
  const of = eq(faitDePoint.pointId, id)
  const [fait] = await db.select().from(faitDePoint).where(of).orderBy(desc(faitDePoint.id)).limit(1)
  return fait?.id ?? 0
}
const departementOf = async (id: string) => (await db.transaction((tx) => loadPointForUpdate(tx, id)))?.departementCode

const servis = async (id: string) =>
  (await db.select().from(desserte).where(eq(desserte.pointId, id)))
    .map(({ niveau, code }) => `${niveau}:${code}`)
    .sort()

describe('un point d’un centre à cheval sur deux territoires (R-EDI-09)', () => {
  it('n’est pas porté dans le département d’un autre par le gestionnaire de l’un des deux', async () => {
    const { id, correct } = await unPointAFoix()
    expect(codeOf(await correct(A_TOULOUSE, ariege))).toBe('acces-refuse')
    expect(await departementOf(id)).toBe('09')
    expect(codeOf(await correct({ nom: 'Nom corrigé' }, ariege))).toBe('ok')
    expect(codeOf(await correct(A_TOULOUSE, aCheval.agent, 2))).toBe('ok')
    expect(await departementOf(id)).toBe('31')
  })

  it('garde ce qu’il sert ailleurs, sans que le gestionnaire y ajoute rien', async () => {
    const territoire = { communes: ['09122'], epcis: [], departements: ['31'] }
    const { correct } = await unPointAFoix({ territoire })
    expect(codeOf(await correct({ territoire: '09122 ; 31 ; 31555' }, ariege))).toBe('acces-refuse')
    expect(codeOf(await correct({ territoire: '09122 ; 31 ; 09' }, ariege))).toBe('ok')
    const large = contexteDe({ ...ariege.acteur, departements: ['09', '31'] } as Acteur)
    expect(codeOf(await correct({ territoire: '09122 ; 31 ; 31555' }, large, 2))).toBe('ok')
  })

  it('vidé de son territoire, ne se met pas à servir celui du centre entier', async () => {
    const { id, correct } = await unPointAFoix({
      canal: 'telephone',
      territoire: { communes: [], epcis: [], departements: ['09'] },
    })
    expect(codeOf(await correct({ territoire: '' }, ariege))).toBe('acces-refuse')
    expect(await servis(id)).toEqual(['departement:09'])
  })

  it('ne sert pas de nouveau le territoire d’un autre par une annulation', async () => {
    const { id, correct } = await unPointAFoix({ territoire: { communes: ['09122'], epcis: [], departements: ['31'] } })
    expect(codeOf(await correct({ territoire: '09122' }, aCheval.agent))).toBe('ok')
    expect(codeOf(await undoFaitDePoint(await lastFaitOf(id), ariege))).toBe('acces-refuse')
    expect(await servis(id)).toEqual(['commune:09122'])
    expect(codeOf(await undoFaitDePoint(await lastFaitOf(id), aCheval.agent))).toBe('ok')
    expect(await servis(id)).toEqual(['commune:09122', 'departement:31'])
  })

  it('ne sert pas de nouveau, par une annulation de son agent, ce que le centre n’a plus', async () => {
    const { id: centreId, agent } = await unCentre('qui se retire', ['09', '31'])
    const { id, correct } = await unPointAFoix({
      territoire: { communes: ['09122'], epcis: [], departements: ['31'] },
      centreId,
    })
    expect(codeOf(await correct({ territoire: '09122' }, agent))).toBe('ok')
    await db
      .update(centre)
      .set({ departements: ['09'] })
      .where(eq(centre.id, centreId))
    expect(codeOf(await undoFaitDePoint(await lastFaitOf(id), agent))).toBe('acces-refuse')
    expect(await servis(id)).toEqual(['commune:09122'])
  })

  it('ne revient pas chez un autre par une annulation', async () => {
    const { id, correct } = await unPointAFoix()
    expect(codeOf(await correct(A_TOULOUSE, aCheval.agent))).toBe('ok')
    const fait = await lastFaitOf(id)
    expect(codeOf(await undoFaitDePoint(fait, garonne))).toBe('acces-refuse')
    expect(codeOf(await undoFaitDePoint(fait, ariege))).toBe('acces-refuse')
    expect(await departementOf(id)).toBe('31')
    expect(codeOf(await undoFaitDePoint(fait, aCheval.agent))).toBe('ok')
    expect(await departementOf(id)).toBe('09')
  })
})
