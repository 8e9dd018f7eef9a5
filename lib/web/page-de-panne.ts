/**
 * A page that failed. Next sends an empty document that only scripts fill, under the headers of the page that it could
 * not make: here it is a whole page in French, with what was typed in its form, and no cache keeps it (docs/adr/0028).
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { rendrePageDePanne } from '#lib/documents/page-de-panne.ts'
import { POLITIQUE_DE_PAGE_SIMPLE } from '#lib/documents/page-simple.ts'
import { FORMULAIRE_ILLISIBLE, rendreEnvoiRefuse } from '#lib/documents/trop-de-demandes.ts'
import { isFormulaire, isLisible, overhearBody, readSaisie } from './page-d-avant.ts'
import { adresseDe, replaceAnswer } from './reponse-remplacee.ts'

/** From this status on, the fault is ours. */
const PANNE = 500

/** The number of the failure, which the log has too, as Next writes it in its document. */
const NUMERO = /(?:data-dgst="|digest\\?":\\?")(\d{1,20})/

function readNumero(held: Buffer, encoding: unknown): string | undefined {
  try {
    return NUMERO.exec((encoding === 'gzip' ? gunzipSync(held) : held).toString('utf8'))?.[1]
  } catch {
    return undefined
  }
}

/** A page of Next: a simple page of ours says already all that there is to say. */
const isDocument = (response: ServerResponse): boolean =>
  String(response.getHeader('content-type') ?? '').startsWith('text/html') &&
  response.getHeader('content-security-policy') !== POLITIQUE_DE_PAGE_SIMPLE

/** The bare line of English by which Next says that it could not read a form. */
const isNue = (response: ServerResponse): boolean =>
  /^(text\/plain|$)/.test(String(response.getHeader('content-type') ?? ''))

const isKept = (response: ServerResponse): boolean =>
  !String(response.getHeader('cache-control') ?? '').includes('no-store')

/** Runs what answers a request. What our scripts ask for keeps the answer of Next, which they read. */
export function withPageDePanne(request: IncomingMessage, response: ServerResponse, answer: () => void): void {
  const body = isFormulaire(request) ? overhearBody(request) : undefined
  replaceAnswer(response, {
    isReplaced: (status) => status >= PANNE && (isDocument(response) || (body !== undefined && isNue(response))),
    makePage: async (held) => {
      const [octets, type] = [body?.(), request.headers['content-type'] ?? '']
      // Of one that had not come whole nothing is judged: the fault may be ours.
      const isEntier = octets?.length === Number(request.headers['content-length'])
      if (octets && isEntier && isNue(response) && !(await isLisible(octets, type))) {
        response.statusCode = 400
        return rendreEnvoiRefuse(FORMULAIRE_ILLISIBLE)
      }
      return rendrePageDePanne({
        adresse: adresseDe(request),
        numero: readNumero(held, response.getHeader('content-encoding')),
        envoi: body ? await readSaisie(octets, type) : undefined,
      })
    },
  })
  const { writeHead } = response
  Object.assign(response, {
    writeHead: (...given: unknown[]) => {
      // Next puts the headers of the page on its failure: a shared cache would keep one second of it for a minute.
      if (Number(given[0]) >= PANNE && isKept(response)) response.setHeader('Cache-Control', 'private, no-store')
      return Reflect.apply(writeHead, response, given)
    },
  })
  answer()
}
