import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listHistoire } from '#db/queries/corrections.ts'
import { faitDeCorrection } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { accept } from '#lib/domain/resultat.ts'
import { correctImport } from './correct-import.ts'
import { readImport } from './read-recensement.ts'
import { lireClasseur, unClasseurDe, unDecor, unPointA } from './testing.ts'

withDatabase()

const upgrade = async () => {
  const folder = join(import.meta.dirname, '../../db/migrations')
  await db.execute(sql.raw(readFileSync(join(folder, '0011_reprise-des-corrections.sql'), 'utf8')))
}

it('ce qui fut corrigé avant que l’histoire soit gardée y entre à la mise à jour, une fois (R-REC-95)', async () => {
  const { ariege } = await unDecor()
  const contenu = unClasseurDe([unPointA('Mairie', 'Foix', '09000', '12')])
  const { importId } = await lireClasseur(contenu, { centreId: ariege.id, par: ariege.agent })
  const corrige = (cellules: readonly (readonly ['telephone' | 'commentaire', string, string | null])[]) =>
    correctImport(
      importId,
      {
        feuille: 'Points de contact',
        ligne: 2,
        cellules: cellules.map(([colonne, vu, valeur]) => ({ colonne, vu, valeur })),
      },
      { relire: (id) => readImport(id, { lire: async () => accept(contenu) }, ariege.agent) },
      ariege.agent,
    )
  await corrige([
    ['telephone', '12', '13'],
    ['commentaire', '', 'Au fond de la cour'],
  ])
  await corrige([['telephone', '13', '05 36 49 00 01']])
  const [kept] = (await listHistoire(importId)).faits
  // Before, each cell had its last word alone.
  await db.delete(faitDeCorrection).where(eq(faitDeCorrection.importId, importId))
  const known = async () =>
    (await listHistoire(importId)).faits.map(({ ligne, colonne, avant, apres }) => [ligne, colonne, avant, apres])
  await upgrade()
  const told = [
    [2, 'telephone', '12', '05 36 49 00 01'],
    [2, 'commentaire', '', 'Au fond de la cour'],
  ]
  expect(await known()).toEqual(told)
  const [carried] = (await listHistoire(importId)).faits
  expect(carried).toMatchObject({ at: kept?.at, auteur: kept?.auteur })
  await upgrade()
  expect(await known()).toEqual(told)
  // A cell given back: what it was given back from was not kept.
  await corrige([['commentaire', 'Au fond de la cour', null]])
  await db.delete(faitDeCorrection).where(eq(faitDeCorrection.importId, importId))
  await upgrade()
  expect(await known()).toEqual([told[0]])
})
