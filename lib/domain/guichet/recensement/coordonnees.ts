/** A position in one cell, or in two columns of metres: latitude and longitude, as the reader of positions takes them. */
import type { Cellule } from './classeur.ts'
import { listProjections } from './position.ts'

type Moitie = string | Partial<Cellule>
/** Latitude, then longitude. */
type Paire = readonly [Moitie, Moitie]

const NOMBRE = String.raw`[+-]?\d{1,3}(?:[.,]\d+)?`
/** Two numbers and what stands between them; a comma alone between two whole numbers may be that of a decimal. */
const DEUX = new RegExp(String.raw`^(${NOMBRE})(\s*[;/|]\s*|\s*,\s+|\s+|,)(${NOMBRE})$`)
/** The third number of some programs is a height, or a zoom. */
const HAUTEUR = /^([+-]?\d{1,3}\.\d+\s*[,; ]\s*[+-]?\d{1,3}\.\d+)\s*[,; ]\s*\d{1,4}(?:\.\d+)?$/
/** Geographic programs write the longitude first. */
const WKT = new RegExp(String.raw`^(?:SRID=4326;)?\s*POINT\s*Z?\s*\(\s*(${NOMBRE})\s+(${NOMBRE})(?:\s+\S+)?\s*\)$`, 'i')
/** Two halves told by their hemispheres, before or after the degrees. */
const HEMISPHERES = [
  /^(?<lat>[^NSEOW]*\d[^NSEOW]*[NS])[\s,;/]*(?<lon>[^NSEOW]*\d[^NSEOW]*[EOW])$/i,
  /^(?<lat>[NS][^NSEOW]*\d[^NSEOW]*?)[\s,;/]*(?<lon>[EOW][^NSEOW]*\d[^NSEOW]*)$/i,
  /^(?<lon>[^NSEOW]*\d[^NSEOW]*[EOW])[\s,;/]*(?<lat>[^NSEOW]*\d[^NSEOW]*[NS])$/i,
  /^(?<lon>[EOW][^NSEOW]*\d[^NSEOW]*?)[\s,;/]*(?<lat>[NS][^NSEOW]*\d[^NSEOW]*)$/i,
  /^lat(?:itude)?\s*[:=]?\s*(?<lat>[+-]?\d+[.,]\d+)\s*[,;/]?\s*lo?ng?(?:itude)?\s*[:=]?\s*(?<lon>[+-]?\d+[.,]\d+)$/i,
]
const METRES = /^(\d[\d ]{4,9}(?:[.,]\d+)?)\s*[,;/ ]\s*(\d[\d ]{4,9}(?:[.,]\d+)?)$/

/** A longer text is no position, and is not looked through. */
const LONGUEUR = 100

/** What one cell says of a position. */
export function composeCoordonnees(texte: string, lieu: string): Paire {
  // R-TAB-05 — choix du portail : ce qui n’a qu’un sens se lit, le reste se montre et n’est pas publié
  if (texte.length > LONGUEUR) return [{ texte, incompris: true }, '']
  const [, x = '', y = ''] = WKT.exec(texte) ?? []
  if (x !== '') return [y, x]
  const bare = texte.replace(/^\s*[([]\s*(.*?)\s*[)\]]\s*$/, '$1').trim()
  const paire = readDeux(HAUTEUR.exec(bare)?.[1] ?? bare)
  if (paire) return paire
  for (const forme of HEMISPHERES) {
    const { lat, lon } = forme.exec(bare)?.groups ?? {}
    if (lat !== undefined && lon !== undefined) return [lat.replace(/[\s,;]+$/, ''), lon.replace(/^[\s,;]+/, '')]
  }
  const [, est = '', nord = ''] = METRES.exec(bare) ?? []
  const convertis = est === '' ? undefined : convertMetres(est, nord, lieu)
  return convertis ?? [{ texte, incompris: true }, '']
}

function readDeux(texte: string): Paire | undefined {
  const [, une = '', entre = '', autre = ''] = DEUX.exec(texte) ?? []
  if (une === '') return undefined
  // « 43,2 » is one number, and « 43 2 » are none of a place: two degrees have their decimals.
  const isSure = entre === ',' ? une.includes('.') || texte.split(',').length === 4 : true
  return isSure && [une, autre].every((part) => /[.,]\d/.test(part)) ? [une, autre] : undefined
}

const toMetres = (text: string): number => Number(text.replace(/\s/g, '').replace(',', '.'))

/** Metres in degrees, shown, when one projection alone gives a place in France. */
export function convertMetres(x: string, y: string, lieu: string): Paire | undefined {
  const [est, nord] = [toMetres(x), toMetres(y)]
  const [only, ...others] = est && nord ? listProjections(est, nord, { lieu }) : []
  // R-REC-39 — choix du portail : des mètres sous « X » et « Y » se convertissent quand une seule projection convient
  if (!only || others.length > 0) return undefined
  const conversion = { projection: only.projection, latitude: only.latitude, longitude: only.longitude }
  return [{ texte: String(only.latitude), conversion }, { texte: String(only.longitude) }]
}
