/**
 * A point de contact: where an applicant goes, calls or clicks. Source: bulletin of July 2014, « Portail Grand Public ».
 * A physical point has an address, a telephone one a number, an internet one a site: the union says so.
 */
import type { Jour } from '../calendrier.ts'
import type { Accessibilite, Nature, Precision, Public, RendezVous, Service, TypeDePoint } from './vocabulaire.ts'

export type Adresse = Readonly<{
  voie: string
  complement: string | null
  codePostal: string
  commune: string
  codeInsee: string
}>

export type Position = Readonly<{ latitude: number; longitude: number; precision: Precision }>

/**
 * Opening hours. `osm` is OpenStreetMap syntax, null when nothing is known or nothing is certain; `texte` is what
 * the centre wrote in its own words, shown as it is; `aVerifier` says that `texte` was not understood for certain.
 */
export type HorairesDuPoint = Readonly<{ osm: string | null; texte: string | null; aVerifier: boolean }>

/** Both days included; one day is `du` = `au`. */
export type Fermeture = Readonly<{ du: Jour; au: Jour }>

/** What a point serves. Empty lists mean: the commune of the address, or the centre's départements (R-PDC-03). */
export type Territoire = Readonly<{
  communes: readonly string[]
  epcis: readonly string[]
  departements: readonly string[]
}>

type Commun = Readonly<{
  nom: string
  type: TypeDePoint
  organisme: string | null
  natureOrganisme: Nature | null
  siren: string | null
  codeGuichet: string | null
  services: readonly Service[]
  adresse: Adresse | null
  position: Position | null
  telephone: string | null
  coutAppel: string | null
  courriel: string | null
  siteWeb: string | null
  rendezVous: RendezVous | null
  lienRendezVous: string | null
  publicReserve: Public
  territoire: Territoire
  accessibilitePmr: Accessibilite
  horaires: HorairesDuPoint
  fermetures: readonly Fermeture[]
  commentaire: string | null
  misAJourLe: Jour
}>

/** Everything that a centre declares of a point, without identity nor state of publication. */
export type ContenuDePoint = Commun &
  (
    | Readonly<{ canal: 'physique'; adresse: Adresse }>
    | Readonly<{ canal: 'telephone'; telephone: string }>
    | Readonly<{ canal: 'internet'; siteWeb: string }>
  )

/** A published point: its stable opaque id (short, URL-safe) and its centre; null: the gestionnaire holds it. */
export type PointDeContact = ContenuDePoint & Readonly<{ id: string; centreId: string | null }>
