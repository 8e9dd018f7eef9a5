/** The names that people read for what a point de contact holds. */
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'

export const COLONNES_AFFICHEES = {
  nom: 'Nom',
  canal: 'Canal',
  type: 'Type',
  organisme: 'Organisme',
  natureOrganisme: 'Nature de l’organisme',
  siren: 'SIREN',
  codeGuichet: 'Code guichet',
  services: 'Services',
  adresse: 'Adresse',
  position: 'Position',
  telephone: 'Téléphone',
  coutAppel: 'Coût de l’appel',
  courriel: 'Courriel',
  siteWeb: 'Site web',
  rendezVous: 'Rendez-vous',
  lienRendezVous: 'Lien de rendez-vous',
  publicReserve: 'Public réservé',
  territoire: 'Territoire desservi',
  accessibilitePmr: 'Accessibilité PMR',
  horaires: 'Horaires',
  fermetures: 'Fermetures exceptionnelles',
  commentaire: 'Commentaire',
  misAJourLe: 'Mis à jour le',
} as const satisfies Record<keyof ContenuDePoint, string>
