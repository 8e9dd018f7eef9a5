/**
 * The official positions of communes, as an operator gives them: the answer of the national geo API (communes with
 * `code` and `centre`, or its GeoJSON form), or a CSV with a code, a latitude and a longitude.
 */
import { z } from 'zod'
import type { Resultat } from '../resultat.ts'
import { accept, refuse } from '../resultat.ts'
import { FORME_DE_CODE_INSEE, parseCodeInsee } from './code-insee.ts'
import { foldText } from './slug.ts'

export type PositionOfficielle = Readonly<{ codeInsee: string; latitude: number; longitude: number }>

export type MotifDeRefus =
  | 'code-malforme'
  | 'code-inconnu'
  | 'coordonnees-manquantes'
  | 'coordonnees-inversees'
  | 'coordonnees-projetees'
  | 'hors-de-france'
  | 'en-double'

/** `rang` is the line of a CSV (header counted) or the place in the list of a JSON, from 1. */
export type PositionRefusee = Readonly<{ rang: number; code: string; motif: MotifDeRefus }>

/** A code that a spreadsheet shortened, as it was written and as it is read. */
export type CodeComplete = Readonly<{ rang: number; code: string; codeInsee: string }>

export type PositionsLues = Readonly<{
  positions: readonly PositionOfficielle[]
  refusees: readonly PositionRefusee[]
  completes: readonly CodeComplete[]
}>

export type RefusDeFichier =
  | { code: 'fichier-illisible' }
  | { code: 'colonnes-manquantes' }
  | { code: 'aucune-commune' }

type Brute = Readonly<{ rang: number; code: string; latitude: number; longitude: number }>

/** South, north, west, east of each territory, widely drawn; source: IGN, emprises des territoires français. */
const EMPRISES: readonly (readonly [number, number, number, number])[] = [
  [41.2, 51.2, -5.3, 9.7],
  [15.7, 18.2, -63.3, -60.9],
  [14.3, 15, -61.3, -60.7],
  [2, 6, -54.8, -51.4],
  [-21.5, -20.7, 55.1, 56],
  [-13.2, -12.5, 44.9, 45.4],
  [46.7, 47.3, -56.6, -56],
  [-50, -11, 39, 78],
  [-28, -7, -155, -134],
  [-23.5, -13, 158, 180],
  [-14.5, -13, -178.4, -176],
  [-67, -60, 136, 142],
  [10, 11, -110, -108],
]

const isInFrance = (latitude: number, longitude: number): boolean =>
  EMPRISES.some(
    ([south, north, west, east]) => latitude >= south && latitude <= north && longitude >= west && longitude <= east,
  )

/** Why a position cannot be published; undefined when it can. */
function judge({ latitude, longitude }: Brute): MotifDeRefus | undefined {
  // R-TER-08 — choix du portail : a position is published only on French ground; usual mistakes are named.
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return 'coordonnees-manquantes'
  if (isInFrance(latitude, longitude)) return undefined
  if (isInFrance(longitude, latitude)) return 'coordonnees-inversees'
  if (Math.abs(latitude) > 1000 || Math.abs(longitude) > 1000) return 'coordonnees-projetees'
  return 'hors-de-france'
}

function judgeAll(brutes: readonly Brute[]): Resultat<PositionsLues, RefusDeFichier> {
  if (brutes.length === 0) return refuse({ code: 'aucune-commune' })
  const positions = new Map<string, PositionOfficielle>()
  const refusees: PositionRefusee[] = []
  const completes: CodeComplete[] = []
  for (const brute of brutes) {
    const { rang, latitude, longitude } = brute
    const code = brute.code.replace(/\s+/g, '')
    const codeInsee = parseCodeInsee(code)
    const refusee = (motif: MotifDeRefus) => refusees.push({ rang, code: brute.code.slice(0, 20), motif })
    if (!codeInsee) {
      refusee(FORME_DE_CODE_INSEE.test(code.toUpperCase()) ? 'code-inconnu' : 'code-malforme')
      continue
    }
    const motif = positions.has(codeInsee) ? 'en-double' : judge(brute)
    if (motif) {
      refusee(motif)
      continue
    }
    positions.set(codeInsee, { codeInsee, latitude, longitude })
    // R-TER-06 — code officiel géographique (INSEE): the zero that a spreadsheet dropped is put back, and said.
    if (code.length < codeInsee.length) completes.push({ rang, code, codeInsee })
  }
  return accept({ positions: [...positions.values()], refusees, completes })
}

const pointSchema = z.object({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) })
const listeSchema = z.array(z.object({ code: z.string(), centre: pointSchema.nullish().catch(null) }))
const geojsonSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({ geometry: pointSchema.nullish().catch(null), properties: z.object({ code: z.string() }) }),
  ),
})

const brutesOf = (communes: readonly { code: string; centre?: z.infer<typeof pointSchema> | null }[]): Brute[] =>
  communes.map(({ code, centre }, index) => {
    const [longitude = Number.NaN, latitude = Number.NaN] = centre?.coordinates ?? []
    return { rang: index + 1, code, latitude, longitude }
  })

function readJson(text: string): Resultat<PositionsLues, RefusDeFichier> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse({ code: 'fichier-illisible' })
  }
  const liste = listeSchema.safeParse(json)
  if (liste.success) return judgeAll(brutesOf(liste.data))
  const geojson = geojsonSchema.safeParse(json)
  if (!geojson.success) return refuse({ code: 'colonnes-manquantes' })
  return judgeAll(
    brutesOf(geojson.data.features.map(({ geometry, properties: { code } }) => ({ code, centre: geometry ?? null }))),
  )
}

const COLONNES = {
  code: ['code', 'code insee', 'codeinsee', 'insee', 'code commune', 'codgeo', 'code geo'],
  latitude: ['latitude', 'lat', 'latitude centre', 'y'],
  longitude: ['longitude', 'lon', 'lng', 'long', 'longitude centre', 'x'],
} as const

/** Cells of a line: quotes and doubled quotes understood, no line break inside a cell (codes and numbers have none). */
const cellsOf = (line: string, separator: string): string[] => {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (const letter of line) {
    if (letter === '"') quoted = !quoted
    else if (letter === separator && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += letter
  }
  return [...cells, cell].map((text) => text.trim())
}

const toNumber = (text: string | undefined): number =>
  text && /^[+-]?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN

function readCsv(text: string): Resultat<PositionsLues, RefusDeFichier> {
  const [header = '', ...lines] = text.split(/\r?\n/)
  const separator = [';', '\t', ','].find((mark) => header.includes(mark))
  if (!separator) return refuse({ code: 'colonnes-manquantes' })
  const titles = cellsOf(header, separator).map(foldText)
  const place = (names: readonly string[]) => titles.findIndex((title) => names.includes(title))
  const [code, latitude, longitude] = [place(COLONNES.code), place(COLONNES.latitude), place(COLONNES.longitude)]
  if (code < 0 || latitude < 0 || longitude < 0) return refuse({ code: 'colonnes-manquantes' })
  return judgeAll(
    lines.flatMap((line, index): Brute[] => {
      if (line.trim() === '') return []
      const cells = cellsOf(line, separator)
      return [
        {
          rang: index + 2,
          code: cells[code] ?? '',
          latitude: toNumber(cells[latitude]),
          longitude: toNumber(cells[longitude]),
        },
      ]
    }),
  )
}

/** Reads a file of positions, JSON or CSV, and sorts what can be published from what cannot, with the reason. */
export function readPositions(text: string): Resultat<PositionsLues, RefusDeFichier> {
  const clean = text.replace(/^\uFEFF/, '').trimStart()
  if (['\0', '\uFFFD'].some((mark) => clean.slice(0, 1000).includes(mark))) return refuse({ code: 'fichier-illisible' })
  return /^[[{]/.test(clean) ? readJson(clean) : readCsv(clean)
}
