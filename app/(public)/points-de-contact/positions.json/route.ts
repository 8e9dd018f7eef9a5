import { lecture } from '#db/queries/lecture.ts'
import { listPositions } from '#db/queries/positions-de-points.ts'
import { readFiltres } from '#lib/domain/guichet/filtres.ts'

export const acces = 'public'

/**
 * The pins of a whole search of the directory, numbered as its list: the same filters, the same answer whoever asks. The
 * address carries the version of what is published (`v`), so that it may be kept; « ouvert maintenant » never is.
 */
export async function GET(request: Request): Promise<Response> {
  const { filtres } = readFiltres(Object.fromEntries(new URL(request.url).searchParams))
  const cache = filtres.ouvert ? 'no-store' : 'public, max-age=600, s-maxage=600'
  return Response.json(await listPositions(lecture, filtres), { headers: { 'Cache-Control': cache } })
}
