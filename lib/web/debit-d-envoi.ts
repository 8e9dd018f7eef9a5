/**
 * What may be sent, judged on the head of a request, before anything is read of its body or copied from it: its weight,
 * and how often its address sends. Each act counts its own sendings besides (lib/web/define-action.ts).
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { POLITIQUE_DE_PAGE_SIMPLE } from '#lib/documents/page-simple.ts'
import {
  AUTRE_SITE,
  METHODE_REFUSEE,
  rendreEnvoiRefuse,
  SANS_POIDS,
  TEXTE_TROP_LOURD,
  TROP_D_ENVOIS,
  TROP_LOURD,
} from '#lib/documents/trop-de-demandes.ts'
import { env } from '#lib/env.ts'
import type { Limite } from './debit.ts'
import { isAccuse, MAL_SIGNES, RECONNUE, REFUSEE, SIGNATURE } from './debit-d-accuses.ts'
import { adresseDe, makeDebit } from './debit-de-lecture.ts'
import { isDeLApi, problem } from './problem.ts'

/** As many as readings: an office behind one address, and each of its forms. */
export const ENVOIS: Limite = { nombre: 600, secondes: 60 }
/** In bytes, what Next accepts (next.config.mjs): a workbook of 10 MB and the rest of its form. */
export const ENVOI_MAX = 12 * 1024 * 1024

/** The one address of ours whose form carries a file. */
export const DEPOT = /^\/admin\/recensements(\?|$)/
/** Asked of nothing here; Next falls over the first. */
const SANS_REPONSE = ['TRACE', 'CONNECT']
/** The kinds of body that a page of any site may send without asking first. */
const FORMULAIRE = /^(multipart\/form-data|application\/x-www-form-urlencoded|text\/plain)/i

const CODES = {
  400: 'parametre-invalide',
  405: 'methode-refusee',
  411: 'envoi-sans-poids',
  413: 'envoi-trop-lourd',
  429: 'trop-de-demandes',
} as const

export type RefusDEnvoi = Readonly<{ statut: keyof typeof CODES; phrase: string; attente?: number }>

/** Whether the page of another site sends it: by what Next, which refuses it by a bare line of English, compares. */
function isFromElsewhere({ headers }: IncomingMessage): boolean {
  const { origin, host, 'x-forwarded-host': forwarded } = headers
  if (headers['next-action'] === undefined && !FORMULAIRE.test(headers['content-type'] ?? '')) return false
  if (headers['sec-fetch-site'] === 'cross-site') return true
  if (origin === undefined) return false
  if (!URL.canParse(origin)) return true
  const { host: dOu } = new URL(origin)
  const [proxied] = typeof forwarded === 'string' ? forwarded.split(',') : (forwarded ?? [])
  // The forms that a route of ours reads, a sign-in or a sign-out, know the public name of the site too (adresse.ts).
  const isDUneRoute = headers['next-action'] === undefined && /^application/i.test(headers['content-type'] ?? '')
  return dOu !== (proxied?.trim() || host) && !(isDUneRoute && dOu === new URL(env.siteUrl).host)
}

/** Why a sending is not read; undefined when it may be. `count`: one more, and the seconds to wait. */
function judge(request: IncomingMessage, count: () => number): RefusDEnvoi | undefined {
  if (SANS_REPONSE.includes(request.method ?? '')) return { statut: 405, phrase: METHODE_REFUSEE }
  // R-DEB-03 — choix du portail : le poids et le nombre se jugent avant de lire
  const attente = count()
  if (attente > 0) return { statut: 429, phrase: TROP_D_ENVOIS, attente }
  // A browser always says the weight of a form; what comes in pieces without one could not be judged before it is read.
  if (request.headers['transfer-encoding'] !== undefined) return { statut: 411, phrase: SANS_POIDS }
  const annonce = Number(request.headers['content-length'] ?? 0)
  if (annonce > ENVOI_MAX) return { statut: 413, phrase: DEPOT.test(request.url ?? '') ? TROP_LOURD : TEXTE_TROP_LOURD }
  return isFromElsewhere(request) ? { statut: 400, phrase: AUTRE_SITE } : undefined
}

/** Stands before all that reads a body: answers 413 or 429 itself, or lets pass. */
export function makeGardeDEnvoi(debit = makeDebit(ENVOIS), malSignes = makeDebit(MAL_SIGNES)) {
  /** A receipt is one more sending of its address until its door has found it signed by who shares our secret. */
  const countAccuse = (adresse: string, response: ServerResponse): number => {
    const faux = malSignes.reserve(adresse)
    faux.giveBack()
    if (faux.attente > 0) return faux.attente
    const reservee = debit.reserve(adresse)
    // Refused here, or left before its answer, it says nothing of its signature, and stays counted.
    response.once('close', () => {
      const dit = response.headersSent ? response.getHeader(SIGNATURE) : undefined
      if (dit === RECONNUE) reservee.giveBack()
      if (dit === REFUSEE) malSignes.count(adresse)
    })
    return reservee.attente
  }
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const { method, url = '' } = request
    const isRead = method === 'GET' || method === 'HEAD'
    const count = () => {
      const adresse = adresseDe(request)
      return isAccuse(url) ? countAccuse(adresse, response) : debit.count(adresse)
    }
    const refus = isRead ? undefined : judge(request, count)
    if (refus) void refuseEnvoi(refus, request, response)
    else next()
  }
}

/** Says why a sending is not read, to whoever sent it: a program, our scripts, a browser. */
export async function refuseEnvoi(
  refus: RefusDEnvoi,
  { url = '', headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { statut, phrase, attente } = refus
  const common = {
    ...(attente && { 'Retry-After': String(attente) }),
    ...(statut === 405 && { Allow: 'GET, HEAD, POST' }),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    // What is still to come of the body is not read.
    Connection: 'close',
  }
  if (isDeLApi(url)) {
    const said = problem(CODES[statut], phrase, {}, common)
    response.writeHead(said.status, Object.fromEntries(said.headers))
    response.end(await said.text())
  } else if (headers['next-action'] !== undefined) {
    // Our scripts show it beside what was typed; Next gives them the body of this very type alone.
    response.writeHead(statut, { ...common, 'Content-Type': 'text/plain' })
    response.end(phrase)
  } else {
    const entetes = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLITIQUE_DE_PAGE_SIMPLE }
    response.writeHead(statut, { ...common, ...entetes })
    response.end(rendreEnvoiRefuse(phrase))
  }
}
