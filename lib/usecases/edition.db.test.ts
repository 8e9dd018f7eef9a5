import { desc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadDeclaredChiffres, searchCommunes } from '#db/queries/administration-communes.ts'
import { findPointTenu, listPointsTenus } from '#db/queries/administration-points.ts'
import { listJournal } from '#db/queries/journal.ts'
import { insertPoint, loadPointForUpdate, updatePoint } from '#db/repositories/points-de-contact.ts'
import { chiffreDeCommune, compte, faitDeChiffre, faitDePoint, publication, signalement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, jour, jourLocal } from '#lib/domain/calendrier.ts'
import { toSaisieDePoint } from '#lib/domain/guichet/formulaire-de-point.ts'
import { readSaisie, toSaisie } from '#lib/domain/guichet/saisie-de-chiffres.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { changeSeuil } from './change-seuil.ts'
import { editChiffres } from './edit-chiffres.ts'
import { closePoint, correctPoint, createPoint, restoreWithdrawnPoint, withdrawPoint } from './edit-point.ts'
import { treatSignalement } from './treat-signalement.ts'
import { undoFaitDeChiffre, undoFaitDePoint } from './undo-fait.ts'

withDatabase()

const VIDE = { communes: [], epcis: [], departements: [] }
const ctx = (acteur: Acteur): Contexte => ({ acteur, maintenant: '2026-03-12T10:00:00Z' })
const codeOf = (answer: { ok: true } | { ok: false; refus: { code: string } }) => (answer.ok ? 'ok' : answer.refus.code)
let ici: Acteur
let ailleurs: Acteur

async function unGestionnaire(departements: readonly string[]): Promise<Acteur> {
  const [row] = await db
    .insert(compte)
    .values({
      courriel: `${departements.join()}@x.invalid`,
      role: 'gestionnaire-territorial',
      departements: [...departements],
    })
    .returning({ id: compte.id })
  return { role: 'gestionnaire-territorial', compteId: row?.id ?? '', departements }
}
beforeAll(async () => {
  await insertTerritoire()
  ici = await unGestionnaire(['09'])
  ailleurs = await unGestionnaire(['32'])
})

const edit = (saisie: Record<string, string>, version: number, acteur: Acteur, annee = 2025) => {
  const rows = readSaisie(saisie, { codeInsee: '09122', annee })
  if (!rows.ok) throw new Error('saisie')
  return editChiffres({ codeInsee: '09122', annee, version, rows: rows.value }, ctx(acteur))
}
const versionNow = async () => (await loadDeclaredChiffres(ici, '09122', 2025))?.version ?? 0

describe('modifier les chiffres d’une commune', () => {
  it('publie une fois, garde un fait par ligne, et deux personnes ensemble ne s’écrasent pas (R-EDI-01)', async () => {
    const [before] = await db.select().from(publication).orderBy(desc(publication.version)).limit(1)
    const answers = await Promise.all([
      edit({ 't1.logements': '10', 'ensemble.logements': '40' }, 0, ici),
      edit({ 't1.logements': '11' }, 0, ici),
    ])
    expect(answers.map(codeOf).sort()).toEqual(['modifiee-entre-temps', 'ok'])
    const refused = answers.find((answer) => !answer.ok)
    expect(refused).toMatchObject({ refus: { version: expect.any(Number), actuel: expect.any(Object) } })
    const [after] = await db.select().from(publication).orderBy(desc(publication.version)).limit(1)
    expect(after?.version).toBe((before?.version ?? 0) + 1)
    expect(after?.balises).toEqual(['chiffres:09122'])
  })

  it('le second clic dit que la fiche a changé, et rien n’est écrit deux fois (R-EDI-01)', async () => {
    const version = await versionNow()
    expect(codeOf(await edit({ 't2.logements': '5' }, version, ici))).toBe('ok')
    const faits = await db.$count(faitDeChiffre)
    expect(codeOf(await edit({ 't2.logements': '5' }, version, ici))).toBe('modifiee-entre-temps')
    expect(codeOf(await edit({ 't2.logements': '5' }, await versionNow(), ici))).toBe('ok')
    expect(await db.$count(faitDeChiffre)).toBe(faits)
  })

  it('retire une ligne vidée, et l’annulation la rend (R-EDI-02)', async () => {
    expect(codeOf(await edit({ 't3.logements': '7' }, await versionNow(), ici))).toBe('ok')
    expect(codeOf(await edit({}, await versionNow(), ici))).toBe('ok')
    expect(await db.$count(chiffreDeCommune, eq(chiffreDeCommune.annee, 2025))).toBe(0)
    const [last] = await db.select().from(faitDeChiffre).orderBy(desc(faitDeChiffre.id)).limit(1)
    const id = last?.id ?? 0
    expect(codeOf(await undoFaitDeChiffre(id, ctx(ailleurs)))).toBe('acces-refuse')
    expect(codeOf(await undoFaitDeChiffre(id, ctx(ici)))).toBe('ok')
    expect(await db.select().from(chiffreDeCommune).where(eq(chiffreDeCommune.annee, 2025))).toMatchObject([
      { type: 't3', logements: 7 },
    ])
    expect(codeOf(await undoFaitDeChiffre(id, ctx(ici)))).toBe('annulation-impossible')
    expect(codeOf(await undoFaitDeChiffre(999_999, ctx(ici)))).toBe('introuvable')
    // More than a row can be numbered.
    expect(codeOf(await undoFaitDeChiffre(99_999_999_999, ctx(ici)))).toBe('introuvable')
    expect(codeOf(await undoFaitDePoint(99_999_999_999, ctx(ici)))).toBe('introuvable')
  })

  it('enregistré sans rien changer, garde la source et la date de chaque ligne (R-CHI-13)', async () => {
    const row = { codeInsee: '09122', annee: 2024, logements: 4, version: 1 } as const
    await db.insert(chiffreDeCommune).values([
      { ...row, type: 'ensemble' },
      { ...row, type: 't1', source: 'SNE', arreteAu: jour('2023-12-31') },
      { ...row, type: 't2', source: 'RPLS' },
    ])
    const read = async () => (await loadDeclaredChiffres(ici, '09122', 2024))?.rows ?? []
    const [before, faits] = [await read(), await db.$count(faitDeChiffre)]
    const save = async (changes = {}) => {
      const version = (await loadDeclaredChiffres(ici, '09122', 2024))?.version ?? 0
      return codeOf(await edit({ ...toSaisie(await read()), ...changes }, version, ici, 2024))
    }
    expect(await save()).toBe('ok')
    expect(await read()).toEqual(before)
    expect(await db.$count(faitDeChiffre)).toBe(faits)
    expect(await save({ 't1.logements': '5' })).toBe('ok')
    expect((await read()).find(({ type }) => type === 't1')).toMatchObject({ logements: 5, source: 'SNE' })
    expect(await db.$count(faitDeChiffre)).toBe(faits + 1)
  })

  it('appartient au gestionnaire du département, à personne d’autre (R-ACC-03)', async () => {
    const version = await versionNow()
    expect(codeOf(await edit({ 't1.logements': '1' }, version, ailleurs))).toBe('acces-refuse')
    expect(codeOf(await edit({ 't1.logements': '1' }, version, ACTEURS['agent-de-guichet']))).toBe('acces-refuse')
    expect(codeOf(await edit({ 't1.logements': '1' }, version, ACTEURS['administrateur-national']))).toBe(
      'acces-refuse',
    )
    expect(codeOf(await edit({ 't1.logements': '1' }, 0, ici, 2199))).toBe('annee-a-venir')
    expect(await loadDeclaredChiffres(ailleurs, '09122', 2025)).toBeUndefined()
    expect(await searchCommunes(ailleurs, 'foix')).toEqual([])
    expect(await searchCommunes(ici, 'Foix')).toMatchObject([{ codeInsee: '09122' }])
    expect(await searchCommunes(ici, '09000')).toMatchObject([{ codeInsee: '09122' }])
  })
})

describe('annuler un changement de point (R-EDI-02)', () => {
  it('rend la version d’avant, une seule fois, et jamais par-dessus quelqu’un', async () => {
    const contenu = unPointDeContact()
    const { id } = await db.transaction((tx) =>
      insertPoint(tx, { contenu, rattachement: { centreId: null, departements: ['09'] } }, { compteId: null }),
    )
    await db.transaction(async (tx) => {
      const actuel = await loadPointForUpdate(tx, id)
      if (actuel) await updatePoint(tx, actuel, { ...contenu, nom: 'Autre nom' }, { compteId: null })
    })
    const [creation, modification] = await db
      .select()
      .from(faitDePoint)
      .where(eq(faitDePoint.pointId, id))
      .orderBy(faitDePoint.id)
    expect(codeOf(await undoFaitDePoint(creation?.id ?? 0, ctx(ici)))).toBe('annulation-impossible')
    expect(codeOf(await undoFaitDePoint(modification?.id ?? 0, ctx(ailleurs)))).toBe('acces-refuse')
    const both = await Promise.all([
      undoFaitDePoint(modification?.id ?? 0, ctx(ici)),
      undoFaitDePoint(modification?.id ?? 0, ctx(ici)),
    ])
    expect(both.map(codeOf).sort()).toEqual(['annulation-impossible', 'ok'])
    const journal = await listJournal(ici, { point: id })
    expect(journal.map(({ nature, dernier }) => [nature, dernier])).toEqual([
      ['modification', true],
      ['modification', false],
      ['creation', false],
    ])
    expect(await listJournal(ailleurs, {})).toEqual([])
    expect(await listJournal(ACTEURS.visiteur, {})).toEqual([])
  })
})

describe('les signalements et les réglages', () => {
  it('un signalement est traité par qui tient le point', async () => {
    const { id: pointId } = await db.transaction((tx) =>
      insertPoint(
        tx,
        { contenu: unPointDeContact(), rattachement: { centreId: null, departements: ['09'] } },
        { compteId: null },
      ),
    )
    const [row] = await db
      .insert(signalement)
      .values({ pointId, nature: 'horaires', cle: '00000000-0000-4000-8000-0000000000ff' })
      .returning({ id: signalement.id })
    const id = row?.id ?? ''
    expect(codeOf(await treatSignalement(id, 'corrige', ctx(ailleurs)))).toBe('acces-refuse')
    expect(codeOf(await treatSignalement(id, 'corrige', ctx(ici)))).toBe('ok')
    expect(codeOf(await treatSignalement(id, 'corrige', ctx(ici)))).toBe('ok')
    const [treated] = await db.select().from(signalement).where(eq(signalement.id, id))
    expect(treated).toMatchObject({ etat: 'corrige', traiteAt: expect.any(Date) })
  })

  it('le seuil appartient à l’administrateur, et ne republie que s’il change (R-ACC-04)', async () => {
    const [row] = await db
      .insert(compte)
      .values({ courriel: 'a@x.invalid', role: 'administrateur-national' })
      .returning({ id: compte.id })
    const administrateur = ctx({ role: 'administrateur-national', compteId: row?.id ?? '' })
    expect(codeOf(await changeSeuil(11, ctx(ici)))).toBe('acces-refuse')
    const before = await db.$count(publication)
    expect(codeOf(await changeSeuil(7, administrateur))).toBe('ok')
    expect(codeOf(await changeSeuil(7, administrateur))).toBe('ok')
    expect(await db.$count(publication)).toBe(before + 1)
  })
})

describe('un point de contact, un à un', () => {
  const saisie = toSaisieDePoint(
    unPointDeContact({ nom: 'Guichet du marché', telephone: '05 36 49 00 02', territoire: VIDE, position: null }),
  )
  const create = (acteur: Acteur, centreId: string | null, change = {}) =>
    createPoint({ saisie: { ...saisie, ...change }, centreId }, ctx(acteur))
  const stored = (id: string) => db.transaction((tx) => loadPointForUpdate(tx, id))

  it('est créé une fois par deux envois ensemble (R-EDI-04)', async () => {
    const answers = await Promise.all([create(ici, null), create(ici, null)])
    expect(answers.map(codeOf).sort()).toEqual(['ok', 'point-deja-la'])
  })

  it('est tenu par un centre, dans les départements du centre (R-ACC-02)', async () => {
    const centreId = await insertCentre({ departements: ['09'] })
    const agent: Acteur = { role: 'agent-de-guichet', compteId: compteDe(ici) ?? '', centres: [centreId] }
    expect(codeOf(await create(agent, null))).toBe('acces-refuse')
    expect(codeOf(await create(agent, await insertCentre()))).toBe('acces-refuse')
    expect(codeOf(await create(ailleurs, centreId))).toBe('acces-refuse')
    expect(codeOf(await create(ACTEURS['administrateur-national'], centreId))).toBe('acces-refuse')
    const done = await create(agent, centreId)
    expect(codeOf(done)).toBe('ok')
    expect(
      await create(agent, centreId, {
        nom: 'À Toulouse',
        commune: 'Toulouse',
        codeInsee: '31555',
        codePostal: '31000',
      }),
    ).toMatchObject({ refus: { code: 'point-refuse', remarques: [{ colonne: 'commune', code: 'hors-de-portee' }] } })
  })

  it('corrigé par deux personnes, la seconde voit la version de la première (R-EDI-01)', async () => {
    const done = await create(ici, null, { nom: 'Guichet disputé' })
    if (!done.ok) throw new Error(done.refus.code)
    const { id } = done.value
    const correct = (telephone: string, version = 1, acteur = ici) =>
      correctPoint({ id, version, saisie: { ...saisie, nom: 'Guichet disputé', telephone } }, ctx(acteur))
    expect(codeOf(await correct('05 36 49 00 09', 1, ailleurs))).toBe('acces-refuse')
    const answers = await Promise.all([correct('05 36 49 00 03'), correct('05 36 49 00 04')])
    const winner = answers.find(({ ok }) => ok)
    const loser = answers.find(({ ok }) => !ok)
    expect(winner).toBeDefined()
    const actuel = (await stored(id))?.point.telephone
    expect(loser).toMatchObject({ refus: { code: 'modifiee-entre-temps', version: 2, actuel: { telephone: actuel } } })
    expect(await correct('12', 2)).toMatchObject({ refus: { code: 'point-refuse' } })
    expect(codeOf(await correct('05 36 49 00 05', 2))).toBe('ok')
  })

  it('se ferme pour un temps, se retire et se rétablit ; le second clic ne change rien (R-EDI-05)', async () => {
    const done = await create(ici, null, { nom: 'Guichet d’été', fermetures: '' })
    if (!done.ok) throw new Error(done.refus.code)
    const { id } = done.value
    const le = jourLocal(new Date(), 'Europe/Paris')
    const close = (du: number, au: number) =>
      closePoint({ id, fermeture: { du: addDays(le, du), au: addDays(le, au) } }, ctx(ici))
    expect(codeOf(await close(-2, -1))).toBe('fermeture-passee')
    expect(codeOf(await close(3, 2))).toBe('fermeture-passee')
    expect(codeOf(await close(-2, 0))).toBe('ok')
    expect(codeOf(await close(-2, 0))).toBe('ok')
    expect((await stored(id))?.point.fermetures).toEqual([{ du: addDays(le, -2), au: le }])

    expect(codeOf(await withdrawPoint(id, ctx(ailleurs)))).toBe('acces-refuse')
    expect((await Promise.all([withdrawPoint(id, ctx(ici)), withdrawPoint(id, ctx(ici))])).map(codeOf)).toEqual([
      'ok',
      'ok',
    ])
    expect(codeOf(await correctPoint({ id, version: 3, saisie }, ctx(ici)))).toBe('point-retire')
    expect(await listPointsTenus(ici, { q: 'été', etat: 'retires' })).toMatchObject([{ id }])
    expect(await listPointsTenus(ailleurs, { q: 'été', etat: 'retires' })).toEqual([])
    expect(await findPointTenu(ailleurs, id)).toBeUndefined()
    expect(codeOf(await restoreWithdrawnPoint(id, ctx(ici)))).toBe('ok')
    expect(codeOf(await restoreWithdrawnPoint(id, ctx(ici)))).toBe('ok')
    const journal = await listJournal(ici, { point: id })
    expect(journal.map(({ nature }) => nature)).toEqual(['retablissement', 'retrait', 'modification', 'creation'])
    expect(codeOf(await withdrawPoint('inconnu', ctx(ici)))).toBe('introuvable')
  })
})
