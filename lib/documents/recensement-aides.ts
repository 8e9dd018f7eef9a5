/** The help under each header of the model, its example row, and the sheet that explains how to fill it in. */

import type { ColonneDeCommune, ColonneDePoint } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { CellulesDePoint } from '#lib/domain/guichet/recensement/ecriture.ts'
import { AIDE_DU_NOM, NOM_D_EXEMPLE } from '#lib/domain/guichet/recensement/modele.ts'

/** Raised when a column or a list of the model changes. */
export const VERSION_DU_MODELE = '1 (janvier 2026)'

export const AIDES_DES_POINTS: Readonly<Record<ColonneDePoint, string>> = {
  identifiant: 'Aide : donné par le portail. Laissez vide pour un nouveau point.',
  nom: AIDE_DU_NOM,
  canal: 'Obligatoire. Une valeur de la liste.',
  type: 'Obligatoire. Une valeur de la liste.',
  organisme: 'Qui tient ce point.',
  natureOrganisme: 'Une valeur de la liste.',
  siren: '9 chiffres.',
  codeGuichet: 'Obligatoire pour un guichet enregistreur : 5 caractères, la fin du numéro unique.',
  services: 'Obligatoire. Un ou plusieurs, séparés par des points-virgules (feuille Listes).',
  voie: 'Obligatoire pour un point physique. Numéro et voie.',
  complement: 'Bâtiment, étage, boîte postale.',
  codePostal: 'Obligatoire pour un point physique. 5 chiffres.',
  commune: 'Obligatoire pour un point physique.',
  codeInsee: '5 caractères. Utile quand plusieurs communes portent ce nom.',
  latitude: 'En degrés, par exemple 42,9654. Avec la longitude.',
  longitude: 'En degrés, par exemple 1,6070. Avec la latitude.',
  lundi: 'Par exemple 09:00-12:00, 14:00-17:30 ou fermé. Vide = inconnu.',
  mardi: 'De même.',
  mercredi: 'De même.',
  jeudi: 'De même.',
  vendredi: 'De même.',
  samedi: 'De même.',
  dimanche: 'De même.',
  horairesTexte: 'En français : du lundi au vendredi 9h-12h, fermé en août. Redit s’il est compris, publié tel quel.',
  telephone: 'Obligatoire pour un point téléphonique. Un seul numéro.',
  coutAppel: 'Par exemple : prix d’un appel local.',
  courriel: 'Une seule adresse.',
  siteWeb: 'Obligatoire pour un point internet. Commence par https:// ou http://.',
  rendezVous: 'Une valeur de la liste.',
  lienRendezVous: 'Commence par https:// ou http://.',
  fermetures: 'Par exemple 24/12/2026 ; 01/08/2026-15/08/2026.',
  publicReserve: 'Vide = tout public.',
  territoire:
    'Noms ou codes INSEE de communes et de départements, codes d’EPCI, séparés par des points-virgules. Vide = la commune de l’adresse, ou le département.',
  accessibilitePmr: 'Une valeur de la liste.',
  commentaire: '500 caractères au plus.',
  misAJourLe: 'Obligatoire. Le jour où cette ligne a été vérifiée.',
}

export const AIDES_DES_COMMUNES: Readonly<Record<ColonneDeCommune, string>> = {
  codeInsee: 'Aide : 5 caractères.',
  commune: 'Nom de la commune.',
  annee: 'Obligatoire. L’année N.',
  type: 'Obligatoire. « Ensemble » pour le total de la commune.',
  logements: 'Logements sociaux au 1er janvier N. Vide = inconnu.',
  demandesEnAttente: 'Demandes en attente au jour « Arrêté au ». Vide = inconnu, jamais 0.',
  attributionsN1: 'Baux signés pendant l’année N-1. Vide = inconnu.',
  arreteAu: 'Jour des demandes en attente.',
  source: 'D’où viennent ces chiffres.',
}

/** Ignored on reading: its first cell says so. */
export const EXEMPLE_DE_POINT: CellulesDePoint = {
  identifiant: 'EXEMPLE, ligne ignorée',
  nom: NOM_D_EXEMPLE,
  canal: 'Physique',
  type: 'Guichet enregistreur',
  organisme: 'Commune de Foix',
  natureOrganisme: 'Commune',
  codeGuichet: '09A01',
  services: 'Création ; Renouvellement ; Dépôt de pièces',
  voie: '45 cours Gabriel-Fauré',
  codePostal: '09000',
  commune: 'Foix',
  codeInsee: '09122',
  lundi: '09:00-12:00, 14:00-17:30',
  mardi: '09:00-12:00, 14:00-17:30',
  mercredi: 'fermé',
  jeudi: '09:00-12:00, 14:00-17:30',
  vendredi: '09:00-12:00',
  samedi: 'fermé',
  dimanche: 'fermé',
  telephone: '05 36 49 00 00',
  rendezVous: 'Possible',
  publicReserve: 'Tout public',
  territoire: '09122',
  accessibilitePmr: 'Oui',
  misAJourLe: { jour: '2026-01-05' },
}
export const EXEMPLE_DE_COMMUNE: Readonly<Partial<Record<ColonneDeCommune, string | number | { jour: string }>>> = {
  codeInsee: 'EXEMPLE 09122',
  commune: 'Foix',
  annee: 2026,
  type: 'T3',
  logements: 210,
  demandesEnAttente: 64,
  attributionsN1: 18,
  arreteAu: { jour: '2025-12-31' },
  source: 'Observatoire départemental',
}

/** Lines of the first sheet; an empty one separates. */
export const lignesDeLisezMoi = (contact: string | null): readonly string[] => [
  'Recensement des points de contact',
  `Version du modèle : ${VERSION_DU_MODELE}`,
  '',
  'À quoi sert ce classeur',
  'Il recense les lieux, les numéros et les sites où un demandeur de logement social peut s’informer et faire ses démarches. Ce que vous écrivez est publié sur le portail, après que vous l’avez relu.',
  '',
  'Comment le remplir',
  '1. Ouvrez la feuille « Points de contact ». Une ligne par point : un lieu, un numéro ou un site.',
  '2. Sous chaque en-tête, une ligne d’aide dit quoi écrire. La ligne EXEMPLE est ignorée : vous pouvez la laisser.',
  '3. Les listes déroulantes proposent une valeur ; la feuille « Listes » les montre toutes.',
  '4. Laissez vide ce que vous ne savez pas. N’écrivez jamais 0 à la place d’un nombre inconnu.',
  '   Vider une cellule efface ce qui est publié ; « NC » ou « à compléter » le gardent.',
  '5. Ne changez pas la colonne « Identifiant » d’un point déjà publié : c’est par elle que le portail le reconnaît.',
  '6. Un point absent du fichier n’est pas retiré du portail : vous le décidez à la relecture.',
  '',
  'La feuille « Communes » est facultative',
  'Elle donne la structure du parc, commune par commune et type par type. Envoyée par un centre, elle est une proposition au gestionnaire, qui seul publie les chiffres.',
  '',
  'Comment l’envoyer',
  'Enregistrez le classeur, puis déposez-le dans l’administration du portail. Vous verrez, avant toute publication, ce qui a été compris, corrigé ou refusé, cellule par cellule.',
  '',
  `Une question : ${contact ?? 'votre gestionnaire territorial'}.`,
]
