/**
 * The outside of the reminders, on loopback ports: gateways of SMS and a mail server that fail, or accept and hang up;
 * what they say later is apart (./accuses.ts). It counts what it accepted, and what was sent again to it after that.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Hasard } from './hasard.ts'
import type { Depart } from './histoire-de-rappels.ts'
import { maintenant } from './journal-de-rappels.ts'

/** Out of a hundred messages: not accepted; accepted, and the answer never comes; a number that is nobody's. */
const CHANCES = { refuse: 30, coupe: 2, invalide: 1 } as const
/** Out of a hundred questions: no answer. */
const MUETTE = 10
const LENTEUR_MS = 30

const messageSchema = z.object({ reference: z.string() })

export type Dehors = Readonly<{
  urls: readonly string[]
  /** Once for each acceptance, by whichever gateway. */
  partis: readonly Depart[]
  renvois: readonly string[]
  stop: () => Promise<void>
}>

/** Opens `nombre` gateways; `onAccepte` hears each message, with the rank of its gateway, before its sender has the answer. */
export async function openDehors(
  { hasard, nombre }: Readonly<{ hasard: Hasard; nombre: number }>,
  onAccepte: (reference: string, rang: number) => void = () => {},
): Promise<Dehors> {
  const partis: Depart[] = []
  const renvois: string[] = []
  const gateways = await Promise.all(
    Array.from({ length: nombre }, (_, rang) =>
      openGateway({ hasard, partis, renvois, onAccepte: (reference) => onAccepte(reference, rang) }),
    ),
  )
  return {
    urls: gateways.map(({ url }) => url),
    partis,
    renvois,
    stop: async () => void (await Promise.all(gateways.map((one) => one.stop()))),
  }
}

type Registre = Readonly<{
  hasard: Hasard
  partis: Depart[]
  renvois: string[]
  onAccepte: (reference: string) => void
}>

async function openGateway(registre: Registre): Promise<Readonly<{ url: string; stop: () => Promise<void> }>> {
  const acceptes = new Set<string>()
  const server = createServer((request, response) => {
    // Whoever sent it may be killed meanwhile.
    request.on('error', () => {})
    void (request.method === 'GET' ? ask : receive)(request, response, { ...registre, acceptes })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('No port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

type Passage = Registre & Readonly<{ acceptes: Set<string> }>

function ask(request: IncomingMessage, response: ServerResponse, { hasard, acceptes }: Passage): void {
  if (hasard.below(100) < MUETTE) return void response.writeHead(500).end()
  const isKnown = acceptes.has(request.url?.split('/')[2] ?? '')
  response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' })
  response.end(isKnown ? '{"etat":"accepte"}' : '{}')
}

async function receive(request: IncomingMessage, response: ServerResponse, passage: Passage): Promise<void> {
  const { hasard, acceptes, partis, renvois, onAccepte } = passage
  let body = ''
  try {
    for await (const chunk of request) body += chunk
  } catch {
    return
  }
  const { reference } = messageSchema.parse(JSON.parse(body))
  await pause(hasard.below(LENTEUR_MS))
  if (acceptes.has(reference)) {
    renvois.push(reference)
    return void response.writeHead(409).end()
  }
  const sort = hasard.below(100)
  if (sort < CHANCES.refuse) return void response.writeHead(503).end()
  if (sort < CHANCES.refuse + CHANCES.invalide) return void response.writeHead(422).end()
  const coupe = sort < CHANCES.refuse + CHANCES.invalide + CHANCES.coupe
  acceptes.add(reference)
  partis.push({ reference, at: maintenant(), coupe })
  onAccepte(reference)
  if (coupe) return void request.socket.destroy()
  await pause(hasard.below(LENTEUR_MS))
  response.writeHead(202).end()
}
