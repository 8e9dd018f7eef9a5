/** `GET /api/v1/points-de-contact`: every published point, in pages as JSON, whole as CSV or GeoJSON. */
import type { z } from 'zod'
import { isDepartement, resolveCode } from '#db/queries/communes.ts'
import { lecture } from '#db/queries/lecture.ts'
import { listPoints, streamPoints } from '#db/queries/points.ts'
import { isCursor } from '#db/queries/selection-de-points.ts'
import { streamCsv } from '#lib/documents/csv.ts'
import { COLONNES_DE_POINT, formatPointOuvert, streamGeoJson } from '#lib/documents/points-ouverts.ts'
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'
import { contratPoints } from '#lib/web/api/contrats.ts'
import { defineRoute, type Export, preflight, refuseMethode, type Sortie } from '#lib/web/define-route.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

type Entree = z.output<typeof contratPoints.entree>
const PAGE = 100

/** The open data holds every point, each with the public that it receives: it is the pages that filter by default. */
const filtresOf = ({ limite: _limite, suivant: _suivant, ...filtres }: Entree) => ({
  ...Object.fromEntries(Object.entries(filtres).filter(([, value]) => value !== undefined)),
  tousPublics: filtres.public === undefined,
})

const refuseParametre = (code: string, detail: string, parametre: string, comment: string) =>
  ({ ok: false, refus: { code, detail, erreurs: [{ parametre, detail: comment }] } }) as const

/** What the contract cannot know: a list that goes on, a commune and a département that exist. */
async function check(entree: Entree): Promise<Sortie<Entree>> {
  const { suivant, commune, departement } = entree
  const inconnu = (parametre: string, what: string) =>
    refuseParametre('parametre-invalide', `${what} n’existe pas.`, parametre, 'Ce code n’est pas en vigueur.')
  const resolu = commune === undefined ? undefined : await resolveCode(lecture, commune)
  if (commune !== undefined && !resolu) return inconnu('commune', `La commune ${commune}`)
  if (departement !== undefined && !(await isDepartement(lecture, departement)))
    return inconnu('departement', `Le département ${departement}`)
  // A former code asks for the commune of today: an arrondissement of Paris lists the points of Paris.
  const value = resolu ? { ...entree, commune: resolu.codeInsee } : entree
  if (suivant !== undefined && !isCursor(suivant, filtresOf(value)))
    return refuseParametre(
      'suite-perdue',
      'Cette suite n’est pas celle de cette liste. Reprenez depuis la première page.',
      'suivant',
      'Rendez la valeur reçue dans « suivant », sans la changer, avec les mêmes filtres.',
    )
  return { ok: true, value }
}

/** All that answers; with `limite` or `suivant`, that page alone. */
async function* select(entree: Entree): AsyncGenerator<PointPublie, void, undefined> {
  if (entree.limite === undefined && entree.suivant === undefined) yield* streamPoints(lecture, filtresOf(entree))
  else yield* (await readPage(entree)).points
}

async function* resume(first: PointPublie, others: AsyncIterable<PointPublie>): AsyncGenerator<PointPublie> {
  yield first
  yield* others
}

const readPage = (entree: Entree) =>
  listPoints(lecture, filtresOf(entree), { limite: entree.limite ?? PAGE, apres: entree.suivant })

const exportAs =
  (nom: string, format: (points: AsyncIterable<PointPublie>) => AsyncIterable<string>) =>
  async (asked: Entree): Promise<Sortie<Export>> => {
    const entree = await check(asked)
    if (entree.ok !== true) return entree
    const points = select(entree.value)
    // The first is read before the answer begins: a base that does not answer is said, and not a file that is cut.
    const first = await points.next()
    return {
      ok: true,
      value: { nom, morceaux: format(first.done ? points : resume(first.value, points)) },
      instant: asked.ouvert ?? false,
    }
  }

export const GET = defineRoute({
  acces: 'public',
  contrat: contratPoints,
  run: async (asked) => {
    const entree = await check(asked)
    if (entree.ok !== true) return entree
    const { total, suivant, points } = await readPage(entree.value)
    return {
      ok: true,
      value: { total, suivant, points: points.map(formatPointOuvert) },
      instant: asked.ouvert ?? false,
    }
  },
  exports: {
    csv: exportAs('points-de-contact.csv', (points) => streamCsv(COLONNES_DE_POINT, points)),
    geojson: exportAs('points-de-contact.geojson', streamGeoJson),
  },
})

export const OPTIONS = preflight
export const POST = refuseMethode
export const PUT = refuseMethode
export const PATCH = refuseMethode
export const DELETE = refuseMethode
