/** The columns of the model: their headers, in order, and the headers taken for the same. */

export const COLONNES_DES_POINTS = {
  identifiant: 'Identifiant',
  nom: 'Nom',
  canal: 'Canal',
  type: 'Type',
  organisme: 'Organisme',
  natureOrganisme: 'Nature de l’organisme',
  siren: 'SIREN',
  codeGuichet: 'Code guichet',
  services: 'Services',
  voie: 'Adresse',
  complement: 'Complément d’adresse',
  codePostal: 'Code postal',
  commune: 'Commune',
  codeInsee: 'Code INSEE',
  latitude: 'Latitude',
  longitude: 'Longitude',
  lundi: 'Lundi',
  mardi: 'Mardi',
  mercredi: 'Mercredi',
  jeudi: 'Jeudi',
  vendredi: 'Vendredi',
  samedi: 'Samedi',
  dimanche: 'Dimanche',
  horairesTexte: 'Horaires (texte libre)',
  telephone: 'Téléphone',
  coutAppel: 'Coût de l’appel',
  courriel: 'Courriel',
  siteWeb: 'Site web',
  rendezVous: 'Rendez-vous',
  lienRendezVous: 'Lien de rendez-vous',
  fermetures: 'Fermetures exceptionnelles',
  publicReserve: 'Public réservé',
  territoire: 'Territoire desservi',
  accessibilitePmr: 'Accessibilité PMR',
  commentaire: 'Commentaire',
  misAJourLe: 'Mis à jour le',
} as const

export const COLONNES_DES_COMMUNES = {
  codeInsee: 'Code INSEE',
  commune: 'Commune',
  annee: 'Année',
  type: 'Type de logement',
  logements: 'Logements',
  demandesEnAttente: 'Demandes en attente',
  attributionsN1: 'Attributions N-1',
  arreteAu: 'Arrêté au',
  source: 'Source',
} as const

export type ColonneDePoint = keyof typeof COLONNES_DES_POINTS
export type ColonneDeCommune = keyof typeof COLONNES_DES_COMMUNES
export type Colonne = ColonneDePoint | ColonneDeCommune
/** What a centre may say that a header is, besides a column of the model: a part of an address or of a position. */
export const PIECES_A_DIRE = {
  numero: 'Numéro dans la voie',
  indice: 'Indice du numéro (bis, ter)',
  typeDeVoie: 'Type de voie (rue, place)',
  nomDeVoie: 'Nom de la voie',
  batiment: 'Bâtiment',
  etage: 'Étage',
  lieuDit: 'Lieu-dit',
  boitePostale: 'Boîte postale',
  suite: 'Suite de l’adresse',
  codePostalEtCommune: 'Code postal et commune ensemble',
  x: 'X, en mètres',
  y: 'Y, en mètres',
  coordonnees: 'Latitude et longitude ensemble',
  jours: 'Jours d’ouverture',
} as const
export type PieceADire = keyof typeof PIECES_A_DIRE
/** All that a header may be said to be. */
export type ColonneADonner = ColonneDePoint | PieceADire
/** What was said of a header was taken back: it is read as if nobody had ever said anything of it. */
export const OUBLIEE = 'oubliee'
/** What the centre said that a header means: by its folded text, a column or a piece, or null for one to leave out. */
export type ColonneDite = readonly [entete: string, colonne: ColonneADonner | null | typeof OUBLIEE]
/** Every column, in the order of the model. */
export const COLONNES: readonly Colonne[] = keysOf({ ...COLONNES_DES_POINTS, ...COLONNES_DES_COMMUNES })

/** What a table that was never made from our model may lack altogether: set once for all its rows. */
export const COLONNES_DONNEES_UNE_FOIS = ['canal', 'type', 'services', 'misAJourLe'] as const
export type ColonneDonneeUneFois = (typeof COLONNES_DONNEES_UNE_FOIS)[number]

export const JOURS_DE_LA_SEMAINE = [
  'lundi',
  'mardi',
  'mercredi',
  'jeudi',
  'vendredi',
  'samedi',
  'dimanche',
] as const satisfies readonly ColonneDePoint[]

export function keysOf<K extends string>(list: Readonly<Record<K, string>>): K[] {
  return Object.keys(list) as K[]
}
