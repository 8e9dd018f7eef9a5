/** A gateway of SMS for a bench: 50 ms for each, one failure in twenty, and a count of what it accepted. */
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'

const LENTEUR_MS = 50
/** Of a hundred: so many refused for now, and so many accepted without an answer. */
const CHANCES = { refuse: 4, coupe: 1 } as const

export type Compte = Readonly<{ acceptes: number; refuses: number; coupes: number; renvois: number }>

const messageSchema = z.object({ reference: z.string() })
const acceptes = new Set<string>()
let compte = { refuses: 0, coupes: 0, renvois: 0 }
let rang = 0

const server = createServer(async (request, response) => {
  if (request.method === 'GET') {
    const isKnown = acceptes.has(request.url?.split('/')[2] ?? '')
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' })
    return void response.end(isKnown ? '{"etat":"accepte"}' : '{}')
  }
  let body = ''
  for await (const chunk of request) body += chunk
  const { reference } = messageSchema.parse(JSON.parse(body))
  await pause(LENTEUR_MS)
  if (acceptes.has(reference)) {
    compte = { ...compte, renvois: compte.renvois + 1 }
    return void response.writeHead(409).end()
  }
  // Spread over the messages, so that no five in a row fail.
  rang = (rang + 37) % 100
  if (rang < CHANCES.refuse) {
    compte = { ...compte, refuses: compte.refuses + 1 }
    return void response.writeHead(503).end()
  }
  acceptes.add(reference)
  if (rang < CHANCES.refuse + CHANCES.coupe) {
    compte = { ...compte, coupes: compte.coupes + 1 }
    return void request.socket.destroy()
  }
  response.writeHead(202).end()
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address && typeof address !== 'string') process.send?.(`http://127.0.0.1:${address.port}`)
})
process.on('message', () => process.send?.({ acceptes: acceptes.size, ...compte } satisfies Compte))
