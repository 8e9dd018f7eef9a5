/** A private GET that answers with bytes: the same doors as a page, in the terms of HTTP. */
import { type Acte, checkPorte } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import { hashedAddress } from './adresse.ts'
import { readContexte } from './contexte.ts'
import { consumeDebit, type Limite } from './debit.ts'
import { refuseDownload } from './reponses-de-refus.ts'

type Params<P> = Readonly<{ params: Promise<P> }>

type Reglages = Readonly<{
  /** Of a file that is made at each request: how often one person may ask for it. */
  debit?: Readonly<{ nom: string; limite: Limite }>
  /** false: a page asks by itself, and nobody moved (R-ACC-27). */
  isGeste?: boolean
}>

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
    if (!porte.ok) return refuseDownload(request, porte.refus.code === 'acces-refuse' ? 403 : 401, acces)
    const who = compteDe(ctx.acteur) ?? hashedAddress(request.headers)
    // R-DEB-06 — choix du portail : un fichier qui se calcule se demande dix fois par minute au plus
    const attente = debit ? await consumeDebit(`${debit.nom}:${who}`, debit.limite) : 0
    if (attente > 0) return refuseDownload(request, 429, acces, attente)
    return (await run(ctx, await params, new URL(request.url).searchParams)) ?? refuseDownload(request, 404, acces)
  }
