/**
 * A port that nobody listens on, on that host; another program may take it before we do, as ever. Drawn below those that
 * Linux gives to outgoing connections (from 32768): one found free there may be a connection's own a minute later, when
 * a portal that was first built and filled comes to listen.
 */
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

const [FROM, TO] = [10_000, 32_768]
const TRIES = 50

const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, host, () => probe.close(() => done(true)))
  })

export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const port = randomInt(FROM, TO)
    if (await isFree(port, host)) return port
  }
  throw new Error(`no free port on ${host}`)
}
