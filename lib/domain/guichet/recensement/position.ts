/** Latitude and longitude of a row: WGS84 in France, both or none; what looks like something else is proposed. */
import { type Coordonnees, computeDistance } from '../../territoire/distance.ts'
import type { Position } from '../point-de-contact.ts'
import { type Converti, listConversions } from './projections.ts'
import type { Rang } from './rang.ts'
import type { CommuneConnue } from './referentiel.ts'
import type { Proposition } from './remarques.ts'

/** South, north, west, east: the mainland and Corsica, then each overseas territory. */
const FRANCE: readonly (readonly [number, number, number, number])[] = [
  [41.2, 51.3, -5.4, 9.8],
  [14.2, 18.3, -63.3, -60.6],
  [2, 6, -54.8, -51.4],
  [-21.6, -20.7, 55, 56],
  [-13.2, -12.4, 44.8, 45.5],
  [46.6, 47.3, -56.7, -56],
  [-23, -19, 163, 169],
  [-28, -7, -155, -134],
  [-15, -13, -179, -176],
]
/** Beyond, the position and the commune speak of two places; positions of communes may be off by several kilometres. */
const LOIN_KM = 40
/** A commune of several islands, or of a forest: its far ends are its own up to there. */
const VASTES: ReadonlySet<string> = new Set(['973', '986', '987', '988'])
const VASTE_KM = 400
/** Degrees that a writing tells apart: an address to some hundred metres (three decimals), a place to a kilometre. */
const PAS_D_ADRESSE = 0.002
const PAS_DE_LIEU = 0.02
type Degres = Readonly<{ valeur: number; pas: number }>

export const isInFrance = ({ latitude, longitude }: Coordonnees): boolean =>
  FRANCE.some(([s, n, w, e]) => latitude >= s && latitude <= n && longitude >= w && longitude <= e)

/** The declared position, as precise as its writing; or null: swapped, far or projected values are only proposed. */
export function readPosition(rang: Rang, commune: CommuneConnue | null): Position | null {
  const texts = [rang.texte('latitude'), rang.texte('longitude')] as const
  if (texts[0] === '' && texts[1] === '') return null
  if (texts[0] === '' || texts[1] === '') {
    rang.note(texts[0] === '' ? 'latitude' : 'longitude', 'refus', { code: 'coordonnees-incompletes' })
    return null
  }
  const [nord, est] = [readDegres(rang, 'latitude'), readDegres(rang, 'longitude')]
  if (nord === undefined || est === undefined) {
    const bad = nord === undefined ? 'latitude' : 'longitude'
    rang.note(bad, 'refus', { code: 'coordonnees-illisibles', valeur: rang.texte(bad) })
    return null
  }
  const point = { latitude: nord.valeur, longitude: est.valeur }
  if (!isInFrance(point)) {
    noteProposal(rang, point, commune)
    return null
  }
  if (commune && isAilleurs(rang, point, commune)) return null
  // A spreadsheet drops the last zeros of a number: the finer of the two says how both were taken.
  const pas = rang.cellule('latitude')?.conversion ? 0 : Math.min(nord.pas, est.pas)
  if (pas <= PAS_D_ADRESSE) return { ...point, precision: 'adresse' }
  // R-REC-132 — choix du portail : un point se dit à une adresse quand ses nombres la distinguent de la voisine
  rang.note('latitude', 'a-verifier', {
    code: pas <= PAS_DE_LIEU ? 'position-approchee' : 'position-grossiere',
    ...point,
  })
  return pas <= PAS_DE_LIEU ? { ...point, precision: 'approximative' } : null
}

/** Says that the position is far from its commune; true when it cannot be one of it, and is not published. */
function isAilleurs(rang: Rang, point: Coordonnees, commune: CommuneConnue): boolean {
  const km = commune.position ? Math.round(computeDistance(point, commune.position)) : 0
  if (km <= LOIN_KM) return false
  const isVaste = VASTES.has(commune.departement) && km <= VASTE_KM
  // R-REC-14 — choix du portail : si loin, la commune ou la position est fausse ; une commune d’îles est vaste
  if (isVaste) rang.note('latitude', 'a-verifier', { code: 'position-loin-de-la-commune', km, commune: commune.nom })
  else
    rang.note(
      'latitude',
      'a-verifier',
      { code: 'position-hors-de-la-commune', km, commune: commune.nom, ...point },
      proposeSens(rang, point, commune),
    )
  return !isVaste
}

/** The same numbers with another sign, or the other way round, when they are then near their commune. */
const proposeSens = (rang: Rang, { latitude, longitude }: Coordonnees, commune: CommuneConnue): Proposition[] =>
  [
    { latitude: -latitude, longitude },
    { latitude, longitude: -longitude },
    { latitude: -latitude, longitude: -longitude },
    { latitude: longitude, longitude: latitude },
  ].flatMap((one) =>
    commune.position && isInFrance(one) && computeDistance(one, commune.position) <= LOIN_KM
      ? [rang.propose('sens-possible', toTexts(one))]
      : [],
  )

function noteProposal(rang: Rang, { latitude, longitude }: Coordonnees, commune: CommuneConnue | null): void {
  const swapped = { latitude: longitude, longitude: latitude }
  const converted = listProjections(longitude, latitude, { commune })
  const [only] = converted
  // R-REC-13 — choix du portail : valeurs inversées ou en Lambert-93 reconnues et proposées
  if (isInFrance(swapped))
    rang.note('latitude', 'a-verifier', { code: 'coordonnees-inversees', ...swapped }, [
      rang.propose('latitude-et-longitude', toTexts(swapped)),
    ])
  else if (only)
    rang.note(
      'latitude',
      'a-verifier',
      { code: 'coordonnees-projetees', ...only },
      converted.map((one) => rang.propose('projection', toTexts(one), one.projection)),
    )
  else
    rang.note(
      'latitude',
      'refus',
      { code: 'coordonnees-hors-de-france', latitude, longitude },
      commune ? proposeSens(rang, { latitude, longitude }, commune) : [],
    )
}

/** What these metres may be, in either order; only what lies near its commune when the commune has a position. */
export function listProjections(
  x: number,
  y: number,
  { commune = null, lieu = commune?.codeInsee }: Readonly<{ commune?: CommuneConnue | null; lieu?: string }> = {},
): Converti[] {
  const all = [...listConversions(x, y, lieu), ...listConversions(y, x, lieu)].filter(isInFrance)
  const place = commune?.position
  return place ? all.filter((one) => computeDistance(one, place) <= LOIN_KM) : all
}

const toTexts = ({ latitude, longitude }: Coordonnees) => ({ latitude: `${latitude}`, longitude: `${longitude}` })

/** North and east are positive; French writes west « O ». */
const HEMISPHERES = { latitude: { N: 1, S: -1 }, longitude: { E: 1, O: -1, W: -1 } } as const
const SEXAGESIMAL = /^([NSEOW]?)(\d{1,3})°(?:(\d{1,2}(?:\.\d+)?)['′]?)?(?:(\d{1,2}(?:\.\d+)?)(?:["″]|''))?([NSEOW]?)$/i

/** « 42,9654 N » : the minutes and the seconds of the other writing stand apart, these do not. */
const DECIMAL = /^([NSEOW]?)\s*(\d{1,3}[.,]\d+)\s*°?\s*([NSEOW]?)$/i

/** Degrees of that cell; degrees, minutes and seconds with their hemisphere are one thing only: read, and shown. */
function readDegres(rang: Rang, colonne: 'latitude' | 'longitude'): Degres | undefined {
  const typed = rang.texte(colonne)
  const decimal = parseDecimal(typed)
  if (decimal !== undefined) return { valeur: decimal, pas: pasDe(typed) }
  const [, before = '', degres, minutes, secondes, after = ''] =
    asSexagesimal(DECIMAL.exec(typed)) ??
    SEXAGESIMAL.exec(typed.replace(/\s/g, '').replace(/’|‘/g, "'").replace(/[”“]/g, '"').replace(/,/g, '.')) ??
    []
  const hemisphere = (before || after).toUpperCase()
  const sens = Object.entries(HEMISPHERES[colonne]).find(([letter]) => letter === hemisphere)?.[1]
  // R-REC-71 — choix du portail : sans lettre, ou avec deux, on ne sait de quel côté compter
  if (degres === undefined || sens === undefined || (before && after)) return undefined
  if (Number(minutes ?? 0) >= 60 || Number(secondes ?? 0) >= 60) return undefined
  const value = sens * (Number(degres) + Number(minutes ?? 0) / 60 + Number(secondes ?? 0) / 3600)
  const rounded = Math.round(value * 1e5) / 1e5
  rang.note(colonne, 'corrige', { code: 'ecriture-retablie', avant: typed, apres: String(rounded).replace('.', ',') })
  const pas =
    secondes !== undefined ? pasDe(secondes) / 3600 : minutes !== undefined ? pasDe(minutes) / 60 : pasDe(degres)
  return { valeur: rounded, pas }
}

/** What the last figure of a number is worth: a thousandth for `42,966`. */
const pasDe = (nombre: string): number => 10 ** -(/[.,](\d+)/.exec(nombre)?.[1]?.length ?? 0)

/** The same groups, without minutes nor seconds. */
const asSexagesimal = (found: RegExpExecArray | null): readonly (string | undefined)[] | undefined =>
  found ? [found[0], found[1], found[2]?.replace(',', '.'), undefined, undefined, found[3]] : undefined

function parseDecimal(text: string): number | undefined {
  const typed = text.replace(/\s/g, '').replace(',', '.').replace(/°$/, '')
  return /^[+-]?\d+(?:\.\d+)?$/.test(typed) ? Number(typed) : undefined
}
