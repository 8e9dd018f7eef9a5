/** The shapes that the demonstration is made of: a département with its communes, and a content with its defaults. */
import { jour } from '#lib/domain/calendrier.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'

export type Lieu = Readonly<{
  codeInsee: string
  nom: string
  codePostal: string
  population: number
  epci: string | null
  position: Readonly<{ latitude: number; longitude: number }> | null
}>
export type Departement = Readonly<{ code: string; nom: string; communes: readonly Lieu[] }>

export type Ecrit = Pick<ContenuDePoint, 'nom' | 'type' | 'services'> & Partial<ContenuDePoint>

/** A content with nothing but what is given. */
export const contenu = (given: Ecrit) => ({
  organisme: null,
  natureOrganisme: null,
  siren: null,
  codeGuichet: null,
  adresse: null,
  position: null,
  telephone: null,
  coutAppel: null,
  courriel: null,
  siteWeb: null,
  rendezVous: null,
  lienRendezVous: null,
  publicReserve: 'tout-public' as const,
  territoire: { communes: [], epcis: [], departements: [] },
  accessibilitePmr: 'inconnue' as const,
  horaires: { osm: null, texte: null, aVerifier: false },
  fermetures: [],
  commentaire: null,
  misAJourLe: jour('2026-10-05'),
  ...given,
})
