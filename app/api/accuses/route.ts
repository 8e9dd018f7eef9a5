/**
 * `POST /api/accuses`: what a gateway of SMS, or the mail server, says after a sending. Signed with the secret that they
 * share with us (`X-Signature: sha256=…`, HMAC of the body); without the secret the door does not exist.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { env } from '#lib/env.ts'
import { journal } from '#lib/journal.ts'
import { receiveAccuse } from '#lib/usecases/receive-accuse.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

const TAILLE_AU_PLUS = 2_000
const accuseSchema = z.strictObject({
  reference: z.uuid(),
  etat: z.enum(['remis', 'echec', 'numero-invalide', 'rebond']),
})
const answer = (status: number) => new Response(null, { status, headers: { 'Cache-Control': 'no-store' } })

function isSigned(body: string, signature: string | null, secret: string): boolean {
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

export async function POST(request: Request): Promise<Response> {
  const secret = env.secretDesAccuses
  if (!secret) return answer(404)
  if (Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY) > TAILLE_AU_PLUS) return answer(413)
  const body = await request.text()
  if (!isSigned(body, request.headers.get('x-signature'), secret)) return answer(401)
  const accuse = accuseSchema.safeParse(readJson(body))
  if (!accuse.success) return answer(400)
  const recu = await receiveAccuse(accuse.data)
  if (!recu.ok) journal.warn({ reference: accuse.data.reference }, 'receipt of an unknown sending')
  return answer(recu.ok ? 204 : 404)
}
