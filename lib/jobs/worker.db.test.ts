/** The worker on a real base: what it does not leave for its hour. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listMessages, listRappels } from '#db/queries/demonstration.ts'
import { keepRappelInOutbox, queueMessage } from '#db/repositories/messages.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { addDays, addMonths } from '#lib/domain/calendrier.ts'
import { rappelsDe } from './testing.ts'

withDatabase()
process.env.PORTAIL_MODE = 'demonstration'
// The files that come after in this process are no demonstration.
afterAll(() => {
  delete process.env.PORTAIL_MODE
})
process.env.PORTAIL_SECRET = 'un-secret-de-trente-deux-caracteres'

it('prévoit en démarrant les rappels qui étaient dus, sans attendre son heure', async () => {
  const le = await aujourdHui()
  const demande = await insertUneDemande({ valideDepuis: addMonths(addDays(le, 5), -11) })
  const worker = spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, '../../scripts/worker.ts'),
    ],
    { stdio: 'ignore' },
  )
  const ended = once(worker, 'exit')
  try {
    await expect.poll(async () => (await rappelsDe(demande)).length).toBeGreaterThan(0)
  } finally {
    worker.kill()
    await ended
  }
})

it('montre en démonstration un code demandé, si nombreux que soient les rappels partis depuis', async () => {
  const message = {
    canal: 'courriel',
    destinataire: 'camille@exemple.invalid',
    objet: 'Votre code',
    corps: '123 456',
  } as const
  await db.transaction((tx) => queueMessage(tx, { ...message, cle: 'code' }))
  for (let rang = 0; rang < 120; rang += 1) await keepRappelInOutbox(String(rang), { ...message, objet: 'Rappel' })
  const [messages, rappels] = [await listMessages(), await listRappels()]
  expect(messages.lignes.map(({ objet }) => objet)).toEqual(['Votre code'])
  expect(new Set(rappels.lignes.map(({ objet }) => objet))).toEqual(new Set(['Rappel']))
})
