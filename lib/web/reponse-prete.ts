/**
 * One ready answer (docs/adr/0018): which requests it may serve, which answers of Next may become one, and how it is
 * said. Its status, headers and bytes are those that Next gave; only the compression is made once rather than each time.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, gunzip, gzip, constants as zlib } from 'node:zlib'

type Codage = 'br' | 'gzip'

export type Reponse = Readonly<{
  /** Names and values in turn, as Next gave them, without those of one compression. */
  entetes: readonly string[]
  etag: string
  corps: Buffer
  comprimes: Readonly<Partial<Record<Codage, Buffer>>>
  /** A file named after its content: no publication changes it. */
  immuable: boolean
  /** Instant, on the clock of the process, after which the answer no longer calls itself good for a shared cache. */
  jusqua: number
}>

/** What Next answers differently for, and the conditions that it alone judges. */
const AFFAIRE_DE_NEXT =
  /^(rsc|next-.*|x-next.*|x-middleware-.*|x-prerender-.*|range|if-(range|match|modified-since|unmodified-since))$/
const VARIATIONS = /^(accept-encoding|rsc|next-router-(state-tree|prefetch|segment-prefetch))$/
const PROPRES_A_UNE_FORME = new Set(['content-length', 'content-encoding', 'transfer-encoding'])
const TROP_COURT_POUR_COMPRIMER = 1000

/** The key of a request that a ready answer may serve; any other request is Next's. */
export function cleDe({ method, url, headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>) {
  if ((method !== 'GET' && method !== 'HEAD') || url === undefined || /[?%]/.test(url)) return undefined
  for (const name in headers) if (AFFAIRE_DE_NEXT.test(name)) return undefined
  return url
}

type Dite = Pick<ServerResponse, 'statusCode' | 'getHeader' | 'hasHeader'>

const lower = (response: Dite, name: string): string => String(response.getHeader(name) ?? '').toLowerCase()

const isImmuable = (response: Dite): boolean => lower(response, 'cache-control').includes('immutable')

/** Whether an answer is public, whole and stored: it comes from the store of Next, or is named after its content. */
export function isGardable(response: Dite): boolean {
  if (response.statusCode !== 200 || response.hasHeader('set-cookie') || !response.hasHeader('etag')) return false
  if (!['', 'gzip'].includes(lower(response, 'content-encoding'))) return false
  const varies = lower(response, 'vary')
    .split(/[\s,]+/)
    .filter(Boolean)
  const cache = lower(response, 'cache-control')
  if (/private|no-store/.test(cache) || !varies.every((name) => VARIATIONS.test(name))) return false
  return isImmuable(response) || (lower(response, 'x-nextjs-cache') === 'hit' && cache.includes('s-maxage='))
}

/** The whole answer in every form, from what one client was sent; compressed where Next says that it varies so. */
export async function makeReponse(response: ServerResponse, sent: Buffer): Promise<Reponse> {
  const corps = lower(response, 'content-encoding') === 'gzip' ? await promisify(gunzip)(sent) : sent
  const immuable = isImmuable(response)
  const comprimes: Partial<Record<Codage, Buffer>> = {}
  if (lower(response, 'vary').includes('accept-encoding') && corps.length > TROP_COURT_POUR_COMPRIMER) {
    // A file is compressed once in the life of the process, a page again after each publication.
    const params = { [zlib.BROTLI_PARAM_QUALITY]: immuable ? 11 : 6, [zlib.BROTLI_PARAM_SIZE_HINT]: corps.length }
    comprimes.gzip = await promisify(gzip)(corps)
    comprimes.br = await promisify(brotliCompress)(corps, { params })
  }
  const entetes = Object.entries(response.getHeaders())
    .filter(([name]) => !PROPRES_A_UNE_FORME.has(name))
    .flatMap(([name, value = []]) => [value].flat().flatMap((one) => [name, String(one)]))
  const seconds = Number(/s-maxage=(\d+)/.exec(lower(response, 'cache-control'))?.[1] ?? 0)
  const jusqua = immuable ? Number.POSITIVE_INFINITY : performance.now() + seconds * 1000
  return { entetes, etag: String(response.getHeader('etag')), corps, comprimes, immuable, jusqua }
}

/** Bytes that it holds. */
export const weigh = ({ corps, comprimes }: Reponse): number =>
  corps.length + (comprimes.br?.length ?? 0) + (comprimes.gzip?.length ?? 0) + 2000

/** The best form that the client accepts. */
export function codageDe(accepted: string | undefined): Codage | undefined {
  const names = (accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .filter(([, quality]) => quality === undefined || !/^q=0(\.0*)?$/.test(quality))
    .map(([name]) => name)
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : undefined
}

/** As Next judges it: `no-cache` asks for the whole answer, and a weak tag is as good as a strong one. */
export function isFresh(headers: IncomingMessage['headers'], etag: string): boolean {
  const known = headers['if-none-match']
  if (known === undefined || headers['cache-control']?.includes('no-cache')) return false
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return known.trim() === '*' || known.split(',').some((tag) => bare(tag) === bare(etag))
}

/** Says it again, in the form that this client reads, or that the client already has it. */
export function send(reponse: Reponse, { method, headers }: IncomingMessage, response: ServerResponse): void {
  const { entetes, etag, corps, comprimes } = reponse
  if (isFresh(headers, etag)) {
    const without = entetes.filter((_, at) => entetes[at - (at % 2)] !== 'content-type')
    response.writeHead(304, without).end()
    return
  }
  const codage = codageDe(headers['accept-encoding'])
  const comprime = codage && comprimes[codage]
  const forme = comprime ?? corps
  const coding = comprime ? ['content-encoding', String(codage)] : []
  response.writeHead(200, [...entetes, ...coding, 'content-length', String(forme.length)])
  response.end(method === 'HEAD' ? undefined : forme)
}
