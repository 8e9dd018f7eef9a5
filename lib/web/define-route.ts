/**
 * A door of the API: its contract (what it takes, what it answers) and what it runs. Input is validated before anything
 * runs, output is cut to its schema so that no column leaks, errors are problem+json, public reads say how long a
 * shared cache may keep them. The same contract makes the OpenAPI document (lib/web/api/openapi.ts).
 */
import { createHash, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { journal } from '#lib/journal.ts'
import { CACHE_D_UN_INSTANT, CACHE_PARTAGE } from './cache-partage.ts'
import { type ErreurDeParametre, readParametres } from './parametres.ts'
import { problem } from './problem.ts'

type Format = 'json' | 'csv' | 'geojson'

/** What a door promises; it holds no code that reads, so that the documentation can be made from it. */
export type Contrat<E extends z.ZodObject = z.ZodObject, S extends z.ZodType = z.ZodType> = Readonly<{
  /** With `{code}` where the path holds a parameter. */
  chemin: `/api/v1/${string}`
  operation: string
  resume: string
  description: string
  entree: E
  sortie: S
  /** Besides JSON, with what they hold. */
  exports: Readonly<Partial<Record<Exclude<Format, 'json'>, string>>>
  /** Whether it can answer 404 or 308. */
  introuvable: boolean
  redirection: boolean
  exemples: readonly string[]
}>

export const defineContrat = <E extends z.ZodObject, S extends z.ZodType>(contrat: Contrat<E, S>): Contrat<E, S> =>
  contrat

/** What a run answers: a value, a refusal with its sentence, or the address where the thing now lives. */
export type Sortie<T> =
  | Readonly<{ ok: true; value: T; instant?: boolean }>
  | Readonly<{ ok: false; refus: Readonly<{ code: string; detail: string; erreurs?: readonly ErreurDeParametre[] }> }>
  | Readonly<{ ok: 'ailleurs'; vers: string }>

/** An export: a file name and its pieces, produced as they are read. */
export type Export = Readonly<{ nom: string; morceaux: AsyncIterable<string> }>

type Route<E extends z.ZodObject, S extends z.ZodType> = Readonly<{
  acces: 'public'
  contrat: Contrat<E, S>
  run: (input: z.output<E>) => Promise<Sortie<z.input<S>>>
  exports?: Readonly<Partial<Record<Exclude<Format, 'json'>, (input: z.output<E>) => Promise<Sortie<Export>>>>>
}>

type Handler = ((request: Request, context?: { params: Promise<Record<string, string>> }) => Promise<Response>) &
  /** Read from the built application by the test of doors; the route exports `acces` as well. */
  Readonly<{ acces: 'public' }>

/** Anyone, from any site: the data is open and no cookie is read. */
const OUVERT = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Content-Disposition',
} as const
const TYPE = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  geojson: 'application/geo+json; charset=utf-8',
} as const satisfies Record<Format, string>

export function defineRoute<E extends z.ZodObject, S extends z.ZodType>(route: Route<E, S>): Handler {
  const known = [...Object.keys(route.contrat.entree.shape), 'format']
  const handler = async (
    request: Request,
    context?: { params: Promise<Record<string, string>> },
  ): Promise<Response> => {
    try {
      const read = readParametres(new URL(request.url).searchParams, (await context?.params) ?? {}, known)
      if (!read.ok) return invalid(read.erreurs)
      const { format: asked = 'json', ...rest } = read.value
      const formats: Format[] = ['json', ...(['csv', 'geojson'] as const).filter((name) => route.exports?.[name])]
      const format = formats.find((name) => name === asked)
      if (!format) return invalid([{ parametre: 'format', detail: `Choisissez parmi : ${formats.join(', ')}.` }])
      const input = route.contrat.entree.safeParse(rest)
      if (!input.success) return invalid(errorsOf(input.error))
      if (format === 'json') {
        const sortie = await route.run(input.data)
        return sortie.ok === true
          ? answerJson(request, route.contrat.sortie.parse(sortie.value), sortie.instant)
          : answerOther(sortie)
      }
      const sortie = await route.exports?.[format]?.(input.data)
      if (!sortie) throw new Error(`No export ${format}`)
      return sortie.ok === true
        ? answerStream(format, sortie.value, sortie.instant)
        : answerOther(sortie, `?format=${format}`)
    } catch (error) {
      return incident(error, route.contrat.chemin)
    }
  }
  return Object.assign(handler, { acces: route.acces })
}

/** The answer to a browser that asks first (a script of another site that sends `If-None-Match`). */
export const preflight = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      ...OUVERT,
      'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
      'Access-Control-Allow-Headers': 'If-None-Match',
      'Access-Control-Max-Age': '86400',
    },
  })

/** The answer to a program that writes where one only reads: Next's own has no body. */
export const refuseMethode = (): Response =>
  problem(
    'methode-refusee',
    'Cette adresse se lit seulement. Demandez-la par GET.',
    {},
    { ...OUVERT, Allow: 'GET, HEAD, OPTIONS' },
  )

const invalid = (erreurs: ErreurDeParametre[]): Response =>
  problem(
    'parametre-invalide',
    'Un paramètre de l’adresse n’est pas utilisable. Corrigez-le et recommencez.',
    { erreurs },
    OUVERT,
  )

const errorsOf = (error: z.ZodError): ErreurDeParametre[] =>
  error.issues.slice(0, 20).map((issue) => ({
    parametre: String(issue.path[0] ?? 'adresse'),
    detail: issue.message === '' || issue.code === 'invalid_type' ? 'Ce paramètre est demandé.' : issue.message,
  }))

function answerOther(sortie: Exclude<Sortie<unknown>, { ok: true }>, query = ''): Response {
  if (sortie.ok === 'ailleurs')
    return new Response(null, {
      status: 308,
      headers: { ...OUVERT, Location: sortie.vers + query, 'Cache-Control': CACHE_PARTAGE },
    })
  const { code, detail, erreurs } = sortie.refus
  return problem(code, detail, erreurs ? { erreurs: [...erreurs] } : {}, {
    ...OUVERT,
    ...(code === 'trop-de-demandes' ? { 'Retry-After': '60' } : {}),
  })
}

function answerJson(request: Request, value: unknown, instant = false): Response {
  const body = JSON.stringify(value)
  const marque = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  const etag = `W/${marque}`
  const headers = { ...OUVERT, ETag: etag, 'Cache-Control': instant ? CACHE_D_UN_INSTANT : CACHE_PARTAGE }
  const known = request.headers
    .get('if-none-match')
    ?.split(',')
    // RFC 9110, 13.1.2: here a weak tag and a strong one are the same.
    .map((tag) => tag.trim().replace(/^W\//, ''))
  if (known?.includes(marque) || known?.includes('*')) return new Response(null, { status: 304, headers })
  return new Response(body, { headers: { ...headers, 'Content-Type': TYPE.json } })
}

function answerStream(format: 'csv' | 'geojson', { nom, morceaux }: Export, instant = false): Response {
  const encoder = new TextEncoder()
  const iterator = morceaux[Symbol.asyncIterator]()
  const stream = new ReadableStream<Uint8Array>({
    // One piece when the reader asks: a slow reader slows the database cursor, memory stays flat.
    async pull(controller) {
      try {
        const next = await iterator.next()
        if (next.done) controller.close()
        else controller.enqueue(encoder.encode(next.value))
      } catch (error) {
        journal.error({ err: error }, 'export cut')
        controller.error(new Error('export cut'))
      }
    },
    async cancel() {
      await iterator.return?.()
    },
  })
  return new Response(stream, {
    headers: {
      ...OUVERT,
      'Content-Type': TYPE[format],
      'Content-Disposition': `attachment; filename="${nom}"`,
      'Cache-Control': instant ? CACHE_D_UN_INSTANT : CACHE_PARTAGE,
    },
  })
}

function incident(error: unknown, chemin: string): Response {
  const id = randomUUID()
  journal.error({ err: error, id, chemin }, 'api incident')
  return problem(
    'incident',
    `Quelque chose n’a pas fonctionné chez nous. Réessayez ; si cela dure, donnez ce numéro à l’assistance : ${id}.`,
    { id },
    OUVERT,
  )
}
