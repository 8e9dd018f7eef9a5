/** Small signed texts of our own: the CSRF pair that next-auth expects, and the right to leave a file. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { env } from '#lib/env.ts'

const sign = (purpose: string, text: string): string =>
  createHmac('sha256', env.secret).update(`${purpose}:${text}`).digest('base64url')

/** `text` with its signature, good for one purpose and until an instant (milliseconds). */
export function sealText(purpose: string, text: string, untilMs: number): string {
  const payload = Buffer.from(JSON.stringify([text, untilMs])).toString('base64url')
  return `${payload}.${sign(purpose, payload)}`
}

/** The sealed text, or undefined when it was forged, meant for something else, or is too old. */
export function openSealed(purpose: string, sealed: string, nowMs = Date.now()): string | undefined {
  const [payload, signature] = sealed.split('.')
  if (!payload || !signature) return undefined
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(purpose, payload))]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const read: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
  if (!Array.isArray(read) || typeof read[0] !== 'string' || typeof read[1] !== 'number') return undefined
  return read[1] >= nowMs ? read[0] : undefined
}

const csrfHash = (token: string): string => createHash('sha256').update(`${token}${env.secret}`).digest('hex')

/** The token of a sign-in form with its cookie, in the form that next-auth verifies; an intact cookie is kept. */
export function csrfPair(cookie: string | undefined): { token: string; cookie: string } {
  const [known, hash] = (cookie ?? '').split('|')
  if (known && hash === csrfHash(known)) return { token: known, cookie: `${known}|${hash}` }
  const token = randomBytes(32).toString('hex')
  return { token, cookie: `${token}|${csrfHash(token)}` }
}
