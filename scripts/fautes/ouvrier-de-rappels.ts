/**
 * What the worker does with reminders, in a process that may be killed: it plans without end, or asks and sends without
 * end, by SMS to the two first gateways and by mail to the last one.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Envoi, Mail } from '#lib/adapters/mail/mail.ts'
import { openPasserelle } from '#lib/adapters/sms/sms.ts'
import { runSortie, sortieDeCourriel, sortieDeSms, verify } from '#lib/jobs/rappels.ts'
import { planRappelsDuJour } from '#lib/usecases/plan-rappels.ts'

const TERRITOIRES = ['09'] as const
const TOUJOURS = () => true
const [role, first, second, courriels] = process.argv.slice(2)
if (!first || !second || !courriels) throw new Error('Three addresses are needed.')

/** A mail server spoken to as a gateway is, so that one program may count both. */
async function post({ cle }: Mail): Promise<Envoi> {
  const reference = cle.replace('rappel:', '')
  try {
    const answer = await fetch(`${courriels}/messages`, { method: 'POST', body: JSON.stringify({ reference }) })
    await answer.body?.cancel()
    if (answer.ok || answer.status === 409) return { issue: 'envoye' }
    if (answer.status === 422) return { issue: 'refuse', code: '550' }
    return { issue: 'indisponible', code: '421', peutEtreParti: false }
  } catch {
    return { issue: 'indisponible', code: 'ECONNRESET', peutEtreParti: true }
  }
}

async function send(): Promise<void> {
  const passerelles = [
    openPasserelle({ nom: 'passerelle-1', url: first ?? '' }),
    openPasserelle({ nom: 'passerelle-2', url: second ?? '' }),
  ] as const
  await verify(passerelles)
  await Promise.all([
    runSortie(sortieDeSms(passerelles), TERRITOIRES, TOUJOURS),
    runSortie(sortieDeCourriel({ send: post, close: () => {} }), TERRITOIRES, TOUJOURS),
  ])
}

// Nobody is left to kill it.
process.on('disconnect', () => process.exit())
process.send?.('prete')
for (;;) {
  await (role === 'prevoir' ? planRappelsDuJour(TERRITOIRES) : send()).catch(() => {})
  await pause(role === 'prevoir' ? 0 : 20)
}
