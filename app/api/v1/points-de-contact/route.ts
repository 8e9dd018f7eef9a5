/** `GET /api/v1/points-de-contact`: every published point, in pages as JSON, whole as CSV or GeoJSON. */
import type { z } from 'zod'
import { db } from '#db/client.ts'
import { isCursor, listPoints, streamPoints } from '#db/queries/points.ts'
import { streamCsv } from '#lib/documents/csv.ts'
import { COLONNES_DE_POINT, formatPointOuvert, streamGeoJson } from '#lib/documents/points-ouverts.ts'
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'
import { contratPoints } from '#lib/web/api/contrats.ts'
import { defineRoute, type Export, preflight, type Sortie } from '#lib/web/define-route.ts'

export const dynamic = 'force-dynamic'

type Entree = z.output<typeof contratPoints.entree>
const PAGE = 100

/** The open data holds every point, each with the public that it receives: it is the pages that filter by default. */
const filtresOf = ({ limite: _limite, suivant: _suivant, ouvert, ...filtres }: Entree) => ({
  ...Object.fromEntries(Object.entries(filtres).filter(([, value]) => value !== undefined)),
  ...(ouvert ? { ouvert } : {}),
  tousPublics: filtres.public === undefined,
})

const perdu = (suivant: string | undefined) =>
  suivant === undefined || isCursor(suivant)
    ? undefined
    : ({
        ok: false,
        refus: {
          code: 'suite-perdue',
          detail: 'Cette suite de liste n’existe pas. Reprenez depuis la première page.',
          erreurs: [{ parametre: 'suivant', detail: 'Rendez la valeur reçue dans « suivant », sans la changer.' }],
        },
      } as const)

/** All that answers; with `limite` or `suivant`, that page alone. */
async function* select(entree: Entree): AsyncGenerator<PointPublie, void, undefined> {
  if (entree.limite === undefined && entree.suivant === undefined) yield* streamPoints(db, filtresOf(entree))
  else yield* (await readPage(entree)).points
}

const readPage = (entree: Entree) =>
  listPoints(db, filtresOf(entree), { limite: entree.limite ?? PAGE, apres: entree.suivant })

const exportAs =
  (nom: string, format: (points: AsyncIterable<PointPublie>) => AsyncIterable<string>) =>
  async (entree: Entree): Promise<Sortie<Export>> =>
    perdu(entree.suivant) ?? {
      ok: true,
      value: { nom, morceaux: format(select(entree)) },
      instant: entree.ouvert ?? false,
    }

export const GET = defineRoute({
  acces: 'public',
  contrat: contratPoints,
  run: async (entree) => {
    const refus = perdu(entree.suivant)
    if (refus) return refus
    const { total, suivant, points } = await readPage(entree)
    return {
      ok: true,
      value: { total, suivant, points: points.map(formatPointOuvert) },
      instant: entree.ouvert ?? false,
    }
  },
  exports: {
    csv: exportAs('points-de-contact.csv', (points) => streamCsv(COLONNES_DE_POINT, points)),
    geojson: exportAs('points-de-contact.geojson', streamGeoJson),
  },
})

export const OPTIONS = preflight
