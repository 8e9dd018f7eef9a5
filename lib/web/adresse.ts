/** Where a request comes from, and whether our own page sent it. */
import { createHmac } from 'node:crypto'
import { env } from '#lib/env.ts'
import { reseauDe } from './reseau.ts'

type HeadersLike = Readonly<{ get: (name: string) => string | null }>

/** The client's address, as one reader (lib/web/reseau.ts), hashed with our secret: enough to count, useless to know who. */
export function hashedAddress(headers: HeadersLike): string {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  // Each trusted proxy appended the address that it saw; what the client wrote itself stands before.
  const address = reseauDe(hops.at(-Math.max(1, env.proxysDeConfiance)) ?? '')
  return createHmac('sha256', env.secret).update(`adresse:${address}`).digest('base64url').slice(0, 22)
}

/** True when the browser says that the request was sent by a page of this site. */
export function isSameOrigin(headers: HeadersLike): boolean {
  const fetchSite = headers.get('sec-fetch-site')
  if (fetchSite && fetchSite !== 'same-origin') return false
  const origin = headers.get('origin')
  if (!origin) return fetchSite === 'same-origin'
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === headers.get('host') || host === new URL(env.siteUrl).host
}
