import { listVilles } from '#db/queries/fond-de-carte.ts'
import { lecture } from '#db/queries/lecture.ts'
import { listTerres } from '#lib/adapters/terres.ts'
import { cadreDe, type FondDeCarte, readMaille } from '#lib/domain/territoire/fond-de-carte.ts'
import { problem } from '#lib/web/problem.ts'

export const acces = 'public'

/**
 * One square of the drawn background (`maille=niveau,x,y`), for maps without tiles: the same for everyone. Browsers and
 * shared caches keep it; the store of pages does not: there are eleven million of them, that anyone can ask for one by
 * one, and they would push out the pages that people read (R-DEB-04).
 */
export async function GET(request: Request): Promise<Response> {
  const maille = readMaille(new URL(request.url).searchParams.get('maille') ?? '')
  if (!maille) {
    const { status, headers, body } = problem('parametre-invalide', 'Ce morceau de carte n’existe pas.')
    return new Response(body, { status, headers })
  }
  const cadre = cadreDe(maille)
  const fond: FondDeCarte = { villes: await listVilles(lecture, cadre), terres: listTerres(cadre) }
  return Response.json(fond, { headers: { 'Cache-Control': 'public, max-age=3600, s-maxage=3600' } })
}
