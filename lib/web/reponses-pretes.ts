/**
 * The ready answers of a web process, in front of Next: what Next has just said from its own store is said again from
 * memory. A publication empties them, after the store has expired its own (lib/web/publications.ts, docs/adr/0018).
 */
import { subscribe } from 'node:diagnostics_channel'
import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import { makeGardeDEnvoi } from './debit-d-envoi.ts'
import { makeGarde } from './debit-de-lecture.ts'
import { withPageDAvant } from './page-d-avant.ts'
import { withPageDePanne } from './page-de-panne.ts'
import { makeReception } from './reception.ts'
import { cleDe, isGardable, makeReponse, type Reponse, send, weigh } from './reponse-prete.ts'
import { withStatut } from './statut.ts'

const MEMOIRE = 96 * 1024 * 1024
const PLUS_GRANDE = 4 * 1024 * 1024
/** Answers that wait to be compressed; beyond, Next goes on answering and a later request tries again. */
const FILE = 32

/** Answers by key, within a weight in bytes; the one that nobody asked for longest goes first. */
export function makeStock(weight: number) {
  const kept = new Map<string, Reponse>()
  let total = 0
  const remove = (key: string): void => {
    const reponse = kept.get(key)
    if (reponse && kept.delete(key)) total -= weigh(reponse)
  }
  return {
    /** Nothing once the answer is older than it lets any shared cache be. */
    get(key: string): Reponse | undefined {
      const reponse = kept.get(key)
      if (!reponse) return undefined
      if (reponse.jusqua < performance.now()) {
        remove(key)
        return undefined
      }
      kept.delete(key)
      kept.set(key, reponse)
      return reponse
    },
    set(key: string, reponse: Reponse): void {
      remove(key)
      kept.set(key, reponse)
      total += weigh(reponse)
      for (const [oldest] of kept) {
        if (total <= weight) break
        remove(oldest)
      }
    },
    /** Forgets every page; a file named after its content stays true. */
    emptyPages(): void {
      for (const [key, { immuable }] of [...kept]) if (!immuable) remove(key)
    },
  }
}

/** Gives `done` every byte of an answer that may be kept, once it has left whole. */
function overhear(response: ServerResponse, done: (sent: Buffer) => void): void {
  const { write, end } = response
  const chunks: Buffer[] = []
  let size = 0
  const hear = (chunk: unknown, encoding: unknown): void => {
    if (size > PLUS_GRANDE || (size === 0 && !isGardable(response))) return
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk, encoding === 'latin1' ? encoding : 'utf8')
        : chunk instanceof Uint8Array
          ? Buffer.from(chunk)
          : Buffer.alloc(0)
    size += bytes.length
    chunks.push(bytes)
  }
  Object.assign(response, {
    write: (...given: unknown[]) => {
      hear(given[0], given[1])
      return Reflect.apply(write, response, given)
    },
    end: (...given: unknown[]) => {
      hear(given[0], given[1])
      return Reflect.apply(end, response, given)
    },
  })
  response.once('finish', () => {
    // Judged again: the status of a page that says an absence is only known once its head is written.
    if (size > 0 && size <= PLUS_GRANDE && isGardable(response)) done(Buffer.concat(chunks))
  })
}

type Suite = (request: IncomingMessage, response: ServerResponse) => void

/** `answer` comes before `next`; `empty` forgets the pages, those being answered at that instant included. */
export function makeReponses(weight = MEMOIRE) {
  const stock = makeStock(weight)
  const making = new Set<string>()
  let turn: Promise<unknown> = Promise.resolve()
  let generation = 0
  /** One at a time: compressing the files of a first visit must not take the threads of everything else. */
  const keep = (cle: string, asked: number, response: ServerResponse, sent: Buffer): void => {
    if (making.has(cle) || making.size >= FILE) return
    making.add(cle)
    turn = turn
      .then(() => makeReponse(response, sent))
      .then((made) => (asked === generation || made.immuable) && stock.set(cle, made))
      .catch(() => {})
      .finally(() => making.delete(cle))
  }
  return {
    answer(request: IncomingMessage, response: ServerResponse, next: Suite): void {
      const cle = cleDe(request)
      const ready = cle === undefined ? undefined : stock.get(cle)
      if (ready) {
        send(ready, request, response)
        return
      }
      // Asked before an expiry and answered after it, a page may be made of what was there before: it is not kept.
      const asked = generation
      if (cle !== undefined && request.method === 'GET') overhear(response, (sent) => keep(cle, asked, response, sent))
      withStatut(request, response, () => next(request, response))
    },
    empty(): void {
      generation += 1
      stock.emptyPages()
    },
  }
}

/** Call once in a web process: stands before the listener of its server. Gives the function that empties. */
export function keepReponses(): () => void {
  const reponses = makeReponses()
  const [garde, gardeDEnvoi, reception] = [makeGarde(), makeGardeDEnvoi(), makeReception()]
  const known = new WeakSet<Server>()
  subscribe('http.server.request.start', (message) => {
    if (typeof message !== 'object' || message === null || !('server' in message)) return
    const { server } = message
    if (!(server instanceof Server) || known.has(server)) return
    known.add(server)
    // Said before the request is: the first one too passes here.
    const listeners = server.rawListeners('request')
    server.removeAllListeners('request')
    server.on('request', (asked: IncomingMessage, answered: ServerResponse) =>
      gardeDEnvoi(asked, answered, () =>
        reception(asked, answered, (received) =>
          withPageDAvant(received, answered, () =>
            withPageDePanne(received, answered, () =>
              reponses.answer(received, answered, (...given) =>
                garde(...given, () => {
                  for (const listener of listeners) Reflect.apply(listener, server, given)
                }),
              ),
            ),
          ),
        ),
      ),
    )
  })
  return reponses.empty
}
