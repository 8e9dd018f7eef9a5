/** A private GET that answers with bytes: the same doors as a page, in the terms of HTTP. */
import { POLITIQUE_DE_PAGE_SIMPLE } from '#lib/documents/page-simple.ts'
import { rendreTelechargementRefuse, type StatutDeRefus } from '#lib/documents/telechargement-refuse.ts'
import { type Acte, checkPorte, isActeDeDemandeur } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import { hashedAddress } from './adresse.ts'
import { readContexte } from './contexte.ts'
import { consumeDebit, type Limite } from './debit.ts'

type Params<P> = Readonly<{ params: Promise<P> }>

const CODES = {
  401: 'connexion-requise',
  403: 'acces-refuse',
  404: 'introuvable',
  429: 'trop-de-demandes',
} as const

type Reglages = Readonly<{
  /** Of a file that is made at each request: how often one person may ask for it. */
  debit?: Readonly<{ nom: string; limite: Limite }>
  /** false: a page asks by itself, and nobody moved (R-ACC-27). */
  isGeste?: boolean
}>

/** A page for the browser of a person who followed a link, the code for a program. */
function refusal(request: Request, status: StatutDeRefus, acces: Acte, attente = 0): Response {
  const common = { 'cache-control': 'private, no-store', ...(attente > 0 && { 'retry-after': String(attente) }) }
  if (!request.headers.get('accept')?.includes('text/html'))
    return Response.json({ code: CODES[status] }, { status, headers: common })
  const { pathname, search } = new URL(request.url)
  return new Response(
    rendreTelechargementRefuse(status, pathname + search, { isDemandeur: isActeDeDemandeur(acces), attente }),
    {
      status,
      headers: {
        ...common,
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': POLITIQUE_DE_PAGE_SIMPLE,
      },
    },
  )
}

/** `run` answers undefined when the thing does not exist for this actor: 404. The route exports `acces` as well. */
export const defineDownload =
  <P>(
    acces: Acte,
    run: (ctx: Contexte, params: P, query: URLSearchParams) => Promise<Response | undefined>,
    { debit, isGeste = true }: Reglages = {},
  ) =>
  async (request: Request, { params }: Params<P>): Promise<Response> => {
    const ctx = await readContexte(acces, { isGeste })
    const porte = checkPorte(ctx.acteur, acces)
    if (!porte.ok) return refusal(request, porte.refus.code === 'acces-refuse' ? 403 : 401, acces)
    const who = compteDe(ctx.acteur) ?? hashedAddress(request.headers)
    // R-DEB-06 — choix du portail : un fichier qui se calcule se demande dix fois par minute au plus
    const attente = debit ? await consumeDebit(`${debit.nom}:${who}`, debit.limite) : 0
    if (attente > 0) return refusal(request, 429, acces, attente)
    return (await run(ctx, await params, new URL(request.url).searchParams)) ?? refusal(request, 404, acces)
  }
