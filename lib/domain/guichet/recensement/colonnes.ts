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
/** What was said of a header was taken back: it is read as if nobody had ever said anything of it. */
export const OUBLIEE = 'oubliee'
/** What the centre said that a header means: by its folded text, a column, or null for one to leave out. */
export type ColonneDite = readonly [entete: string, colonne: ColonneDePoint | null | typeof OUBLIEE]
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
