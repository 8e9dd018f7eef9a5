/** Values that a table holds in pieces: an address, a position, hours, services with a tick each. */
import { SERVICES, type Service } from '../vocabulaire.ts'
import { type ColonneDePoint, keysOf, PIECES_A_DIRE, type PieceADire } from './colonnes.ts'
import { jourDEntete, type PieceDHoraire, pieceDHoraire } from './entete-d-horaire.ts'
import { type PieceDite, pieceDeJours } from './horaires-dits.ts'
import { isEntete } from './longueurs.ts'
import { areNotes, horsCrochets, sansNotes } from './notes-d-entete.ts'
import { isEnteteReserve } from './reserves.ts'
import { colonneDePoint } from './synonymes.ts'
import { fold } from './texte.ts'

export const PIECES_DE_VOIE = ['numero', 'indice', 'typeDeVoie', 'nomDeVoie'] as const
export const PIECES_DE_COMPLEMENT = ['batiment', 'etage', 'lieuDit', 'boitePostale', 'suite'] as const

export type PieceSimple = PieceADire | 'rang' | 'site'
export type PieceDeService = `service/${Service}`
export type Piece = PieceSimple | PieceDHoraire | PieceDeService | PieceDite
/** What a header of a table of points may name. */
export type Cible = ColonneDePoint | Piece

const HEADERS: Readonly<Record<PieceSimple, string>> = {
  numero:
    'n de voie, n voie, no voie, num voie, numero de voie, numero voie, n rue, n de rue, numero rue, numero de rue, n de la voie, numero de la voie, adresse n, adresse numero, adresse no, adresse num',
  // A bare « N° » may count the rows: it is a piece of an address only beside one.
  rang: 'n, no, num, numero',
  indice:
    'indice, indice de repetition, indice repetition, repetition, bis, bis ter, bis ter quater, b t q, suffixe, complement de numero',
  typeDeVoie:
    'type de voie, type voie, nature de voie, nature voie, type de la voie, nature de la voie, adresse type de voie',
  nomDeVoie:
    'nom de voie, nom de la voie, nom voie, libelle voie, libelle de voie, libelle de la voie, rue, voie, nom de rue, nom de la rue, adresse rue, adresse voie, adresse nom de voie, adresse nom de la voie, adresse libelle',
  batiment: 'batiment, bat, immeuble, residence, adresse batiment',
  etage: 'etage, porte, bureau, entree, adresse etage',
  lieuDit: 'lieu dit, lieudit, hameau, quartier, adresse lieu dit',
  boitePostale: 'bp, b p, boite postale, bp cs, cs, adresse bp, adresse boite postale',
  suite: 'adresse 3, adresse3, adresse ligne 3',
  codePostalEtCommune:
    'cp ville, code postal ville, code postal et ville, code postal commune, cp et ville, cp commune, code postal et commune, cp et commune, ville cp',
  x: 'x, coord x, coordonnee x, coordonnees x, coordx, x lambert 93, x lambert93, x l93, lambert x, x lambert, x cc, est, easting, x rgf93',
  y: 'y, coord y, coordonnee y, coordonnees y, coordy, y lambert 93, y lambert93, y l93, lambert y, y lambert, y cc, nord, northing, y rgf93',
  coordonnees:
    'coordonnees, coordonnees gps, gps, geolocalisation, position, position gps, lat long, lat lon, latitude longitude, latitude et longitude, geo point, geopoint, geo point 2d, point gps',
  jours:
    'jour, jours, jour de la semaine, jours de la semaine, jours d ouverture, jours ouverts, jour d ouverture, jours de permanence, jour de permanence',
  // A web address or the name of a place: its values say which.
  site: 'site',
}
const SIMPLES = new Map(
  (Object.keys(HEADERS) as PieceSimple[]).flatMap((piece) =>
    HEADERS[piece].split(', ').map((text) => [text, piece] as const),
  ),
)
/** Every header that names a piece which may be said, folded. */
export const NOMS_DES_PIECES: ReadonlyMap<string, PieceADire> = new Map(
  keysOf(PIECES_A_DIRE).flatMap((piece) => HEADERS[piece].split(', ').map((text) => [text, piece] as const)),
)
const TICKS = new Map(
  (Object.keys(SERVICES) as Service[]).flatMap((service) =>
    [SERVICES[service], `service ${SERVICES[service]}`, `services ${SERVICES[service]}`].map(
      (text) => [fold(text), `service/${service}`] as const,
    ),
  ),
)

const isLambert = /^([xy]) (?:lambert|l|rgf|cc|conique conforme) ?\d{2}$/

/** The piece that a header names with a note of its own: « Coordonnées GPS (lat, long) ». */
function pieceNotee(entete: string): PieceSimple | undefined {
  const piece = SIMPLES.get(fold(horsCrochets(entete)))
  return piece !== undefined && areNotes(entete, piece) && !isEnteteReserve(entete) ? piece : undefined
}

/** The column of the model or the piece that a header names. */
export function cibleDe(entete: string): Cible | undefined {
  if (!isEntete(entete)) return undefined
  const nu = sansNotes(entete)
  const folded = fold(nu)
  const heure = pieceDHoraire(nu)
  // « Lundi de » is no « Lundi ».
  if (heure && !heure.startsWith('horaire/tous/')) return heure
  const axis = isLambert.exec(folded)?.[1]
  return (
    colonneDePoint(entete) ??
    SIMPLES.get(folded) ??
    pieceNotee(entete) ??
    (axis === 'x' || axis === 'y' ? axis : undefined) ??
    TICKS.get(folded) ??
    jourDEntete(nu) ??
    heure ??
    pieceDeJours(nu)
  )
}
