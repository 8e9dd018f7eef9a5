/** Sends what waits in the outbox, one message at a time, and comes back later to what could not leave. */
import { claimMessage, type MessagePris, markFailed, markSent, postponeMessage } from '#db/repositories/messages.ts'
import { type MailTransport, openMail } from '#lib/adapters/mail/mail.ts'
import { makeAiguillage } from '#lib/adapters/sms/aiguillage.ts'
import type { Passerelle } from '#lib/adapters/sms/sms.ts'
import { env } from '#lib/env.ts'
import { journal } from '#lib/journal.ts'
import { passerellesOf } from './rappels.ts'

/** Longer than a server may keep us waiting; after a killed worker the mail is tried again that much later. */
const BAIL_MINUTES = 5
/** A round ends before the next minute's round begins. */
const ROUND_MS = 50_000
/** Minutes before each new attempt: forty hours in all, then the message is given up. */
export const REPRISES_EN_MINUTES = [1, 2, 5, 15, 60, 240, 720, 1440] as const

/** Minutes before the next attempt after `tentatives` attempts; null when there were enough. */
export const nextAttempt = (tentatives: number): number | null => REPRISES_EN_MINUTES[tentatives - 1] ?? null

type Issue = Readonly<{ issue: 'envoye' }> | Readonly<{ issue: 'refuse' | 'differe' | 'indisponible'; code: string }>

/** How SMS leave; undefined when this installation has no gateway: they wait. */
function sendSmsBy([first, ...others]: readonly Passerelle[]): ((message: MessagePris) => Promise<Issue>) | undefined {
  if (!first) return undefined
  const aiguillage = makeAiguillage([first, ...others])
  return async ({ id, destinataire, corps }) => {
    const passerelle = aiguillage.choose()
    const envoi = await passerelle.send({ reference: id, destinataire, texte: corps })
    aiguillage.note(passerelle.nom, envoi)
    if (envoi.issue === 'envoye') return envoi
    // The gateway knows a reference that it had: what is not sure is tried again without a second SMS.
    const isRefuse = envoi.issue === 'refuse' || envoi.issue === 'numero-invalide'
    return { issue: isRefuse ? 'refuse' : 'differe', code: envoi.code }
  }
}

/** One round over the messages that are due; counts by outcome. In demonstration nothing leaves and every row is `envoye`. */
export async function sendMessages(
  transport: MailTransport = openMail(),
  passerelles: readonly Passerelle[] = passerellesOf(),
): Promise<Record<string, number>> {
  const counts = { envoyes: 0, reportes: 0, abandonnes: 0 }
  const keepCorps = env.mode === 'demonstration'
  const sendMail = (message: MessagePris) => transport.send({ ...message, objet: message.objet ?? '' })
  const sendSms = keepCorps ? sendMail : sendSmsBy(passerelles)
  const canaux = sendSms ? (['courriel', 'sms'] as const) : (['courriel'] as const)
  const start = performance.now()
  try {
    while (performance.now() - start < ROUND_MS) {
      const message = await claimMessage(canaux, BAIL_MINUTES)
      if (!message) break
      const send = message.canal === 'sms' && sendSms ? sendSms : sendMail
      const envoi = await send(message)
      if (envoi.issue === 'envoye') {
        await markSent(message.id, { keepCorps })
        counts.envoyes += 1
        continue
      }
      const minutes = envoi.issue === 'refuse' ? null : nextAttempt(message.tentatives)
      if (minutes === null) await markFailed(message.id)
      else await postponeMessage(message.id, minutes)
      counts[minutes === null ? 'abandonnes' : 'reportes'] += 1
      journal.warn({ message: message.id, tentatives: message.tentatives, code: envoi.code }, 'message not sent')
      // The next one would meet the same closed door.
      if (envoi.issue === 'indisponible') break
    }
  } finally {
    transport.close()
  }
  return counts
}
