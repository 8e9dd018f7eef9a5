import { listVilles } from '#db/queries/fond-de-carte.ts'
import { lecture } from '#db/queries/lecture.ts'
import { listTerres } from '#lib/adapters/terres.ts'
import { BALISE_DU_TERRITOIRE } from '#lib/domain/guichet/balises.ts'
import { cadreDe, type FondDeCarte, readMaille, writeMaille } from '#lib/domain/territoire/fond-de-carte.ts'
import { readStored } from '#lib/web/page-stockee.ts'
import { problem } from '#lib/web/problem.ts'

export const acces = 'public'

/** One square of the drawn background (`maille=niveau,x,y`), for maps without tiles: the same for everyone. */
export async function GET(request: Request): Promise<Response> {
  const maille = readMaille(new URL(request.url).searchParams.get('maille') ?? '')
  if (!maille) {
    const { status, headers, body } = problem('parametre-invalide', 'Ce morceau de carte n’existe pas.')
    return new Response(body, { status, headers })
  }
  const cadre = cadreDe(maille)
  const fond = await readStored(
    ['fond-de-carte', writeMaille(maille)],
    [BALISE_DU_TERRITOIRE],
    async (): Promise<FondDeCarte> => ({ terres: listTerres(cadre), villes: await listVilles(lecture, cadre) }),
  )
  return Response.json(fond, { headers: { 'Cache-Control': 'public, max-age=3600, s-maxage=3600' } })
}
