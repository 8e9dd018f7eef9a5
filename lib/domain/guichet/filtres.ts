/** The filters of the directory: what may be asked of the list of points, and how an address is read leniently. */
import { FORME_DE_CODE_INSEE, FORME_DE_DEPARTEMENT } from '../territoire/code-insee.ts'
import type { Coordonnees } from '../territoire/distance.ts'
import { CANAUX, type Canal, codesOf, PUBLICS, type Public, SERVICES, type Service } from './vocabulaire.ts'

export type FiltresDePoints = Readonly<{
  /** Points that serve this commune, wherever they are (INSEE code of today). */
  commune?: string
  /** Points that are in this département or serve it whole. */
  departement?: string
  canal?: Canal
  service?: Service
  /** Points that receive this public, those open to all included; absent: those open to all only (R-ANN-01). */
  public?: Public
  /** Wheelchair access declared whole or partial; points where nobody goes are kept. */
  accessible?: boolean
  /** Open at the database's instant. */
  ouvert?: boolean
  /** A chosen place, rounded by `roundPlace`; nearest first. */
  pres?: Coordonnees
  /** Kilometres around `pres`, otherwise around the position of `commune`; without either it selects nothing apart. */
  rayon?: number
}>

export const RAYON_MAX_KM = 200
/** What says « open now », in a form or a program. There is no way to ask for what is closed. */
export const OUVERT_MAINTENANT = ['oui', 'maintenant', 'true', '1', 'on'] as const

type Params = Readonly<Record<string, string | readonly string[] | undefined>>

/** What could not be read is left out and named, so that the page says it calmly. */
export type LectureDesFiltres = Readonly<{ filtres: FiltresDePoints; ignores: readonly string[] }>

/** A code as it is written, in lower case too. */
const codeDe = (forme: RegExp, text: string): string | undefined => {
  const code = text.toUpperCase()
  return forme.test(code) ? code : undefined
}

/** Reads the parameters of an address: unknown names are nobody's business, malformed values are ignored and named. */
export function readFiltres(params: Params): LectureDesFiltres {
  const ignores: string[] = []
  const read = <T>(name: string, parse: (text: string) => T | undefined): T | undefined => {
    const raw = params[name]
    const text = (typeof raw === 'string' ? raw : (raw?.[0] ?? '')).trim()
    if (text === '') return undefined
    const value = text.length > 60 ? undefined : parse(text)
    if (value === undefined) ignores.push(name)
    return value
  }
  const oneOf =
    <T extends string>(codes: readonly T[]) =>
    (text: string): T | undefined =>
      codes.find((code) => code === text)
  const oui = (text: string): true | undefined => (['oui', '1', 'true', 'on'].includes(text) ? true : undefined)
  const candidates = {
    commune: read('commune', (text) => codeDe(FORME_DE_CODE_INSEE, text)),
    departement: read('departement', (text) => codeDe(FORME_DE_DEPARTEMENT, text)),
    canal: read('canal', oneOf<Canal>(codesOf(CANAUX))),
    service: read('service', oneOf<Service>(codesOf(SERVICES))),
    public: read('public', oneOf<Public>(codesOf(PUBLICS))),
    accessible: read('accessible', oui),
    ouvert: read('ouvert', (text) => (OUVERT_MAINTENANT.some((word) => word === text) ? true : undefined)),
    pres: read('pres', readPlace),
    rayon: read('rayon', readRayon),
  }
  const filtres: FiltresDePoints = Object.fromEntries(
    Object.entries(candidates).filter(([, value]) => value !== undefined),
  )
  return { filtres, ignores }
}

/** A code of the right form that is no département is a filter that does not exist: `connus` are those that are. */
export function withDepartementConnu(
  { filtres, ignores }: LectureDesFiltres,
  connus: readonly Readonly<{ code: string }>[],
): LectureDesFiltres {
  const { departement, ...autres } = filtres
  if (departement === undefined || connus.some(({ code }) => code === departement)) return { filtres, ignores }
  return { filtres: autres, ignores: [...ignores, 'departement'] }
}

/** `lat,lon` in WGS84 degrees, rounded, with all the decimals of a program; undefined when it is not a place on Earth. */
export function readPlace(text: string): Coordonnees | undefined {
  const match = /^(-?\d{1,2}(?:\.\d{1,25})?),\s*(-?\d{1,3}(?:\.\d{1,25})?)$/.exec(text)
  if (!match) return undefined
  const place = { latitude: Number(match[1]), longitude: Number(match[2]) }
  return Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180 ? roundPlace(place) : undefined
}

/** Whether there is a place to count a distance from: a chosen one, or a commune. */
export const hasLieu = ({ pres, commune }: Pick<FiltresDePoints, 'pres' | 'commune'>): boolean =>
  pres !== undefined || commune !== undefined

/** Whole or decimal kilometres above 0, up to `RAYON_MAX_KM`. */
export function readRayon(text: string): number | undefined {
  const value = /^\d{1,3}(?:\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN
  return value > 0 && value <= RAYON_MAX_KM ? value : undefined
}

// R-ANN-02 — RGPD, article 5, 1, c : un lieu choisi est arrondi, une position personnelle reste au navigateur
export const roundPlace = ({ latitude, longitude }: Coordonnees): Coordonnees => ({
  latitude: Math.round(latitude * 100) / 100,
  longitude: Math.round(longitude * 100) / 100,
})
