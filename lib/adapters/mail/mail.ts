/**
 * Mails leave through the operator's SMTP server. A demonstration has no outside: there `openMail` gives a transport
 * that accepts everything and sends nothing, and the rows of `message_envoye` are the outbox that a page shows.
 */
import nodemailer from 'nodemailer'
import { env } from '#lib/env.ts'
import { CHAMP_DE_REFERENCE, messageId } from './nom-de-courriel.ts'

/**
 * `cle` names the reason of the mail: it becomes the Message-ID, so that a mailbox sees a second copy as the same mail.
 * `reference`, of a mail that may come back: said as it is by the Message-ID, by a field of ours and by the envelope, so that
 * the server that gives the mail up an hour later names it. Drawn by chance, it says nothing of anybody.
 */
export type Mail = Readonly<{
  cle: string
  reference?: string
  destinataire: string
  objet: string
  corps: string
}>

/**
 * `refuse`: this mail will never pass (unknown address, refused content). `indisponible`: the server could not be used,
 * any other mail would meet the same. `differe`: this mail may pass later. The code is the server's, never its words,
 * which may name the recipient.
 */
export type Envoi =
  | Readonly<{ issue: 'envoye' }>
  | Readonly<{ issue: 'refuse' | 'differe'; code: string }>
  /** `peutEtreParti`: the line was cut after the content was said, or while it was. */
  | Readonly<{ issue: 'indisponible'; code: string; peutEtreParti: boolean }>

export type MailTransport = Readonly<{ send: (mail: Mail) => Promise<Envoi>; close: () => void }>

const PATIENCE_MS = 15_000

type SmtpError = Readonly<{ code: string; status: number | undefined }>

const readError = (error: unknown): SmtpError => {
  const field = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  const [code, status] = [field('code'), field('responseCode')]
  return { code: typeof code === 'string' ? code : 'inconnu', status: typeof status === 'number' ? status : undefined }
}

/** What the library says of a server that never greeted us; any other silence may have come after the mail. */
const SANS_ACCUEIL = ['Connection timeout', 'Greeting never received']

/** Whether the mail can have been taken though no answer says so: no, when the server was never reached or said no. */
function isPeutEtreParti(error: unknown): boolean {
  if (!(error instanceof Error)) return true
  const syscall = Reflect.get(error, 'syscall')
  const { code, status } = readError(error)
  const isSansServeur = syscall === 'connect' || syscall === 'getaddrinfo' || code === 'EDNS' || code === 'EAUTH'
  return !isSansServeur && !(status !== undefined && status >= 400) && !SANS_ACCUEIL.includes(error.message)
}

/** The server judged this mail (recipient or content): 5xx for good, 4xx for now. Anything else is the server's own state. */
export function judgeError(error: unknown): Exclude<Envoi, { issue: 'envoye' }> {
  const { code, status } = readError(error)
  const label = status ? `${code} ${status}` : code
  const judged = (code === 'EENVELOPE' || code === 'EMESSAGE') && status !== undefined
  if (code === 'EENVELOPE' && !judged) return { issue: 'refuse', code: label }
  if (!judged) return { issue: 'indisponible', code: label, peutEtreParti: isPeutEtreParti(error) }
  return { issue: status >= 500 ? 'refuse' : 'differe', code: label }
}

/**
 * What a server that knows delivery reports (RFC 3461) is asked: to name the mail by its reference if it gives it up, with
 * its headers alone, not its text. Any other server is asked nothing, and returns the Message-ID among the headers.
 */
const retourDemande = (reference: string) => ({ id: reference, return: 'headers', notify: 'failure' }) as const

/** A transport over SMTP (`smtp://…`, STARTTLS when offered; `smtps://…`). Never throws for what a server answers. */
export function openSmtp({ url, from }: Readonly<{ url: string; from: string }>): MailTransport {
  const transporter = nodemailer.createTransport(
    {
      url,
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      socketTimeout: 2 * PATIENCE_MS,
      // A mail is made of text given here: it never reads a file nor an address of the network.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from, headers: { 'Auto-Submitted': 'auto-generated' } },
  )
  return {
    async send({ cle, reference, destinataire, objet, corps }) {
      try {
        await transporter.sendMail({
          // An object, not a string: a string may hold a list of addresses.
          to: { name: '', address: destinataire },
          subject: objet,
          text: corps,
          // R-RAP-36 — choix du portail : un courriel de rappel porte sa référence, tirée au hasard, que dit qui le renvoie
          messageId: messageId({ cle, reference }, from),
          ...(reference !== undefined && {
            dsn: retourDemande(reference),
            headers: { [CHAMP_DE_REFERENCE]: reference },
          }),
        })
        return { issue: 'envoye' }
      } catch (error) {
        return judgeError(error)
      }
    },
    close: () => transporter.close(),
  }
}

/** The transport of this installation. */
export function openMail(): MailTransport {
  if (env.mode === 'demonstration') return { send: async () => ({ issue: 'envoye' }), close: () => {} }
  if (!env.smtpUrl) throw new Error('SMTP_URL is not set.')
  return openSmtp({ url: env.smtpUrl, from: env.expediteur })
}
