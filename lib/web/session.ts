/**
 * The session of the person who asks: a signed cookie names a row of our table, and the row decides at each request,
 * so that a revocation closes the door at once (docs/adr/0015).
 */
import { cookies } from 'next/headers'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { findSession, type SessionLue } from '#db/queries/sessions.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { env } from '#lib/env.ts'
import { sessionCookie } from './cookies.ts'

export type { SessionLue }

/** The `sid` that the cookie names, whether its session still stands or not; undefined when it was not made by us. */
export async function readSid(): Promise<string | undefined> {
  const token = (await cookies()).get(sessionCookie())?.value
  if (!token) return undefined
  try {
    const read = await decode({ token, secret: env.secret })
    return typeof read?.sid === 'string' && isUuid(read.sid) ? read.sid : undefined
  } catch {
    // A cookie that does not open is no cookie: the person signs in again.
    return undefined
  }
}

/** The session of this request, read once; undefined for a visitor. */
export const readSession = cache(async (isGeste = true): Promise<SessionLue | undefined> => {
  const sid = await readSid()
  return sid ? findSession(sid, { isGeste }) : undefined
})
