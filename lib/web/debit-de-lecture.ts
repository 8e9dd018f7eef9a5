/**
 * How often one address may ask for what is computed at each request: the API, the searches, the files made on demand.
 * Counted in the memory of the process by a hash, for a minute: reading must not cost a write to the base, and nothing
 * of it is kept. Stored pages and their ready answers are not counted (docs/adr/0018). Addresses of such pages that
 * lead to none are, apart: nothing is kept of them, and each is answered anew.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { POLITIQUE_DE_PAGE_SIMPLE } from '#lib/documents/page-simple.ts'
import { pageDeTropDeDemandes, TROP_DE_LECTURES } from '#lib/documents/trop-de-demandes.ts'
import { hashedAddress } from './adresse.ts'
import type { Limite } from './debit.ts'
import { problem } from './problem.ts'

/** Ten a second for a whole minute: an office behind one address types less, a program that wants all takes the exports. */
export const LECTURES: Limite = { nombre: 600, secondes: 60 }
/** Addresses counted at one time; beyond, the oldest window is forgotten. */
const ADRESSES = 20_000

const CALCULEES =
  /^\/(api\/(?!auth\/)|communes\/?$|points-de-contact\/?$|points-de-contact\/[^/]+\.json$|points-de-contact\/[^/]+\/signaler|toujours-exact\/|modeles\/|sitemap)/

/** Pages that are stored, when their address names something and writes it well: otherwise the answer says so. */
const STOCKEES = /^\/(communes|points-de-contact)\/./
const SANS_PAGE = [404, 308]

const isOf = (form: RegExp, url: string): boolean => {
  const [path = ''] = url.split('?')
  try {
    return form.test(decodeURIComponent(path))
  } catch {
    return false
  }
}

/** Whether an address is answered by a computation, however it is encoded. */
export const isCalculee = (url: string): boolean => isOf(CALCULEES, url)

type Fenetre = { nombre: number; readonly finit: number }

/**
 * Counts by address, one unless told; gives the seconds to wait once the window holds more than it may, else 0. With 0
 * it only says what one more would be answered; with -1 it takes one back, if its window is still open.
 */
export function makeDebit({ nombre, secondes }: Limite = LECTURES, now: () => number = () => performance.now()) {
  const fenetres = new Map<string, Fenetre>()
  return (adresse: string, fois: -1 | 0 | 1 = 1): number => {
    const at = now()
    let fenetre = fenetres.get(adresse)
    if (!fenetre || fenetre.finit <= at) {
      if (fois < 1) return 0
      fenetres.delete(adresse)
      fenetre = { nombre: 0, finit: at + secondes * 1000 }
      fenetres.set(adresse, fenetre)
      // The map is in the order of the windows: what has ended stands first.
      for (const [oldest, { finit }] of fenetres) {
        if (finit > at && fenetres.size <= ADRESSES) break
        fenetres.delete(oldest)
      }
    }
    // What was counted in a window that ended is not taken from the next one below nothing.
    fenetre.nombre = Math.max(0, fenetre.nombre + fois)
    // R-DEB-01 — choix du portail : au-delà de la limite, « trop de demandes » jusqu’à la fin de la minute
    return fenetre.nombre + (fois === 0 ? 1 : 0) > nombre ? Math.max(1, Math.ceil((fenetre.finit - at) / 1000)) : 0
  }
}

/** The address that trusted proxies wrote, or the one of the socket; hashed. */
export function adresseDe({ headers, socket }: IncomingMessage): string {
  return hashedAddress({
    get: (name) => {
      const value = headers[name]
      return (Array.isArray(value) ? value.join(',') : value) ?? socket.remoteAddress ?? null
    },
  })
}

/** Stands before Next: answers 429 itself, or lets pass. */
export function makeGarde(count = makeDebit(), countSansPage = makeDebit()) {
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const { url = '', method } = request
    const isRead = method === 'GET' || method === 'HEAD'
    let attente = 0
    if (isRead && isCalculee(url)) attente = count(adresseDe(request))
    else if (isRead && isOf(STOCKEES, url)) {
      const adresse = adresseDe(request)
      // R-DEB-04 — choix du portail : ce que rien ne garde se compte dès la demande, même abandonnée, et se décompte
      // une fois su que l’adresse mène à une page
      attente = countSansPage(adresse, 0)
      if (attente === 0) {
        countSansPage(adresse)
        // Who hangs up before the head of the answer has `close` without `finish`: nothing is known, it stays counted.
        response.once('close', () => {
          if (response.headersSent && !SANS_PAGE.includes(response.statusCode)) countSansPage(adresse, -1)
        })
      }
    }
    if (attente === 0) next()
    else void refuse(url, method, attente, response)
  }
}

async function refuse(
  url: string,
  method: string | undefined,
  attente: number,
  response: ServerResponse,
): Promise<void> {
  const [path = ''] = url.split('?')
  const common = {
    'Retry-After': String(attente),
    'X-Content-Type-Options': 'nosniff',
    'Access-Control-Allow-Origin': '*',
  }
  if (path.startsWith('/api/') || path.endsWith('.json')) {
    const said = problem('trop-de-demandes', TROP_DE_LECTURES, {}, common)
    response.writeHead(said.status, Object.fromEntries(said.headers))
    response.end(method === 'HEAD' ? undefined : await said.text())
    return
  }
  response.writeHead(429, {
    ...common,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': POLITIQUE_DE_PAGE_SIMPLE,
  })
  response.end(method === 'HEAD' ? undefined : pageDeTropDeDemandes(attente))
}
