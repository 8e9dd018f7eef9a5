/** Puts a page of ours in the place of an answer of Next that nobody could read (docs/adr/0023, 0028). */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { POLITIQUE_DE_PAGE_SIMPLE } from '#lib/documents/page-simple.ts'

type Remplacement = Readonly<{
  /** Asked when the head is about to leave, and of every byte after it, with the status of the answer. */
  isReplaced: (status: number) => boolean
  /** The whole page, from what the answer held. */
  makePage: (held: Buffer) => Promise<string>
}>

/** The address of a request, for a link: a browser takes one that begins by two slashes for another site. */
export const adresseDe = ({ url }: Pick<IncomingMessage, 'url'>): string => (url ?? '/').replace(/^[/\\]+/, '/')

const bytesOf = (chunk: unknown): Buffer =>
  typeof chunk === 'string' ? Buffer.from(chunk) : chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.alloc(0)

/** The status stays; head and body are held until the page is made. */
export function replaceAnswer(response: ServerResponse, { isReplaced, makePage }: Remplacement): void {
  const { writeHead, write, end } = response
  const held: Buffer[] = []
  const say = async (): Promise<void> => {
    const page = await makePage(Buffer.concat(held))
    for (const name of ['content-length', 'content-encoding', 'etag']) response.removeHeader(name)
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('Content-Security-Policy', POLITIQUE_DE_PAGE_SIMPLE)
    Reflect.apply(writeHead, response, [response.statusCode])
    Reflect.apply(end, response, [page])
  }
  Object.assign(response, {
    writeHead: (...given: unknown[]) => {
      const status = typeof given[0] === 'number' ? given[0] : response.statusCode
      if (!isReplaced(status)) return Reflect.apply(writeHead, response, given)
      response.statusCode = status
      return response
    },
    write: (...given: unknown[]) => {
      if (!isReplaced(response.statusCode)) return Reflect.apply(write, response, given)
      held.push(bytesOf(given[0]))
      return true
    },
    end: (...given: unknown[]) => {
      if (!isReplaced(response.statusCode)) return Reflect.apply(end, response, given)
      held.push(bytesOf(given[0]))
      void say()
      return response
    },
  })
}
