import { desc, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertPoint, loadPointForUpdate, lockPoints } from '#db/repositories/points-de-contact.ts'
import { lockCreation } from '#db/repositories/verrous.ts'
import { faitDePoint } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import { addDays, jourLocal } from '#lib/domain/calendrier.ts'
import { toSaisieDePoint } from '#lib/domain/guichet/formulaire-de-point.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { closePoint, correctPoint, createPoint, restoreWithdrawnPoint, withdrawPoint } from './edit-point.ts'
import { mergePoints } from './merge-points.ts'
import { unAgentDe } from './testing.ts'
import { undoFaitDePoint } from './undo-fait.ts'

withDatabase()

const VIDE = { communes: [], epcis: [], departements: [] }
type Reponse = Readonly<{ ok: true } | { ok: false; refus: Readonly<{ code: string }> }>
const codeOf = (answer: Reponse) => (answer.ok ? 'ok' : answer.refus.code)

it('pendant qu’un fichier se publie, chaque formulaire rend sa connexion et le dit ; ensuite il passe (ADR 0050)', async () => {
  await insertTerritoire()
  const centreId = await insertCentre({ departements: ['09'] })
  const par = await unAgentDe(centreId, 'attend@x.invalid')
  const contenuDe = (nom: string) => unPointDeContact({ nom, territoire: VIDE, position: null })
  const un = async (nom: string) =>
    (
      await db.transaction((tx) =>
        insertPoint(tx, { contenu: contenuDe(nom), rattachement: { centreId } }, { compteId: null }),
      )
    ).id
  const noms = ['corrigé', 'fermé', 'retiré', 'rétabli', 'réuni', 'gardé', 'annulé'] as const
  const ids: Record<string, string> = {}
  for (const nom of noms) ids[nom] = await un(nom)
  const id = (nom: (typeof noms)[number]) => ids[nom] ?? ''
  const correct = (nom: (typeof noms)[number], telephone: string, version = 1) =>
    correctPoint({ id: id(nom), version, saisie: { ...toSaisieDePoint(contenuDe(nom)), telephone } }, par)
  expect(codeOf(await withdrawPoint(id('rétabli'), par))).toBe('ok')
  expect(codeOf(await correct('annulé', '05 36 49 00 21'))).toBe('ok')
  const [fait] = await db
    .select()
    .from(faitDePoint)
    .where(eq(faitDePoint.pointId, id('annulé')))
    .orderBy(desc(faitDePoint.id))
  const jour = addDays(jourLocal(new Date(), 'Europe/Paris'), 30)

  const gestes: (() => Promise<Reponse>)[] = [
    () => createPoint({ saisie: toSaisieDePoint(contenuDe('créé')), centreId }, par),
    () => correct('corrigé', '05 36 49 00 22'),
    () => closePoint({ id: id('fermé'), fermeture: { du: jour, au: jour } }, par),
    () => withdrawPoint(id('retiré'), par),
    () => restoreWithdrawnPoint(id('rétabli'), par),
    () => mergePoints({ doublon: id('réuni'), garde: id('gardé') }, par),
    () => undoFaitDePoint(fait?.id ?? 0, par),
  ]
  const pendant = await db.transaction(async (tx) => {
    await lockCreation(tx, { centreIds: [centreId], departements: [] })
    await lockPoints(tx, Object.values(ids))
    return Promise.all(gestes.map((geste) => geste()))
  })
  expect(pendant.map(codeOf)).toEqual(gestes.map(() => 'publication-en-cours'))
  const intact = await db.transaction((tx) => loadPointForUpdate(tx, id('corrigé')))
  expect(intact).toMatchObject({ version: 1, point: { telephone: contenuDe('corrigé').telephone } })

  const apres: string[] = []
  for (const geste of gestes) apres.push(codeOf(await geste()))
  expect(apres).toEqual(gestes.map(() => 'ok'))
})
