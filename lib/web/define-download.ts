/** A private GET that answers with bytes: the same doors as a page, in the terms of HTTP. */
import { type Acte, checkPorte } from '#lib/domain/acces/acces.ts'
import { readContexte } from './contexte.ts'
import type { ContexteConnecte } from './require-acces.ts'

type Params<P> = Readonly<{ params: Promise<P> }>

const refusal = (status: number): Response =>
  Response.json(
    { code: status === 401 ? 'connexion-requise' : 'acces-refuse' },
    { status, headers: { 'cache-control': 'no-store' } },
  )

/** `run` answers undefined when the thing does not exist for this actor: 404. The route exports `acces` as well. */
export const defineDownload =
  <P>(acces: Acte, run: (ctx: ContexteConnecte, params: P, query: URLSearchParams) => Promise<Response | undefined>) =>
  async (request: Request, { params }: Params<P>): Promise<Response> => {
    const ctx = await readContexte()
    const porte = checkPorte(ctx.acteur, acces)
    if (!porte.ok || !ctx.session) return refusal(!porte.ok && porte.refus.code === 'acces-refuse' ? 403 : 401)
    const found = await run({ ...ctx, session: ctx.session }, await params, new URL(request.url).searchParams)
    return found ?? Response.json({ code: 'introuvable' }, { status: 404, headers: { 'cache-control': 'no-store' } })
  }
