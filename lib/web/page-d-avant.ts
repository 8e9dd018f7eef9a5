/**
 * A form sent to an action that this version no longer has. Next answers it by a bare line of English; said here is a
 * page in French with what was typed. An action that keeps its file and its name never comes here (docs/adr/0023).
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { rendrePageDAvant } from '#lib/documents/page-d-avant.ts'
import { listSaisie, type Saisie } from '#lib/documents/saisie.ts'
import { adresseDe, replaceAnswer } from './reponse-remplacee.ts'

/** What Next writes on the answer to an action that it does not know. */
const ACTION_INCONNUE = 'x-nextjs-action-not-found'
/** More than any form of ours holds in words; a form with a file is larger, and its file is chosen again. */
export const SAISIE_MAX = 256 * 1024

/** The weight that the head of a request announces, in bytes; a browser always says it of a form. */
const weightOf = (headers: IncomingMessage['headers']): number => Number(headers['content-length'] ?? Number.NaN)

/** A form sent by a browser without our scripts: those read the answer of Next themselves. */
export const isFormulaire = ({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean =>
  method === 'POST' &&
  headers['next-action'] === undefined &&
  (headers['content-type'] ?? '').toLowerCase().startsWith('multipart/form-data')

/**
 * Keeps a copy of what a request carries, without reading it in the place of Next. What announces more than the limit, or
 * nothing, is not copied at all.
 */
export function overhearBody(request: IncomingMessage): () => Buffer | undefined {
  // R-DEB-03 — choix du portail : le poids se juge avant de copier
  if (!(weightOf(request.headers) <= SAISIE_MAX)) return () => undefined
  const { push } = request
  const chunks: Buffer[] = []
  request.push = (chunk: unknown, ...rest) => {
    if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
    return Reflect.apply(push, request, [chunk, ...rest])
  }
  return () => Buffer.concat(chunks)
}

/** What the person wrote, field by field; nothing when it cannot be read. */
export async function readSaisie(body: Buffer | undefined, contentType: string): Promise<Saisie> {
  if (!body) return []
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
    return listSaisie(form)
  } catch {
    return []
  }
}

/** Whether it is whole, and names an action as our forms do: Next falls over any other. */
export async function isLisible(body: Buffer, contentType: string): Promise<boolean> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
    const noms = [...form.keys()]
    const [, rang] = noms.map((nom) => /^\$ACTION_REF_(\d+)$/.exec(nom)).find((found) => found !== null) ?? []
    return rang === undefined ? noms.some((nom) => nom.startsWith('$ACTION_ID_')) : form.has(`$ACTION_${rang}:0`)
  } catch {
    return false
  }
}

/** Runs what answers a request, and puts our page in the place of an answer that says « unknown action ». */
export function withPageDAvant(request: IncomingMessage, response: ServerResponse, answer: () => void): void {
  if (!isFormulaire(request)) {
    answer()
    return
  }
  const body = overhearBody(request)
  replaceAnswer(response, {
    isReplaced: () => response.hasHeader(ACTION_INCONNUE),
    makePage: async () => {
      response.removeHeader(ACTION_INCONNUE)
      return rendrePageDAvant(adresseDe(request), await readSaisie(body(), request.headers['content-type'] ?? ''))
    },
  })
  answer()
}
