/** The CSRF pair that next-auth expects. */
import { createHash, randomBytes } from 'node:crypto'
import { env } from '#lib/env.ts'

const csrfHash = (token: string): string => createHash('sha256').update(`${token}${env.secret}`).digest('hex')

/** The token of a sign-in form with its cookie, in the form that next-auth verifies; an intact cookie is kept. */
export function csrfPair(cookie: string | undefined): { token: string; cookie: string } {
  const [known, hash] = (cookie ?? '').split('|')
  if (known && hash === csrfHash(known)) return { token: known, cookie: `${known}|${hash}` }
  const token = randomBytes(32).toString('hex')
  return { token, cookie: `${token}|${csrfHash(token)}` }
}
