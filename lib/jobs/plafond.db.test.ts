/** The cap of a day on a real base: what counts for it, and on which day. */
import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { rappel } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui } from '#db/testing/demandes.ts'
import { openPasserelle } from '#lib/adapters/sms/sms.ts'
import { startPasserelle } from '#lib/adapters/sms/testing.ts'
import { addDays, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { settleVerification } from '#lib/usecases/settle-rappels.ts'
import { runSortie, sortieDeSms } from './rappels.ts'
import { rappelsDe, TOUJOURS, unePersonne } from './testing.ts'

withDatabase()
process.env.PORTAIL_SECRET = 'un-secret-de-trente-deux-caracteres'
let le: Jour
beforeAll(async () => {
  le = await aujourdHui()
})
afterEach(() => db.delete(rappel))

const dueParSms = ({ numeroUnique, territoire, valideDepuis, echeances }: DemandeActive) =>
  db.transaction((tx) =>
    insertRappels(tx, [
      {
        jalon: 'dernier-mois',
        canal: 'sms',
        duLe: addDays(echeances?.expireLe ?? le, 15),
        cycle: valideDepuis ?? le,
        numeroUnique,
        territoire,
      },
    ]),
  )
async function sendSms(repond: Parameters<typeof startPasserelle>[0] = {}) {
  const fausse = await startPasserelle(repond)
  const sortie = sortieDeSms([openPasserelle({ nom: 'passerelle-1', url: fausse.url })])
  return runSortie(sortie, ['09'], TOUJOURS).finally(() => fausse.stop())
}
/** Two demandes of one mobile; the SMS of the first is uncertain since that many days. */
async function unDoute(portable: string, jours: number) {
  const [ancienne, autre] = [await unePersonne({ portable }), await unePersonne({ portable })]
  await dueParSms(ancienne)
  await sendSms({ repond: () => 'coupe' })
  const [row] = await db
    .update(rappel)
    .set({ regleAt: sql`${rappel.regleAt} - make_interval(days => ${jours})` })
    .where(eq(rappel.numeroUnique, ancienne.numeroUnique))
    .returning()
  expect(row?.etat).toBe('a-verifier')
  await dueParSms(autre)
  return { autre, reference: row?.reference ?? '' }
}

it('un SMS incertain compte le jour où il fut tenté (R-RAP-54)', async () => {
  const { autre } = await unDoute('06 39 98 55 01', 0)
  expect(await sendSms()).toMatchObject({ envoyes: 0 })
  expect(await rappelsDe(autre)).toEqual(['dernier-mois sms a-envoyer (plafond)'])
})

it('incertain depuis trois cents jours, il n’arrête plus les SMS de son numéro (R-RAP-54)', async () => {
  const { autre } = await unDoute('06 39 98 55 02', 300)
  expect(await sendSms()).toMatchObject({ envoyes: 1 })
  expect(await rappelsDe(autre)).toEqual(['dernier-mois sms envoye'])
})

it('décidé « parti » trois cents jours après, il est parti ce jour-là, non aujourd’hui (R-RAP-54)', async () => {
  const { autre, reference } = await unDoute('06 39 98 55 03', 300)
  expect(await settleVerification(reference, 'envoye')).toBe(true)
  expect(await sendSms()).toMatchObject({ envoyes: 1 })
  expect(await rappelsDe(autre)).toEqual(['dernier-mois sms envoye'])
})
