/** For operators: is the database there, are the jobs running? No key, no detail that an attacker could use. */
import { readSante } from '#db/queries/sante.ts'

export const acces = 'public'

export const dynamic = 'force-dynamic'

/** Whoever asks while another waits hears the same answer: no crowd of probes costs the base more than one. */
let enCours: ReturnType<typeof readSante> | undefined

export async function GET(): Promise<Response> {
  enCours ??= readSante().finally(() => {
    enCours = undefined
  })
  const { base, travaux } = await enCours
  const statut = base === 'ok' ? 'ok' : 'indisponible'
  return Response.json(
    { statut, base, travaux },
    { status: statut === 'ok' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  )
}
