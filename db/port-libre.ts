/** A port that nobody listens on, on that host; another program may take it before we do, as ever. */
import { createServer } from 'node:net'

export const freePort = (host = '127.0.0.1'): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, host, () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))))
    })
  })
