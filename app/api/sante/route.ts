/** For operators: is the database there, are the jobs running? No key, no detail that an attacker could use. */
import { readSante } from '#db/queries/sante.ts'

export const acces = 'public'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  const { base, travaux } = await readSante()
  const statut = base === 'ok' ? 'ok' : 'indisponible'
  return Response.json(
    { statut, base, travaux },
    { status: statut === 'ok' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  )
}
