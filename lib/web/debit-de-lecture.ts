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
import { isDeLApi, problem } from './problem.ts'
import { isVaine } from './statut.ts'

/** Ten a second for a whole minute: an office behind one address types less, a program that wants all takes the exports. */
export const LECTURES: Limite = { nombre: 600, secondes: 60 }
/** Addresses counted at one time; beyond, the oldest window is forgotten. */
const ADRESSES = 20_000

/** Every address that is open to all and that Next does not store, `/api/sante` apart; PRE-06 reads them from the build. */
const CALCULEES = new RegExp(
  `^/(${[
    'api(/(?!auth/|sante$)|$)',
    'communes/?$',
    'points-de-contact/?$',
    'points-de-contact/[^/]+\\.json$',
    'points-de-contact/[^/]+/signaler',
    'fond-de-carte\\.json$',
    'donnees/?$',
    'renouveler(/quand)?/?$',
    'demande/?$',
    'verifier(/|$)',
    'toujours-exact/',
    'rappels/',
    'modeles/',
    'sitemap',
    'robots\\.txt$',
  ].join('|')})`,
)

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
 * Counts by address. Both give the seconds to wait, 0 for none. `count`: one more, whatever comes of it. `reserve`: one
 * more only if it may pass, and `giveBack` takes it back from the very window that counted it.
 */
export function makeDebit({ nombre, secondes }: Limite = LECTURES, now: () => number = () => performance.now()) {
  const fenetres = new Map<string, Fenetre>()
  const find = (adresse: string, at: number): Fenetre => {
    const open = fenetres.get(adresse)
    if (open && open.finit > at) return open
    fenetres.delete(adresse)
    const fenetre = { nombre: 0, finit: at + secondes * 1000 }
    fenetres.set(adresse, fenetre)
    // The map is in the order of the windows: what has ended stands first.
    for (const [oldest, { finit }] of fenetres) {
      if (finit > at && fenetres.size <= ADRESSES) break
      fenetres.delete(oldest)
    }
    return fenetre
  }
  const waitOf = ({ finit }: Fenetre, at: number): number => Math.max(1, Math.ceil((finit - at) / 1000))
  return {
    count(adresse: string): number {
      const at = now()
      const fenetre = find(adresse, at)
      fenetre.nombre += 1
      // R-DEB-01 — choix du portail : au-delà de la limite, « trop de demandes » jusqu’à la fin de la minute
      return fenetre.nombre > nombre ? waitOf(fenetre, at) : 0
    },
    reserve(adresse: string): Readonly<{ attente: number; giveBack: () => void }> {
      const at = now()
      const fenetre = find(adresse, at)
      if (fenetre.nombre >= nombre) return { attente: waitOf(fenetre, at), giveBack: () => {} }
      fenetre.nombre += 1
      return {
        attente: 0,
        giveBack: () => {
          fenetre.nombre -= 1
        },
      }
    },
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

/** Whether an answer was a page: a 304 says « as before » of what does not exist too, to whoever asks it so. */
const isPage = (url: string, response: ServerResponse): boolean =>
  !SANS_PAGE.includes(response.statusCode) && !(response.statusCode === 304 && isVaine(url, response))

/** Stands before Next: answers 429 itself, or lets pass. */
export function makeGarde(lectures = makeDebit(), sansPage = makeDebit()) {
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const { url = '', method } = request
    const isRead = method === 'GET' || method === 'HEAD'
    let attente = 0
    if (isRead && isCalculee(url)) attente = lectures.count(adresseDe(request))
    else if (isRead && isOf(STOCKEES, url)) {
      // R-DEB-04 — choix du portail : ce que rien ne garde se compte dès la demande, même abandonnée, et se décompte
      // une fois su que l’adresse mène à une page
      const reservee = sansPage.reserve(adresseDe(request))
      attente = reservee.attente
      // Who hangs up before the head of the answer has `close` without `finish`: nothing is known, it stays counted.
      response.once('close', () => {
        if (response.headersSent && isPage(url, response)) reservee.giveBack()
      })
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
  if (isDeLApi(path) || path.endsWith('.json')) {
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
