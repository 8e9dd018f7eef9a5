import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findProposition } from '#db/queries/apercu-d-import.ts'
import { chiffreDeCommune, faitDeChiffre } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { readSaisie } from '#lib/domain/guichet/saisie-de-chiffres.ts'
import { editChiffres } from './edit-chiffres.ts'
import type { Par } from './open-import.ts'
import { publishProposition } from './publish-proposition.ts'
import { publishRecensement } from './publish-recensement.ts'
import { FOIX_T3, lireClasseur, type Tenu, unClasseurDe, unDecor } from './testing.ts'

withDatabase()

let ariege: Tenu
let autre: Tenu
let gestionnaire: Exclude<Par, 'exploitant'>
beforeAll(async () => {
  ;({ ariege, autre, gestionnaire } = await unDecor())
})
beforeEach(async () => {
  await db.delete(faitDeChiffre)
  await db.delete(chiffreDeCommune)
})

/** A file of that centre proposes this number of T3 in Foix, and the gestionnaire opens its page. */
async function unePropositionVue(centre: Tenu, logements: number) {
  const classeur = unClasseurDe([], [FOIX_T3(logements)])
  const { importId } = await lireClasseur(classeur, { centreId: centre.id, par: centre.agent })
  return { importId, version: (await findProposition(importId)).version }
}
const publish = ({ importId, version }: Readonly<{ importId: string; version: number | undefined }>) =>
  publishProposition(importId, gestionnaire, { version })

/** The gestionnaire types figures of that year in the form, all types at once; `version` 0: nothing stood there. */
function edit(logements: number) {
  const rows = readSaisie({ 't3.logements': String(logements) }, { codeInsee: '09122', annee: 2025 })
  if (!rows.ok) throw new Error(rows.refus.code)
  return editChiffres({ codeInsee: '09122', annee: 2025, version: 0, rows: rows.value }, gestionnaire)
}
const publies = async () => (await db.select().from(chiffreDeCommune)).map(({ logements }) => logements)
const codeOf = (answer: { ok: boolean; refus?: { code: string } }) => (answer.ok ? 'ok' : answer.refus?.code)

it('ce qui a été publié depuis est montré à côté de ce qui est proposé, puis remplacé si on le confirme (R-EDI-06)', async () => {
  const vue = await unePropositionVue(ariege, 210)
  expect(codeOf(await edit(180))).toBe('ok')
  const told = await publish(vue)
  expect(told).toMatchObject({
    ok: false,
    refus: {
      code: 'proposition-depassee',
      rangs: [{ statut: 'modifie', avant: { logements: 180 }, chiffres: { logements: 210 } }],
    },
  })
  expect(await publies()).toEqual([180])
  if (told.ok || told.refus.code !== 'proposition-depassee') throw new Error('not told')
  expect(codeOf(await publish({ ...vue, version: told.refus.version }))).toBe('ok')
  expect(await publies()).toEqual([210])
})

it('un second clic, ou les mêmes chiffres publiés par un autre, ne change rien et ne prévient de rien (R-EDI-06)', async () => {
  const [un, deux] = [await unePropositionVue(ariege, 210), await unePropositionVue(autre, 210)]
  expect(await publish(un)).toMatchObject({ ok: true, value: { balises: ['chiffres:09122'] } })
  for (const again of [un, deux]) expect(await publish(again)).toEqual({ ok: true, value: { balises: [] } })
  expect(await db.$count(faitDeChiffre)).toBe(1)
})

it('deux propositions à la fois : une paraît, l’autre est montrée avec elle et attend (R-EDI-06)', async () => {
  const vues = [await unePropositionVue(ariege, 210), await unePropositionVue(autre, 230)]
  const answers = await Promise.all(vues.map(publish))
  expect(answers.map(codeOf).toSorted()).toEqual(['ok', 'proposition-depassee'])
  const [paru, attend] = answers[0]?.ok ? [210, 230] : [230, 210]
  expect(answers.find(({ ok }) => !ok)).toMatchObject({
    refus: { rangs: [{ avant: { logements: paru }, chiffres: { logements: attend } }] },
  })
  expect(await publies()).toEqual([paru])
})

it('une proposition et le formulaire à la fois, sur des chiffres que personne n’avait : le second est prévenu (R-EDI-06, R-EDI-01)', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    await db.delete(faitDeChiffre)
    await db.delete(chiffreDeCommune)
    const vue = await unePropositionVue(ariege, 210)
    const answers = (await Promise.all([publish(vue), edit(180)])).map(codeOf)
    const [premier] = await publies()
    expect([premier, ...answers]).toEqual(
      premier === 210 ? [210, 'ok', 'modifiee-entre-temps'] : [180, 'proposition-depassee', 'ok'],
    )
  }
})

it('le fichier d’un gestionnaire et le formulaire à la fois, de même (R-REC-28, R-EDI-01)', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    await db.delete(faitDeChiffre)
    await db.delete(chiffreDeCommune)
    const { importId } = await lireClasseur(unClasseurDe([], [FOIX_T3(210)]), { centreId: null, par: gestionnaire })
    const answers = (await Promise.all([publishRecensement(importId, gestionnaire), edit(180)])).map(codeOf)
    const [premier] = await publies()
    expect([premier, ...answers]).toEqual(
      premier === 210 ? [210, 'ok', 'modifiee-entre-temps'] : [180, 'publie-entre-temps', 'ok'],
    )
  }
})

it('une page qui ne dit pas ce qu’elle a montré ne remplace rien (R-EDI-06)', async () => {
  const { importId } = await unePropositionVue(ariege, 210)
  expect(codeOf(await publish({ importId, version: undefined }))).toBe('proposition-depassee')
  expect(await db.select().from(chiffreDeCommune).where(eq(chiffreDeCommune.codeInsee, '09122'))).toEqual([])
})
