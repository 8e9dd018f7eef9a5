import { desc, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listSemblables } from '#db/queries/administration-points.ts'
import { loadPoint } from '#db/queries/points.ts'
import { findPointGarde } from '#db/queries/points-retires.ts'
import { insertPoint, loadPointForUpdate, updatePoint } from '#db/repositories/points-de-contact.ts'
import { lockCreation } from '#db/repositories/verrous.ts'
import { faitDePoint, publication } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { untilActive } from '#db/testing/requetes.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { restoreWithdrawnPoint, withdrawPoint } from './edit-point.ts'
import { mergePoints } from './merge-points.ts'
import { publishRecensement } from './publish-recensement.ts'
import { lireClasseur, type Tenu, unClasseurDe, unDecor, unPoint } from './testing.ts'
import { undoFaitDePoint } from './undo-fait.ts'

withDatabase()

let decor: Awaited<ReturnType<typeof unDecor>>
let ids: Record<'a' | 'b' | 'c', string>
const un = async (nom: string, { id: centreId }: Tenu) =>
  (
    await db.transaction((tx) =>
      insertPoint(tx, { contenu: unPointDeContact({ nom }), rattachement: { centreId } }, { compteId: null }),
    )
  ).id
beforeAll(async () => {
  decor = await unDecor()
})
// Those of a test before stay published: a point that is given back must find none of its name.
let essais = 0
beforeEach(async () => {
  essais += 1
  const [a, b, c] = [await un('A', decor.ariege), await un('B', decor.ariege), await un(`C ${essais}`, decor.autre)]
  ids = { a, b, c }
})
const code = (answer: { ok: boolean; refus?: { code: string } }) => (answer.ok ? 'ok' : answer.refus?.code)
const agent = () => decor.ariege.agent
const lastBalises = async () =>
  (await db.select().from(publication).orderBy(desc(publication.version)).limit(1))[0]?.balises
const lastFait = async (pointId: string) => {
  const [fait] = await db
    .select()
    .from(faitDePoint)
    .where(eq(faitDePoint.pointId, pointId))
    .orderBy(desc(faitDePoint.id))
    .limit(1)
  if (!fait) throw new Error('No change.')
  return fait
}

describe('deux points réunis', () => {
  it('le doublon se retire et mène au point gardé, une fois, même à deux clics (R-EDI-07)', async () => {
    const { a, b } = ids
    const merge = () => mergePoints({ doublon: a, garde: b }, agent())
    expect((await Promise.all([merge(), merge()])).map(code)).toEqual(['ok', 'ok'])
    const count = await db.$count(publication)
    expect(code(await merge())).toBe('ok')
    expect(await db.$count(publication)).toBe(count)
    expect(await loadPoint(db, a)).toBeUndefined()
    expect(await findPointGarde(db, a)).toBe(b)
    expect(await findPointGarde(db, b)).toBe(b)
    expect(await findPointGarde(db, 'inconnu')).toBeUndefined()
    expect(await lastFait(a)).toMatchObject({ nature: 'fusion', apres: null, compteId: expect.any(String) })
    expect(await lastBalises()).toEqual(expect.arrayContaining([`point:${a}`, 'desserte:commune:09122']))
  })

  it('se suivent d’un point à l’autre, et chaque ancienne page est refaite quand le bout change (R-EDI-08)', async () => {
    const { a, b, c } = ids
    await mergePoints({ doublon: a, garde: b }, agent())
    await mergePoints({ doublon: b, garde: c }, decor.gestionnaire)
    expect(await lastBalises()).toEqual(expect.arrayContaining([`point:${a}`, `point:${b}`]))
    expect(await findPointGarde(db, a)).toBe(c)
    await withdrawPoint(c, decor.autre.agent)
    expect(await lastBalises()).toEqual(expect.arrayContaining([`point:${a}`, `point:${b}`, `point:${c}`]))
    expect(await findPointGarde(db, a)).toBeUndefined()
    await restoreWithdrawnPoint(c, decor.autre.agent)
    expect(await lastBalises()).toEqual(expect.arrayContaining([`point:${a}`, `point:${b}`, `point:${c}`]))
    expect(await findPointGarde(db, a)).toBe(c)
  })

  it('le classeur d’avant la fusion parle du point gardé (R-REC-81)', async () => {
    const { a, b } = ids
    await mergePoints({ doublon: a, garde: b }, agent())
    const classeur = unClasseurDe([unPoint('Le point réuni', '05 36 49 00 01', { 0: a })])
    const { importId, examen } = await lireClasseur(classeur, { centreId: decor.ariege.id, par: agent() })
    expect(examen.points).toMatchObject([
      {
        statut: 'modifie',
        pointId: b,
        remarques: expect.arrayContaining([expect.objectContaining({ code: 'point-reuni' })]),
      },
    ])
    expect(await publishRecensement(importId, agent())).toMatchObject({ ok: true })
    expect((await loadPoint(db, b))?.nom).toBe('Le point réuni')
    expect(await loadPoint(db, a)).toBeUndefined()
  })

  it('se séparent par le journal, et le doublon retrouve son adresse', async () => {
    const { a, b } = ids
    await mergePoints({ doublon: a, garde: b }, agent())
    expect(code(await undoFaitDePoint((await lastFait(a)).id, agent()))).toBe('ok')
    expect((await loadPoint(db, a))?.nom).toBe('A')
    expect(await findPointGarde(db, a)).toBe(a)
    expect(await lastFait(a)).toMatchObject({ nature: 'retablissement' })
  })

  it('ne passent pas pour l’annulation de la création du doublon, demandée d’une page d’avant (R-EDI-02)', async () => {
    const { a, b } = ids
    const creation = await lastFait(a)
    await mergePoints({ doublon: a, garde: b }, agent())
    expect(code(await undoFaitDePoint(creation.id, agent()))).toBe('annulation-impossible')
    expect(await findPointGarde(db, a)).toBe(b)
    const autre = await lastFait(ids.c)
    const undo = () => undoFaitDePoint(autre.id, decor.autre.agent)
    expect([code(await undo()), code(await undo())]).toEqual(['ok', 'ok'])
  })

  describe('séparés par le journal quand un autre a pris la place du doublon (R-REC-116)', () => {
    const rename = (id: string, nom: string) =>
      db.transaction(async (tx) => {
        const actuel = await loadPointForUpdate(tx, id)
        if (actuel) await updatePoint(tx, actuel, { ...unPointDeContact({ nom }) }, { compteId: null })
      })
    /** A is merged into B; what undoes it. */
    async function reunis() {
      const { a, b } = ids
      const nom = `Doublon ${essais}`
      await rename(a, nom)
      await mergePoints({ doublon: a, garde: b }, agent())
      const fait = (await lastFait(a)).id
      return { a, b, nom, undo: (choisis?: readonly string[]) => undoFaitDePoint(fait, agent(), choisis) }
    }
    const enDouble = (answer: Awaited<ReturnType<typeof undoFaitDePoint>>) =>
      !answer.ok && answer.refus.code === 'point-en-double' ? answer.refus : undefined

    it('d’un autre centre : il reste réuni, le dit, et revient si on le choisit, une fois', async () => {
      const { a, b, nom, undo } = await reunis()
      const double = await un(nom.toUpperCase(), decor.autre)
      const vu = enDouble(await undo())
      expect(vu?.doubles).toMatchObject({
        points: [{ id: double, nom: nom.toUpperCase(), detenteur: 'b', version: 1 }],
        autres: 0,
      })
      expect(await findPointGarde(db, a)).toBe(b)
      // The other one moves: what was shown is not what stands there any more.
      await rename(double, nom)
      const revu = enDouble(await undo([vu?.cle ?? '']))
      expect(revu?.doubles.points).toMatchObject([{ id: double, version: 2 }])
      const choose = () => undo([revu?.cle ?? ''])
      expect((await Promise.all([choose(), choose()])).map(code)).toEqual(['ok', 'ok'])
      expect(await findPointGarde(db, a)).toBe(a)
      expect(await db.$count(faitDePoint, eq(faitDePoint.pointId, a))).toBe(4)
    })

    it('par sa fiche comme par le journal : la même question, et la même réponse', async () => {
      const { a, b, nom, undo } = await reunis()
      const double = await un(nom.toUpperCase(), decor.autre)
      const vu = enDouble(await undo())
      const rendre = (choisis?: readonly string[]) => restoreWithdrawnPoint(a, agent(), choisis)
      expect(await rendre()).toEqual({ ok: false, refus: vu })
      expect(vu?.doubles.points.map(({ id }) => id)).toEqual([double])
      expect(await findPointGarde(db, a)).toBe(b)
      expect(code(await restoreWithdrawnPoint(a, decor.autre.agent))).toBe('acces-refuse')
      const choisis = [vu?.cle ?? '']
      expect((await Promise.all([rendre(choisis), rendre(choisis)])).map(code)).toEqual(['ok', 'ok'])
      expect(await findPointGarde(db, a)).toBe(a)
      expect(await db.$count(faitDePoint, eq(faitDePoint.pointId, a))).toBe(4)
    })

    it('du même centre, ou le point gardé lui-même s’il a pris son nom depuis', async () => {
      const { b, nom, undo } = await reunis()
      const nouveau = await un(nom, decor.ariege)
      expect(enDouble(await undo())?.doubles.points.map(({ id }) => id)).toEqual([nouveau])
      await withdrawPoint(nouveau, agent())
      await rename(b, nom)
      expect(enDouble(await undo())?.doubles.points.map(({ id }) => id)).toEqual([b])
      await rename(b, 'B')
      expect(code(await undo())).toBe('ok')
    })

    it('mais pas ceux à côté de qui il était déjà', async () => {
      const nom = `Doublon ${essais}`
      const autre = await un(nom, decor.autre)
      await rename(ids.b, nom)
      const { a, undo } = await reunis()
      await rename(autre, nom.toUpperCase())
      expect(code(await undo())).toBe('ok')
      expect((await loadPoint(db, a))?.nom).toBe(nom)
    })

    it('au même moment que son centre en publie un : l’un attend l’autre, et le voit', async () => {
      const { nom, undo } = await reunis()
      const { annulation } = await db.transaction(async (tx) => {
        await lockCreation(tx, { centreIds: [decor.ariege.id], departements: [] })
        await insertPoint(
          tx,
          { contenu: unPointDeContact({ nom }), rattachement: { centreId: decor.ariege.id } },
          { compteId: null },
        )
        const annulation = undo()
        await Promise.race([untilActive('pg_advisory_xact_lock', 'Lock'), annulation])
        return { annulation }
      })
      expect(enDouble(await annulation)?.doubles.points).toHaveLength(1)
    })
  })

  it('appartiennent tous deux à qui les réunit', async () => {
    const { a, c } = ids
    expect(code(await mergePoints({ doublon: a, garde: c }, agent()))).toBe('acces-refuse')
    expect(code(await mergePoints({ doublon: c, garde: a }, agent()))).toBe('acces-refuse')
    expect(code(await mergePoints({ doublon: a, garde: 'inconnu' }, agent()))).toBe('introuvable')
    expect(code(await mergePoints({ doublon: a, garde: a }, agent()))).toBe('fusion-impossible')
    const offered = await listSemblables(agent().acteur, {
      point: { ...unPointDeContact({ nom: 'A' }), id: a, centreId: decor.ariege.id },
      departement: '09',
    })
    expect(offered.map(({ id }) => id)).not.toContain(a)
    expect(offered.map(({ id }) => id)).not.toContain(c)
    expect(offered.map(({ id }) => id)).toContain(ids.b)
  })
})
