/**
 * A port that never changes in front of a PostgreSQL that is killed and begins again on another one: a web server keeps
 * the address that it was given, as in service, and must find its base again by itself.
 */
import { connect, createServer, type Socket } from 'node:net'

export type Relais = Readonly<{ port: number; close: () => Promise<void> }>

/** `portOf`: where the server listens at this moment. */
export async function openRelais(portOf: () => number): Promise<Relais> {
  const ouvertes = new Set<Socket>()
  const server = createServer((client) => {
    const serveur = connect(portOf(), '127.0.0.1')
    for (const [one, other] of [
      [client, serveur],
      [serveur, client],
    ] as const) {
      ouvertes.add(one)
      // One that is cut cuts the other: nobody waits for a server that is gone.
      one.on('error', () => other.destroy())
      one.on('close', () => {
        ouvertes.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('No port.')
  return {
    port: address.port,
    close: () =>
      new Promise((done) => {
        for (const one of ouvertes) one.destroy()
        server.close(() => done())
      }),
  }
}
