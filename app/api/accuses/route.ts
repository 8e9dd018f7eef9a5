/**
 * `POST /api/accuses`: what a gateway of SMS, or the mail server, says after a sending; or, as `message/rfc822`, a mail that
 * came back as it is, which is read here; or the STOP of who holds a number, or their START. Signed with the secret that they share with us
 * (`X-Signature: sha256=…`, HMAC of the body); without the secret the door does not exist.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { domaineDe } from '#lib/adapters/mail/nom-de-courriel.ts'
import { OCTETS_D_UN_RETOUR, readRetour } from '#lib/adapters/mail/retour.ts'
import { env } from '#lib/env.ts'
import { journal } from '#lib/journal.ts'
import { sealDestination } from '#lib/sceau.ts'
import { receiveAccuse } from '#lib/usecases/receive-accuse.ts'
import { receiveReponseDeSms } from '#lib/usecases/receive-stop.ts'
import { countAccuseSigne, RECONNUE, REFUSEE, SIGNATURE } from '#lib/web/debit-d-accuses.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

const TAILLE_AU_PLUS = 2_000
const accuseSchema = z.strictObject({
  reference: z.uuid(),
  etat: z.enum(['remis', 'echec', 'numero-invalide', 'rebond']),
})
/** The holder of a mobile answered STOP, or START, to its gateway: it names the number, and no sending. `le`: when. */
const reponseSchema = z.strictObject({
  etat: z.enum(['stop', 'start']),
  numero: z.string().max(30),
  le: z.iso
    .datetime({ offset: true })
    .refine((le) => le >= '2000' && le < '2100')
    // In the base's own terms: it knows fewer offsets than the format.
    .transform((le) => new Date(le).toISOString())
    .nullish()
    .default(null),
})
const answer = (status: number, headers: Readonly<Record<string, string>> = {}) =>
  new Response(null, { status, headers: { 'Cache-Control': 'no-store', ...headers } })

/** What a signature looks like: of anything else nothing is read. */
const FORME = /^sha256=[0-9a-f]{64}$/

function isSigned(body: Buffer, signature: string | null, secret: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`)
  const given = Buffer.from(signature ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const readJson = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/**
 * Anybody may write to the address that mails come back to: what is no failure of one of ours is left, and answered as the
 * rest, so that the mail server neither keeps it nor sends it again. Of the address that did not receive it, only the
 * imprint goes further: that of who was written to is all that is kept.
 */
async function hearRetour(body: Buffer): Promise<Response> {
  const lu = readRetour(body.toString('latin1'), domaineDe(env.expediteur))
  if ('ignore' in lu) {
    journal.info({ lu: lu.ignore }, 'a mail to the address of returns is left')
    return answer(204)
  }
  const { reference } = lu
  const abandons = lu.abandons.map(({ statut, vers }) => ({
    statut,
    vers: vers === null ? null : sealDestination('courriel', vers),
  }))
  if (!(await receiveAccuse({ reference, abandons })).ok) journal.warn({ reference }, 'return of an unknown sending')
  return answer(204)
}

/** Of the number itself the journal says nothing. */
async function hearReponse(reponse: z.infer<typeof reponseSchema>): Promise<Response> {
  const { etat } = reponse
  const recu = await receiveReponseDeSms(reponse, sealDestination)
  if (!recu.ok) journal.warn({ etat }, 'answer of a number that receives no SMS')
  else if (etat === 'stop')
    journal.info('a number answered STOP: unless its START is later, no reminder leaves for it by SMS any more')
  else journal.info('a number answered START: unless its STOP is later, reminders may leave for it by SMS again')
  return answer(recu.ok ? 204 : 404)
}

/** The body; undefined when who sends it hung up in its middle: they say it again, and nothing of ours failed. */
async function readEntier(request: Request): Promise<Buffer | undefined> {
  try {
    return Buffer.from(await request.arrayBuffer())
  } catch {
    // R-RAP-65 — choix du portail : un accusé coupé n’a rien dit ; rien n’en est retenu, et il se redit
    journal.info('a receipt is cut in its middle, and left')
    return undefined
  }
}

/** Signed: counted with all that is, whatever it says. */
async function hear(body: Buffer, isRetour: boolean): Promise<Response> {
  const attente = countAccuseSigne()
  if (attente > 0) return answer(429, { 'Retry-After': String(attente) })
  if (isRetour) return hearRetour(body)
  const dit = readJson(body.toString())
  const reponse = reponseSchema.safeParse(dit)
  if (reponse.success) return hearReponse(reponse.data)
  const accuse = accuseSchema.safeParse(dit)
  if (!accuse.success) return answer(400)
  const recu = await receiveAccuse(accuse.data)
  if (!recu.ok) journal.warn({ reference: accuse.data.reference }, 'receipt of an unknown sending')
  return answer(recu.ok ? 204 : 404)
}

export async function POST(request: Request): Promise<Response> {
  const secret = env.secretDesAccuses
  if (!secret) return answer(404)
  const signature = request.headers.get(SIGNATURE)
  if (!FORME.test(signature ?? '')) return answer(401, { [SIGNATURE]: REFUSEE })
  const isRetour = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() === 'message/rfc822'
  const auPlus = isRetour ? OCTETS_D_UN_RETOUR : TAILLE_AU_PLUS
  if (Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY) > auPlus) return answer(413)
  const body = await readEntier(request)
  if (body === undefined) return answer(400)
  if (!isSigned(body, signature, secret)) return answer(401, { [SIGNATURE]: REFUSEE })
  const response = await hear(body, isRetour)
  response.headers.set(SIGNATURE, RECONNUE)
  return response
}
