import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findPointTenu, listPointsTenus } from '#db/queries/administration-points.ts'
import { listJournal } from '#db/queries/journal.ts'
import { loadCentreForUpdate } from '#db/repositories/centres.ts'
import { insertPoint, loadPointForUpdate } from '#db/repositories/points-de-contact.ts'
import { pointDeContact } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { untilActive } from '#db/testing/requetes.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, jourLocal } from '#lib/domain/calendrier.ts'
import { toSaisieDePoint } from '#lib/domain/guichet/formulaire-de-point.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { closePoint, correctPoint, createPoint, restoreWithdrawnPoint, withdrawPoint } from './edit-point.ts'
import { contexteDe as ctx, unGestionnaire } from './testing.ts'
import { undoFaitDePoint } from './undo-fait.ts'

withDatabase()

const VIDE = { communes: [], epcis: [], departements: [] }
const codeOf = (answer: { ok: true } | { ok: false; refus: { code: string } }) => (answer.ok ? 'ok' : answer.refus.code)
let ici: Acteur
let ailleurs: Acteur
beforeAll(async () => {
  await insertTerritoire()
  ici = await unGestionnaire(['09'])
  ailleurs = await unGestionnaire(['32'])
})

describe('un point de contact, un à un', () => {
  const saisie = toSaisieDePoint(
    unPointDeContact({ nom: 'Guichet du marché', telephone: '05 36 49 00 02', territoire: VIDE, position: null }),
  )
  const create = (acteur: Acteur, centreId: string | null, change = {}) =>
    createPoint({ saisie: { ...saisie, ...change }, centreId }, ctx(acteur))
  const stored = (id: string) => db.transaction((tx) => loadPointForUpdate(tx, id))

  it('est créé une fois par un formulaire envoyé trois fois ; un autre du même nom est dit (R-EDI-04, R-EDI-11)', async () => {
    const answers = [...(await Promise.all([create(ici, null), create(ici, null)])), await create(ici, null)]
    expect(answers.map(codeOf)).toEqual(['ok', 'ok', 'ok'])
    const [id = '', ...autres] = new Set(answers.map((one) => (one.ok ? one.value.id : '')))
    expect(autres).toEqual([])
    expect((await listJournal(ici, { point: id })).lignes).toHaveLength(1)
    // By somebody else, or saying something else: theirs was not published.
    const deja = { ok: false, refus: { code: 'point-deja-la', id } }
    expect(await create(await unGestionnaire(['09', '31']), null)).toEqual(deja)
    expect(await create(ici, null, { telephone: '05 36 49 00 03' })).toEqual(deja)
    // Withdrawn, then declared again: twice by one form as well.
    await withdrawPoint(id, ctx(ici))
    for (let click = 0; click < 2; click += 1) expect(await create(ici, null)).toEqual({ ok: true, value: { id } })
    expect((await listJournal(ici, { point: id })).lignes).toHaveLength(3)
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

  it('corrigé deux fois par un même envoi, ne l’est qu’une ; un autre contenu est prévenu (R-EDI-11, R-EDI-01)', async () => {
    const done = await create(ici, null, { nom: 'Guichet cliqué deux fois' })
    if (!done.ok) throw new Error(done.refus.code)
    const { id } = done.value
    const correct = (telephone: string, change = {}) =>
      correctPoint(
        { id, version: 1, saisie: { ...saisie, nom: 'Guichet cliqué deux fois', telephone, ...change } },
        ctx(ici),
      )
    const send = () => correct('05 36 49 00 06')
    const answers = [...(await Promise.all([send(), send()])), await send()]
    expect(answers).toEqual(answers.map(() => ({ ok: true, value: { id } })))
    const { lignes } = await listJournal(ici, { point: id })
    expect(lignes.map(({ nature }) => nature)).toEqual(['modification', 'creation'])
    expect((await stored(id))?.version).toBe(2)
    expect(codeOf(await correct('05 36 49 00 07'))).toBe('modifiee-entre-temps')
    // What cannot be read is compared first: both are seen before anything is mended.
    expect(codeOf(await correct('05 36 49 00 06', { nom: '' }))).toBe('modifiee-entre-temps')
  })

  it('envoyé de nouveau après minuit, se retrouve ; relu un autre jour sans rien changer, il en prend la date (R-EDI-11)', async () => {
    const nom = 'Guichet de minuit'
    const done = await create(ici, null, { nom })
    if (!done.ok) throw new Error(done.refus.code)
    const { id } = done.value
    const le = jourLocal(new Date(), 'Europe/Paris')
    const veille = addDays(le, -1)
    const writtenTheDayBefore = () =>
      db.update(pointDeContact).set({ misAJourLe: veille }).where(eq(pointDeContact.id, id))
    await writtenTheDayBefore()
    expect(await create(ici, null, { nom })).toEqual({ ok: true, value: { id } })
    expect((await stored(id))?.point.misAJourLe).toBe(veille)
    expect(await create(ici, null, { nom, telephone: '05 36 49 00 03' })).toMatchObject({
      refus: { code: 'point-deja-la' },
    })

    const correct = (version: number, telephone = '05 36 49 00 06') =>
      correctPoint({ id, version, saisie: { ...saisie, nom, telephone } }, ctx(ici))
    expect(codeOf(await correct(1))).toBe('ok')
    await writtenTheDayBefore()
    expect(await correct(1)).toEqual({ ok: true, value: { id } })
    expect(await stored(id)).toMatchObject({ version: 2, point: { misAJourLe: veille } })
    expect(codeOf(await correct(1, '05 36 49 00 07'))).toBe('modifiee-entre-temps')
    // From the page as it is published now: that is no second sending, but a point read again.
    expect(codeOf(await correct(2))).toBe('ok')
    expect(await stored(id)).toMatchObject({ version: 3, point: { misAJourLe: le } })
  })

  it('se ferme pour un temps, se retire et se rétablit ; le second clic ne change rien (R-EDI-05, R-FRA-08)', async () => {
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
    // R-FRA-08: nothing else of it was read again.
    const ancien = addDays(le, -500)
    await db.update(pointDeContact).set({ misAJourLe: ancien }).where(eq(pointDeContact.id, id))
    expect(codeOf(await close(4, 5))).toBe('ok')
    expect((await stored(id))?.point).toMatchObject({ misAJourLe: ancien, fermetures: [{}, { du: addDays(le, 4) }] })

    expect(codeOf(await withdrawPoint(id, ctx(ailleurs)))).toBe('acces-refuse')
    expect((await Promise.all([withdrawPoint(id, ctx(ici)), withdrawPoint(id, ctx(ici))])).map(codeOf)).toEqual([
      'ok',
      'ok',
    ])
    expect(codeOf(await correctPoint({ id, version: 4, saisie }, ctx(ici)))).toBe('point-retire')
    expect(await listPointsTenus(ici, { q: 'été', etat: 'retires' })).toMatchObject([{ id }])
    expect(await listPointsTenus(ailleurs, { q: 'été', etat: 'retires' })).toEqual([])
    expect(await findPointTenu(ailleurs, id)).toBeUndefined()
    expect(codeOf(await restoreWithdrawnPoint(id, ctx(ici)))).toBe('ok')
    expect(codeOf(await restoreWithdrawnPoint(id, ctx(ici)))).toBe('ok')
    const { lignes: journal } = await listJournal(ici, { point: id })
    expect(journal.map(({ nature }) => nature)).toEqual([
      'retablissement',
      'retrait',
      'modification',
      'modification',
      'creation',
    ])
    expect(codeOf(await withdrawPoint('inconnu', ctx(ici)))).toBe('introuvable')
    expect(codeOf(await restoreWithdrawnPoint('inconnu', ctx(ici)))).toBe('introuvable')
  })

  it('retiré puis créé de nouveau, garde son adresse ; rétabli, il ne double pas son semblable (R-REC-63, R-EDI-04, R-EDI-12)', async () => {
    const done = await create(ici, null, { nom: 'Guichet revenu' })
    const { id } = done.ok ? done.value : { id: '' }
    expect(codeOf(await withdrawPoint(id, ctx(ici)))).toBe('ok')
    const twice = await Promise.all([
      create(ici, null, { nom: 'guichet REVENU', telephone: '05 36 49 00 61' }),
      restoreWithdrawnPoint(id, ctx(ici)),
    ])
    expect(twice.map(codeOf)).toContainEqual('ok')
    expect((await listPointsTenus(ici, { q: 'revenu', etat: 'publies' })).map((point) => point.id)).toEqual([id])
    expect(codeOf(await withdrawPoint(id, ctx(ici)))).toBe('ok')
    const again = await create(ici, null, { nom: 'guichet REVENU', telephone: '05 36 49 00 62' })
    expect(again).toEqual({ ok: true, value: { id } })
    expect((await stored(id))?.point).toMatchObject({ nom: 'guichet REVENU', telephone: '05 36 49 00 62' })
    // Another of that name took its place while it was withdrawn.
    expect(codeOf(await withdrawPoint(id, ctx(ici)))).toBe('ok')
    const autre = await create(ici, null, { nom: 'Guichet à renommer' })
    if (!autre.ok) throw new Error(autre.refus.code)
    const renomme = { ...saisie, nom: 'Guichet revenu' }
    expect(codeOf(await correctPoint({ id: autre.value.id, version: 1, saisie: renomme }, ctx(ici)))).toBe('ok')
    const refus = { code: 'place-prise', id: autre.value.id }
    expect(await restoreWithdrawnPoint(id, ctx(ici))).toMatchObject({ refus })
    const [retrait] = (await listJournal(ici, { point: id })).lignes
    expect(await undoFaitDePoint(retrait?.id ?? 0, ctx(ici))).toMatchObject({ refus })
  })

  it('renommé ou déplacé vers un autre, ne le double pas ; doublé déjà, il se corrige (R-EDI-04)', async () => {
    const centreId = await insertCentre({ departements: ['09'] })
    const agent: Acteur = { role: 'agent-de-guichet', compteId: compteDe(ici) ?? '', centres: [centreId] }
    const relais = await create(agent, centreId, { nom: 'Relais' })
    if (!relais.ok) throw new Error(relais.refus.code)
    const { id } = relais.value
    const correct = (version: number, change: object) =>
      correctPoint({ id, version, saisie: { ...saisie, nom: 'Relais', ...change } }, ctx(agent))
    const undoLast = async () =>
      undoFaitDePoint((await listJournal(agent, { point: id })).lignes[0]?.id ?? 0, ctx(agent))
    // The form: the other one is there first, or comes after.
    const mairie = await create(agent, centreId, { nom: 'Mairie' })
    const refus = { code: 'point-deja-la', id: mairie.ok ? mairie.value.id : '' }
    expect(await correct(1, { nom: 'mairie' })).toMatchObject({ refus })
    expect(codeOf(await correct(1, { nom: 'Annexe' }))).toBe('ok')
    expect(codeOf(await create(agent, centreId, { nom: 'Annexe' }))).toBe('point-deja-la')
    // The journal: the same.
    expect(codeOf(await create(agent, centreId, { nom: 'Relais' }))).toBe('ok')
    expect(await undoLast()).toMatchObject({ refus: { code: 'point-deja-la' } })
    expect(codeOf(await correct(2, { nom: 'Antenne' }))).toBe('ok')
    expect(codeOf(await undoLast())).toBe('ok')
    expect(codeOf(await create(agent, centreId, { nom: 'Annexe' }))).toBe('point-deja-la')
    // Published twice before this was looked at: either is still corrected.
    const contenu = { ...unPointDeContact({ nom: 'Annexe', territoire: VIDE, position: null }) }
    await db.transaction((tx) => insertPoint(tx, { contenu, rattachement: { centreId } }, { compteId: null }))
    expect(codeOf(await correct(4, { nom: 'ANNEXE', telephone: '05 36 49 00 72' }))).toBe('ok')
    expect(codeOf(await undoLast())).toBe('ok')
    // Of another holder, it is no double of theirs.
    await create(ici, null, { nom: 'Mairie sans centre' })
    expect(codeOf(await correct(6, { nom: 'Mairie sans centre' }))).toBe('ok')
  })

  it('se renomme pendant qu’un autre prend ce nom : un seul le porte (R-EDI-04)', async () => {
    const ids: string[] = []
    for (const nom of ['Guichet un', 'Guichet deux']) {
      const done = await create(ici, null, { nom })
      if (done.ok) ids.push(done.value.id)
    }
    const rename = (id: string) =>
      correctPoint({ id, version: 1, saisie: { ...saisie, nom: 'Guichet unique' } }, ctx(ici))
    expect((await Promise.all(ids.map(rename))).map(codeOf).sort()).toEqual(['ok', 'point-deja-la'])
  })

  it('se crée pendant qu’un autre du même centre se corrige : aucun n’attend l’autre pour toujours', async () => {
    const centreId = await insertCentre({ departements: ['09'] })
    const agent: Acteur = { role: 'agent-de-guichet', compteId: compteDe(ici) ?? '', centres: [centreId] }
    const done = await create(agent, centreId, { nom: 'Guichet tenu' })
    if (!done.ok) throw new Error(done.refus.code)
    const gestes: Promise<Readonly<{ ok: boolean }>>[] = []
    await db.transaction(async (tx) => {
      // Both wait for the centre, who creates first: then they need what who corrects holds by then.
      await loadCentreForUpdate(tx, centreId)
      gestes.push(create(agent, centreId, { nom: 'Guichet neuf' }))
      await untilActive('"centre"', 'Lock')
      const corrige = { ...saisie, nom: 'Guichet tenu', telephone: '05 36 49 00 71' }
      gestes.push(correctPoint({ id: done.value.id, version: 1, saisie: corrige }, ctx(agent)))
      await untilActive('"centre"', 'Lock', 2)
    })
    expect((await Promise.all(gestes)).map(({ ok }) => ok)).toEqual([true, true])
    expect((await stored(done.value.id))?.point.telephone).toBe('05 36 49 00 71')
  })
})
