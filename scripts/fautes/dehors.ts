/**
 * The outside of the reminders, on loopback ports: gateways of SMS and a mail server that fail, or accept and hang up;
 * what they say later is apart (./accuses.ts). It counts what it accepted, and what was sent again to it after that.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { openCourrier } from './courrier-du-dehors.ts'
import type { Hasard } from './hasard.ts'
import type { Depart, RefusDuDehors } from './histoire-de-rappels.ts'
import { maintenant } from './journal-de-rappels.ts'
import { CHANCES, LENTEUR_MS, type Registre, type Serveur } from './sort-du-dehors.ts'

/** Out of a hundred questions: no answer. */
const MUETTE = 10

const messageSchema = z.object({ reference: z.string() })

export type Dehors = Readonly<{
  /** Of the gateways of SMS. */
  urls: readonly string[]
  courrier: Serveur
  /** Once for each acceptance, by whichever of them. */
  partis: readonly Depart[]
  renvois: readonly string[]
  /** Once for each that was not accepted. */
  refus: readonly RefusDuDehors[]
  stop: () => Promise<void>
}>

/** Opens two gateways and a mail server; `onAccepte` hears each message before its sender has the answer. */
export async function openDehors(
  hasard: Hasard,
  onAccepte: (reference: string, isCourriel: boolean) => void,
): Promise<Dehors> {
  const partis: Depart[] = []
  const renvois: string[] = []
  const refus: RefusDuDehors[] = []
  const registreDe = (isCourriel: boolean): Registre => ({
    hasard,
    renvois,
    note: (reference, coupe) => {
      partis.push({ reference, at: maintenant(), coupe })
      onAccepte(reference, isCourriel)
    },
    refuse: (reference, isDefinitif) => void refus.push({ reference, at: maintenant(), isDefinitif }),
  })
  const courrier = await openCourrier(registreDe(true))
  const passerelles = [await openGateway(registreDe(false)), await openGateway(registreDe(false))]
  return {
    urls: passerelles.map(({ url }) => url),
    courrier,
    partis,
    renvois,
    refus,
    stop: async () => void (await Promise.all([courrier, ...passerelles].map((one) => one.stop()))),
  }
}

async function openGateway(registre: Registre): Promise<Serveur> {
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
  const { hasard, acceptes, renvois, note, refuse } = passage
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
  if (sort < CHANCES.refuse + CHANCES.invalide) {
    const isDefinitif = sort >= CHANCES.refuse
    refuse(reference, isDefinitif)
    return void response.writeHead(isDefinitif ? 422 : 503).end()
  }
  const coupe = sort < CHANCES.refuse + CHANCES.invalide + CHANCES.coupe
  acceptes.add(reference)
  note(reference, coupe)
  if (coupe) return void request.socket.destroy()
  await pause(hasard.below(LENTEUR_MS))
  response.writeHead(202).end()
}
