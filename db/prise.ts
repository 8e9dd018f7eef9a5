/**
 * The socket under each connection of the pool, for what postgres 3.4.9 does of a server that closes it. On the connection
 * that it will open again the library keeps the query that was on its way, and what the server last said of it. So:
 * - a server that refuses the next connection (a base that is gone, a server that recovers, no place left) is taken to
 *   answer that dead query, and is called again without end: who asked waits for ever;
 * - one that accepts it sees its first query refused by the words of before;
 * - a transaction that is cut writes its rollback where there is no socket any more, out of reach of any catch.
 * Here the last words of a server are an error of the socket, which the library gives to whoever waits, and keeps not.
 */
import net from 'node:net'
import postgres from 'postgres'

/** Types of the server's messages (PostgreSQL, « Message Formats »): one byte, then the length on four, itself counted. */
const [ERREUR, PRET] = [0x45, 0x5a]
const ENTETE = 5

/** Of an error after which the server closes. */
const FATALES: ReadonlySet<string> = new Set(['FATAL', 'PANIC'])

/** What an ErrorResponse says: SQLSTATE, severity and the sentence. */
function readErreur(message: Buffer): postgres.PostgresError {
  const fields = message.subarray(ENTETE).toString('utf8').split('\0')
  const field = (key: string) => fields.find((text) => text.startsWith(key))?.slice(1) ?? ''
  return Object.assign(new postgres.PostgresError(field('M')), { code: field('C'), severity: field('V') })
}

class Prise extends net.Socket {
  /** The server serves: before, whatever it says of an error is its last word. */
  #pret = false
  /** Bytes still to come of the message that the last chunk cut. */
  #manque = 0
  /** A header that the last chunk cut. */
  #entete: Buffer = Buffer.alloc(0)

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    const [bytes] = args
    if (event === 'data' && bytes instanceof Buffer) {
      const fin = this.#findFin(bytes)
      if (!fin) return super.emit(event, bytes)
      if (fin.at > 0) super.emit(event, bytes.subarray(0, fin.at))
      // Closed with an error: the library then waits longer and longer before it calls again.
      this.destroy(fin.erreur)
      return true
    }
    if (event !== 'close') return super.emit(event, ...args)
    super.emit('error', Object.assign(new Error('write CONNECTION_CLOSED'), { code: 'CONNECTION_CLOSED' }))
    // Two turns, for what that starts (a rollback) to be written and refused with the rest.
    setImmediate(() => setImmediate(() => super.emit('close', ...args)))
    return true
  }

  /** The last words of the server and where they begin, if they stand whole in these bytes: one cut in two is the library's. */
  #findFin(chunk: Buffer): { at: number; erreur: postgres.PostgresError } | undefined {
    const before = this.#entete.length
    const bytes = before > 0 ? Buffer.concat([this.#entete, chunk]) : chunk
    let at = this.#manque
    while (at + ENTETE <= bytes.length) {
      const end = at + 1 + bytes.readUInt32BE(at + 1)
      if (bytes[at] === PRET) this.#pret = true
      if (bytes[at] === ERREUR && end <= bytes.length && at >= before) {
        const erreur = readErreur(bytes.subarray(at, end))
        if (!this.#pret || FATALES.has(erreur.severity)) return { at: at - before, erreur }
      }
      at = end
    }
    this.#manque = Math.max(0, at - bytes.length)
    this.#entete = bytes.subarray(Math.min(at, bytes.length))
    return undefined
  }
}

/** What postgres gives the function that makes its sockets; `path` is the socket of a Unix server, or nothing. */
type Adresse = Readonly<{ host: readonly string[]; port: readonly number[]; path?: string | false; ssl?: unknown }>

/**
 * A socket on its way to the server, for the option `socket` of postgres. Under TLS it is Node's own: what the server says
 * cannot be read on it.
 */
export function brancher({ host: [host], port: [port], path, ssl }: Adresse): net.Socket {
  const prise = ssl ? new net.Socket() : new Prise()
  return path ? prise.connect(path) : prise.connect(port ?? 5432, host ?? 'localhost')
}
