import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, inArray, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findProposition } from '#db/queries/apercu-d-import.ts'
import { findChiffresARendre, findRetourDImport } from '#db/queries/retours.ts'
import { chiffreDeCommune, faitDeChiffre, importDeRecensement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { JOURS_D_ATTENTE } from '#lib/domain/guichet/recensement/conservation.ts'
import { readSaisie } from '#lib/domain/guichet/saisie-de-chiffres.ts'
import { dropOldFiles } from '#lib/jobs/fichiers.ts'
import { editChiffres } from './edit-chiffres.ts'
import { publishProposition } from './publish-proposition.ts'
import { publishRecensement } from './publish-recensement.ts'
import { reopenImport, revertImport } from './revert-import.ts'
import {
  corriger,
  FOIX_T3,
  importDe,
  lireClasseur,
  pointsDe,
  type Tenu,
  unClasseurDe,
  unDecor,
  unPointA,
} from './testing.ts'

withDatabase()

let centre: Tenu
let gestionnaire: Contexte
beforeAll(async () => {
  ;({ ariege: centre, gestionnaire } = await unDecor())
})
beforeEach(async () => {
  await db.delete(faitDeChiffre)
  await db.delete(chiffreDeCommune)
})

const codeOf = (answer: { ok: boolean; refus?: { code: string } }) => (answer.ok ? 'ok' : answer.refus?.code)
const publies = async () => (await db.select().from(chiffreDeCommune)).map(({ logements }) => logements)
const classeur = unClasseurDe([unPointA('Mairie')], [FOIX_T3(210)])
const lire = async () => (await lireClasseur(classeur, { centreId: centre.id, par: centre.agent })).importId

async function proposer(importId: string) {
  const { version } = await findProposition(importId)
  return publishProposition(importId, gestionnaire, { version })
}

/** Figures are published from a file whose points are not. */
async function unFichierEncoreLu(): Promise<string> {
  const importId = await lire()
  expect(codeOf(await proposer(importId))).toBe('ok')
  expect([(await importDe(importId)).etat, await publies()]).toEqual(['lu', [210]])
  return importId
}

describe('les chiffres publiés d’un fichier dont les points attendent encore', () => {
  it('se rendent, une fois ; le fichier se compare de nouveau avant de paraître (R-REC-126, R-REC-114)', async () => {
    const importId = await unFichierEncoreLu()
    expect((await findRetourDImport(gestionnaire.acteur, importId))?.comptes.chiffres).toMatchObject({ retirer: 1 })
    expect(await findChiffresARendre(importId)).toBe('intacts')
    for (const click of [1, 2]) {
      expect([click, await revertImport(importId, gestionnaire)]).toMatchObject([click, { value: { rendus: 1 } }])
      expect(await publies()).toEqual([])
    }
    expect(await findChiffresARendre(importId)).toBe('aucun')
    expect(codeOf(await proposer(importId))).toBe('import-annule')
    expect(codeOf(await reopenImport(importId, centre.agent))).toBe('ok')
    expect(codeOf(await proposer(importId))).toBe('ok')
    // What the first revert gave back is not counted again.
    expect(await revertImport(importId, gestionnaire)).toMatchObject({ value: { rendus: 1, gardes: 0 } })
  })

  it('ne sont pas à son centre : il n’a rien à y annuler (R-REC-126)', async () => {
    const importId = await unFichierEncoreLu()
    expect(await findRetourDImport(centre.agent.acteur, importId)).toBeUndefined()
    expect(codeOf(await revertImport(importId, centre.agent))).toBe('import-non-publie')
    expect([(await importDe(importId)).etat, await publies()]).toEqual(['lu', [210]])
  })

  it('n’ont rien à rendre tant que rien n’a paru, ou que tout paraissait déjà (R-REC-126)', async () => {
    await unFichierEncoreLu()
    const importId = await lire()
    expect(codeOf(await revertImport(importId, gestionnaire))).toBe('import-non-publie')
    expect(codeOf(await proposer(importId))).toBe('ok')
    expect(codeOf(await revertImport(importId, gestionnaire))).toBe('import-non-publie')
    expect((await importDe(importId)).chiffresPubliesAt).toBeNull()
  })

  it('se rendent aussi pendant qu’une correction attend d’être relue, qui attend toujours (R-REC-126, R-REC-76)', async () => {
    const importId = await unFichierEncoreLu()
    const corrige = corriger(importId, classeur)(
      centre.agent,
      [['telephone', '05 36 49 00 01', '05 36 49 00 02']],
      () => {
        throw new Error('the reading is cut')
      },
    )
    await expect(corrige).rejects.toThrow('the reading is cut')
    expect((await importDe(importId)).etat).toBe('recu')
    expect(await revertImport(importId, gestionnaire)).toMatchObject({ value: { rendus: 1 } })
    expect([(await importDe(importId)).etat, await publies()]).toEqual(['recu', []])
    expect(codeOf(await publishRecensement(importId, centre.agent))).toBe('correction-a-relire')
  })

  it('font garder le fichier comme celui d’un import publié (R-REC-66)', async () => {
    const [vu, laisse] = [await unFichierEncoreLu(), await lire()]
    const vieillir = (jours: number) => ({ createdAt: sql`now() - make_interval(days => ${jours})` })
    // Those of the other tests are older: the last three published are kept.
    await db.update(importDeRecensement).set(vieillir(JOURS_D_ATTENTE + 9))
    const deux = inArray(importDeRecensement.id, [vu, laisse])
    await db
      .update(importDeRecensement)
      .set(vieillir(JOURS_D_ATTENTE + 1))
      .where(deux)
    await dropOldFiles()
    expect((await importDe(vu)).fichier).not.toBeNull()
    expect((await importDe(laisse)).fichier).toBeNull()
  })
})

it('après que le centre a annulé ses points, le gestionnaire voit encore les chiffres à rendre, changés depuis ou non (R-REC-126)', async () => {
  const importId = await lire()
  expect(codeOf(await publishRecensement(importId, centre.agent))).toBe('ok')
  expect(codeOf(await proposer(importId))).toBe('ok')
  expect(codeOf(await revertImport(importId, centre.agent))).toBe('ok')
  expect((await pointsDe(centre.id)).every(({ retireAt }) => retireAt !== null)).toBe(true)
  expect([await findChiffresARendre(importId), await publies()]).toEqual(['intacts', [210]])
  const [last] = await db.select().from(faitDeChiffre).where(eq(faitDeChiffre.importId, importId))
  const rows = readSaisie({ 't3.logements': '211' }, { codeInsee: '09122', annee: 2025 })
  if (!rows.ok || !last) throw new Error('saisie')
  const saisie = { codeInsee: '09122', annee: 2025, version: last.id, rows: rows.value }
  expect(codeOf(await editChiffres(saisie, gestionnaire))).toBe('ok')
  expect(await findChiffresARendre(importId)).toBe('modifies')
  const choisis = (await findRetourDImport(gestionnaire.acteur, importId))?.modifies.map(({ cle }) => cle) ?? []
  expect(await revertImport(importId, gestionnaire, { choisis })).toMatchObject({ value: { rendus: 2, gardes: 0 } })
  expect([await findChiffresARendre(importId), await publies()]).toEqual(['aucun', []])
})

it('la migration retrouve le jour de ceux d’avant, et ne change pas celui qui est gardé (R-REC-126)', async () => {
  const [garde, ancien] = [await unFichierEncoreLu(), await lire()]
  await db.update(faitDeChiffre).set({ importId: ancien })
  const paru = (await importDe(garde)).chiffresPubliesAt
  const fait = await db.select().from(faitDeChiffre)
  await db.insert(faitDeChiffre).values(fait.map(({ id: _, ...one }) => ({ ...one, importId: garde, at: new Date(0) })))
  const migration = '../../db/migrations/0043_chiffres-deja-publies.sql'
  await db.execute(sql.raw(readFileSync(join(import.meta.dirname, migration), 'utf8')))
  expect((await importDe(garde)).chiffresPubliesAt).toEqual(paru)
  expect((await importDe(ancien)).chiffresPubliesAt).toEqual(fait[0]?.at)
})
