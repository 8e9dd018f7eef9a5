/** A gateway of SMS on a loopback port, that counts what it was really asked to send. */
import { createServer } from 'node:http'

/** `fois`: how many times it was asked to send it. */
type Recu = { reference: string; destinataire: string; texte: string; fois: number }
/** What it answers; `coupe`: it keeps the message and hangs up. */
type Reponse = Readonly<{ statut: number; garde: boolean }> | 'coupe'
export type FaussePasserelle = Readonly<{
  url: string
  recus: ReadonlyMap<string, Recu>
  autorisations: readonly string[]
  stop: () => Promise<void>
}>

/** `repond` says what becomes of each message; `delaiMs` before each answer. */
export async function startPasserelle({
  repond = () => ({ statut: 202, garde: true }),
  delaiMs = 0,
}: Readonly<{ repond?: (reference: string) => Reponse; delaiMs?: number }> = {}): Promise<FaussePasserelle> {
  const recus = new Map<string, Recu>()
  const autorisations: string[] = []
  const server = createServer(async (request, response) => {
    const reference = request.url?.split('/')[2]
    if (request.method === 'GET') {
      const known = reference !== undefined && recus.has(reference)
      response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' })
      response.end(known ? '{"etat":"accepte"}' : '{}')
      return
    }
    autorisations.push(request.headers.authorization ?? '')
    let body = ''
    for await (const chunk of request) body += chunk
    const message = JSON.parse(body) as Omit<Recu, 'fois'>
    if (delaiMs > 0) await new Promise((done) => setTimeout(done, delaiMs))
    // Known already: said so, not sent again to the person, and counted: nobody should have asked.
    const connu = recus.get(message.reference)
    if (connu) {
      connu.fois += 1
      response.writeHead(409)
      response.end()
      return
    }
    const reponse = repond(message.reference)
    if (reponse === 'coupe' || reponse.garde) recus.set(message.reference, { ...message, fois: 1 })
    if (reponse === 'coupe') {
      request.socket.destroy()
      return
    }
    response.writeHead(reponse.statut)
    response.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('No port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    recus,
    autorisations,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
