import { desc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadDeclaredChiffres, searchCommunes } from '#db/queries/administration-communes.ts'
import { listJournal } from '#db/queries/journal.ts'
import { upsertChiffres } from '#db/repositories/chiffres.ts'
import { insertPoint, loadPointForUpdate, updatePoint } from '#db/repositories/points-de-contact.ts'
import { chiffreDeCommune, compte, faitDeChiffre, faitDePoint, publication, signalement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { jour } from '#lib/domain/calendrier.ts'
import type { EtatDeSignalement } from '#lib/domain/guichet/etats-de-signalement.ts'
import { listMelanges, openSaisie, readSaisie, toSaisie } from '#lib/domain/guichet/saisie-de-chiffres.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { changeSeuil } from './change-seuil.ts'
import { editChiffres } from './edit-chiffres.ts'
import { contexteDe as ctx, unGestionnaire } from './testing.ts'
import { treatSignalement } from './treat-signalement.ts'
import { undoFaitDeChiffre, undoFaitDePoint } from './undo-fait.ts'

withDatabase()

const codeOf = (answer: { ok: true } | { ok: false; refus: { code: string } }) => (answer.ok ? 'ok' : answer.refus.code)
let ici: Acteur
let ailleurs: Acteur
beforeAll(async () => {
  await insertTerritoire()
  ici = await unGestionnaire(['09'])
  ailleurs = await unGestionnaire(['32'])
})

const edit = (saisie: Record<string, string>, version: number, acteur: Acteur, annee = 2025) => {
  const rows = readSaisie(saisie, { codeInsee: '09122', annee })
  if (!rows.ok) throw new Error('saisie')
  const melanges = listMelanges(saisie)
  return editChiffres({ codeInsee: '09122', annee, version, rows: rows.value, melanges }, ctx(acteur))
}
/** One row alone, as a file brings it. */
const upsert = (type: 't1' | 't2', source: string) =>
  db.transaction((tx) => {
    const rien = { demandesEnAttente: null, attributionsN1: null, arreteAu: null }
    const chiffres = { codeInsee: '09122', annee: 2022, type, logements: 4, ...rien, source }
    return upsertChiffres(tx, [{ chiffres }], { compteId: null })
  })
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

  it('le second clic trouve ce que le premier a enregistré, et rien n’est écrit deux fois (R-EDI-11)', async () => {
    const version = await versionNow()
    const saisie = { 't2.logements': '5', source: 'SNE' }
    const answers = await Promise.all([edit(saisie, version, ici), edit(saisie, version, ici)])
    expect(answers.map(codeOf)).toEqual(['ok', 'ok'])
    const faits = await db.$count(faitDeChiffre)
    const publications = await db.$count(publication)
    expect(await edit(saisie, version, ici)).toEqual({ ok: true, value: { changed: false } })
    expect(codeOf(await edit(saisie, await versionNow(), ici))).toBe('ok')
    expect([await db.$count(faitDeChiffre), await db.$count(publication)]).toEqual([faits, publications])
    // One figure, one row or the source that is not what is stored: told, as ever (R-EDI-01).
    const autres: Record<string, string>[] = [
      { 't2.logements': '6' },
      { 't2.logements': '' },
      { 't3.logements': '1' },
      { source: 'RPLS' },
    ]
    for (const autre of autres)
      expect(codeOf(await edit({ ...saisie, ...autre }, version, ici))).toBe('modifiee-entre-temps')
    // Emptied twice: the second finds nothing left to withdraw.
    const pleine = await versionNow()
    for (let click = 0; click < 2; click += 1) expect(codeOf(await edit({}, pleine, ici))).toBe('ok')
    expect(await db.$count(faitDeChiffre)).toBe(faits + 1)
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
    const faits = await db.$count(faitDeChiffre)
    // A second click, or two at once, finds it undone; once somebody wrote since, it is not undone any more.
    const clics = await Promise.all([undoFaitDeChiffre(id, ctx(ici)), undoFaitDeChiffre(id, ctx(ici))])
    expect([clics.map(codeOf), await db.$count(faitDeChiffre)]).toEqual([['ok', 'ok'], faits])
    expect(codeOf(await edit({ 't3.logements': '8' }, await versionNow(), ici))).toBe('ok')
    expect(codeOf(await undoFaitDeChiffre(id, ctx(ici)))).toBe('annulation-impossible')
    const [huit] = await db.select().from(faitDeChiffre).orderBy(desc(faitDeChiffre.id)).limit(1)
    const defaire = () => undoFaitDeChiffre(huit?.id ?? 0, ctx(ici))
    expect((await Promise.all([defaire(), defaire()])).map(codeOf)).toEqual(['ok', 'ok'])
    // Brought back by hand to what it was, after others: what stands is not what undoing wrote.
    for (const nombre of ['9', '7'])
      expect(codeOf(await edit({ 't3.logements': nombre }, await versionNow(), ici))).toBe('ok')
    expect(codeOf(await defaire())).toBe('annulation-impossible')
    expect(codeOf(await undoFaitDeChiffre(999_999, ctx(ici)))).toBe('introuvable')
    // More than a row can be numbered.
    expect(codeOf(await undoFaitDeChiffre(99_999_999_999, ctx(ici)))).toBe('introuvable')
    expect(codeOf(await undoFaitDePoint(99_999_999_999, ctx(ici)))).toBe('introuvable')
  })

  it('inventés, le restent une fois modifiés, retirés ou rendus', async () => {
    const isDemo = async () =>
      (await db.select().from(chiffreDeCommune).where(eq(chiffreDeCommune.annee, 2023))).map((row) => row.demonstration)
    const version = async () => (await loadDeclaredChiffres(ici, '09122', 2023))?.version ?? 0
    const row = { codeInsee: '09122', annee: 2023, type: 't2', logements: 3, demonstration: true } as const
    await db.insert(chiffreDeCommune).values(row)
    expect(codeOf(await edit({ 't2.logements': '5' }, await version(), ici, 2023))).toBe('ok')
    expect(await isDemo()).toEqual([true])
    expect(codeOf(await edit({}, await version(), ici, 2023))).toBe('ok')
    const [last] = await db.select().from(faitDeChiffre).orderBy(desc(faitDeChiffre.id)).limit(1)
    expect(codeOf(await undoFaitDeChiffre(last?.id ?? 0, ctx(ici)))).toBe('ok')
    expect(await isDemo()).toEqual([true])
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

  it('qui vide la source commune pendant qu’un autre en met une par ligne voit les deux, et choisit (R-CHI-13, R-EDI-01)', async () => {
    const row = { codeInsee: '09122', annee: 2022, logements: 4, version: 1, source: 'SNE' } as const
    await db.insert(chiffreDeCommune).values([
      { ...row, type: 't1' },
      { ...row, type: 't2' },
    ])
    const read = async () => (await loadDeclaredChiffres(ici, '09122', 2022))?.rows ?? []
    const sources = async () => (await read()).map(({ type, source }) => `${type} ${source}`)
    const ouverte = openSaisie(await read())
    const before = (await loadDeclaredChiffres(ici, '09122', 2022))?.version ?? 0
    // The file of a colleague changes one row.
    await upsert('t1', 'RPLS')
    const videe = { ...ouverte, source: '' }
    const refus = await edit(videe, before, ici, 2022)
    expect(refus).toMatchObject({
      refus: {
        code: 'modifiee-entre-temps',
        actuel: { source: 'RPLS (T1) ; SNE (T2)', 'melange.source': 'oui' },
      },
    })
    const vue = !refus.ok && refus.refus.code === 'modifiee-entre-temps' ? refus.refus.version : 0
    expect(codeOf(await edit({ ...videe, 'garder.source': 'on', 't1.logements': '5' }, vue, ici, 2022))).toBe('ok')
    expect(await sources()).toEqual(['t1 RPLS', 't2 SNE'])
    const apres = (await loadDeclaredChiffres(ici, '09122', 2022))?.version ?? 0
    expect(codeOf(await edit(videe, apres, ici, 2022))).toBe('ok')
    expect(await sources()).toEqual(['t1 null', 't2 null'])
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
  it('rend la version d’avant, une seule fois même à deux clics, et jamais par-dessus quelqu’un', async () => {
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
    const undo = () => undoFaitDePoint(modification?.id ?? 0, ctx(ici))
    expect((await Promise.all([undo(), undo()])).map(codeOf)).toEqual(['ok', 'ok'])
    const { lignes: journal } = await listJournal(ici, { point: id })
    expect(journal.map(({ nature, dernier }) => [nature, dernier])).toEqual([
      ['modification', true],
      ['modification', false],
      ['creation', false],
    ])
    expect((await listJournal(ailleurs, {})).lignes).toEqual([])
    expect((await listJournal(ACTEURS.visiteur, {})).lignes).toEqual([])
    await db.transaction(async (tx) => {
      const actuel = await loadPointForUpdate(tx, id)
      if (actuel) await updatePoint(tx, actuel, { ...contenu, nom: 'Encore un autre' }, { compteId: null })
    })
    expect(codeOf(await undo())).toBe('annulation-impossible')
  })

  it('annule une création une seule fois, même à deux clics', async () => {
    const { id } = await db.transaction((tx) =>
      insertPoint(
        tx,
        { contenu: unPointDeContact(), rattachement: { centreId: null, departements: ['09'] } },
        { compteId: null },
      ),
    )
    const [creation] = await db.select().from(faitDePoint).where(eq(faitDePoint.pointId, id))
    const undo = () => undoFaitDePoint(creation?.id ?? 0, ctx(ici))
    expect((await Promise.all([undo(), undo()])).map(codeOf)).toEqual(['ok', 'ok'])
    expect(await db.$count(faitDePoint, eq(faitDePoint.pointId, id))).toBe(2)
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
    const treat = async (etat: EtatDeSignalement, vu: EtatDeSignalement, acteur = ici) =>
      codeOf(await treatSignalement({ id, etat, vu }, ctx(acteur)))
    expect(await treat('corrige', 'recu', ailleurs)).toBe('acces-refuse')
    expect([await treat('corrige', 'recu'), await treat('corrige', 'recu')]).toEqual(['ok', 'ok'])
    // From a page of before: it says so, and says it again while the page is the same (R-EDI-01).
    expect([await treat('en-cours', 'recu'), await treat('en-cours', 'recu')]).toEqual(
      Array(2).fill('signalement-traite-entre-temps'),
    )
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
