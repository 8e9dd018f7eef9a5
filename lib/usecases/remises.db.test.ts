/** Batches that were handed over: beside another act on the same demande, and corrected when their day was wrong. */
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listFaits, loadDemandeForUpdate } from '#db/repositories/demandes.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { compte, lettreDeLot, rappel } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { untilActive } from '#db/testing/requetes.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { ecrireUneLettre } from '#lib/documents/courriers.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { granted } from '#lib/domain/demande/testing.ts'
import { markAvisRemis, markAvisRevenu } from './edit-demande.ts'
import { handOverLot } from './settle-courriers.ts'
import { takeCourriers } from './take-courriers.ts'
import { contexteDe } from './testing.ts'

withDatabase()
let le: Jour
let gestionnaire: Contexte
beforeAll(async () => {
  await insertTerritoire()
  le = await aujourdHui()
  const role = 'gestionnaire-territorial'
  const departements = ['09']
  const [row] = await db
    .insert(compte)
    .values({ courriel: 'g@x.invalid', role, departements })
    .returning({ id: compte.id })
  gestionnaire = contexteDe({ role, compteId: row?.id ?? '', departements })
})
beforeEach(async () => {
  await db.delete(lettreDeLot)
  await db.delete(rappel)
})

/** A demande whose notice waits to be taken. */
async function uneLettre(valideDepuis = addMonths(le, -11)): Promise<DemandeActive> {
  const une = await insertUneDemande({ valideDepuis })
  const { numeroUnique, territoire } = une
  const du = { jalon: 'avis', canal: 'courrier', duLe: addDays(le, -1), cycle: valideDepuis } as const
  await db.transaction((tx) => insertRappels(tx, [{ ...du, numeroUnique, territoire }]))
  return une
}
const unLot = async () =>
  granted(
    await takeCourriers(
      { id: randomUUID(), territoire: '09', ecrire: ecrireUneLettre('https://portail.exemple.fr') },
      gestionnaire,
    ),
  ).id
const au = ({ ref }: DemandeActive) =>
  ({ ref, ctx: gestionnaire, porte: { canal: 'guichet', centreId: null } }) as const
const avisDe = async ({ numeroUnique }: DemandeActive): Promise<string[]> =>
  (await listFaits(db, numeroUnique)).flatMap(({ fait }) => {
    if (fait.type === 'avis-revenu') return ['revenu']
    return fait.type === 'avis-remis' ? [`${fait.avisRemisLe} ${fait.origine.canal}`] : []
  })

describe('deux gestes à la fois sur un avis', () => {
  it('un lot se remet pendant qu’un guichet note un retour : aucun n’attend l’autre pour toujours', async () => {
    const une = await uneLettre()
    const id = await unLot()
    granted(await markAvisRemis(au(une), le))
    const gestes: Promise<Readonly<{ ok: boolean }>>[] = []
    await db.transaction(async (tx) => {
      await loadDemandeForUpdate(tx, une.ref)
      // Both wait for the demande, the guichet first: what the batch holds by then is what the guichet needs next.
      gestes.push(markAvisRevenu(au(une)))
      await untilActive('reglage_de_territoire', 'Lock')
      gestes.push(handOverLot({ id, remisLe: le }, gestionnaire))
      await untilActive('lettre_de_lot', 'Lock')
    })
    expect((await Promise.all(gestes)).map(({ ok }) => ok)).toEqual([true, true])
    expect(await avisDe(une)).toEqual([`${le} guichet`, 'revenu', `${le} courrier`])
  })
})
