/**
 * Headers that say where a request comes from are written by a proxy, or by anyone. Without a trusted proxy they are
 * removed before Next reads them: Next then writes the address that the socket shows.
 */

import { subscribe } from 'node:diagnostics_channel'
import { IncomingMessage } from 'node:http'
import { env } from '#lib/env.ts'

const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
]

/** Call once in a web process, before it answers. Node tells each request here before any handler sees it. */
export function distrustForwardedHeaders(): void {
  if (env.proxysDeConfiance > 0) return
  subscribe('http.server.request.start', (message) => {
    if (typeof message !== 'object' || message === null || !('request' in message)) return
    const { request } = message
    if (request instanceof IncomingMessage) for (const name of FORWARDED) delete request.headers[name]
  })
}
