/** Sends what waits in the outbox, one message at a time, and comes back later to what could not leave. */
import {
  claimMessage,
  dropPerimes,
  type MessagePris,
  markFailed,
  markPasserelle,
  markSent,
  postponeMessage,
} from '#db/repositories/messages.ts'
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

type Envoyer = (message: MessagePris) => Promise<Issue>

/** How SMS leave; undefined when this installation has no gateway: they wait. */
function sendSmsBy([first, ...others]: readonly Passerelle[]): Envoyer | undefined {
  if (!first) return undefined
  const aiguillage = makeAiguillage([first, ...others])
  return async (message) => {
    const { id, destinataire, corps } = message
    const connu = await settleDoute(message, aiguillage.find(message.passerelle))
    if (connu) return connu
    const { passerelle } = aiguillage.choose()
    await markPasserelle(id, passerelle.nom)
    const envoi = await passerelle.send({ reference: id, destinataire, texte: corps })
    aiguillage.note(passerelle.nom, envoi)
    if (envoi.issue === 'envoye') return envoi
    // Nothing was accepted: another gateway may have it.
    if (envoi.issue === 'differe') await markPasserelle(id, null)
    const isRefuse = envoi.issue === 'refuse' || envoi.issue === 'numero-invalide'
    return { issue: isRefuse ? 'refuse' : 'differe', code: envoi.code }
  }
}

/** What the gateway of the attempt before says; undefined when nobody has the message, and it may leave. */
async function settleDoute({ id, passerelle: nom }: MessagePris, passerelle?: Passerelle): Promise<Issue | undefined> {
  if (nom === null) return undefined
  const connaissance = passerelle ? await passerelle.ask(id) : 'muet'
  // R-RAP-16: never sent again without knowing; only who answers « inconnu » allows it.
  if (connaissance === 'inconnu') return undefined
  if (connaissance === 'envoye') return { issue: 'envoye' }
  return { issue: connaissance === 'muet' ? 'differe' : 'refuse', code: connaissance }
}

let sms: Envoyer | undefined
/** One for the process: which gateway failed of late is remembered from one round to the next. */
function sendSmsOurs(): Envoyer | undefined {
  sms ??= sendSmsBy(passerellesOf())
  return sms
}

/**
 * One round over the messages that are due; counts by outcome. A channel that answers nothing keeps the other waiting for
 * nothing. In demonstration nothing leaves and every row is `envoye`.
 */
export async function sendMessages(
  transport: MailTransport = openMail(),
  passerelles?: readonly Passerelle[],
): Promise<Record<string, number>> {
  const counts = { envoyes: 0, reportes: 0, abandonnes: 0 }
  const keepCorps = env.mode === 'demonstration'
  const sendMail: Envoyer = (message) => transport.send({ ...message, objet: message.objet ?? '' })
  const sendSms = keepCorps ? sendMail : passerelles ? sendSmsBy(passerelles) : sendSmsOurs()
  try {
    await dropPerimes()
    await Promise.all([
      runChannel('courriel', { send: sendMail, keepCorps, counts }),
      ...(sendSms ? [runChannel('sms', { send: sendSms, keepCorps, counts })] : []),
    ])
  } finally {
    transport.close()
  }
  return counts
}

type Tournee = Readonly<{
  send: Envoyer
  keepCorps: boolean
  counts: Record<'envoyes' | 'reportes' | 'abandonnes', number>
}>

async function runChannel(canal: MessagePris['canal'], { send, keepCorps, counts }: Tournee): Promise<void> {
  const start = performance.now()
  while (performance.now() - start < ROUND_MS) {
    const message = await claimMessage([canal], BAIL_MINUTES)
    if (!message) return
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
    if (envoi.issue === 'indisponible') return
  }
}
