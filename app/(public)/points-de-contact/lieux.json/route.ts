import { lecture } from '#db/queries/lecture.ts'
import { listLieux } from '#db/queries/positions-de-points.ts'
import { readFiltres } from '#lib/domain/guichet/filtres.ts'

export const acces = 'public'

/** The places of a selection, for « autour de moi »: the same answer whoever asks and wherever they are. */
export async function GET(request: Request): Promise<Response> {
  const { filtres } = readFiltres(Object.fromEntries(new URL(request.url).searchParams))
  const { service, public: receives, accessible, ouvert } = filtres
  const lieux = await listLieux(lecture, {
    ...(service ? { service } : {}),
    ...(receives ? { public: receives } : {}),
    ...(accessible ? { accessible } : {}),
    ...(ouvert ? { ouvert } : {}),
  })
  return Response.json(lieux, { headers: { 'Cache-Control': 'public, max-age=0, s-maxage=60' } })
}
