/** The pages of the administration, each with the act that opens it: what is not open is not shown. */
import { type Acte, checkPorte } from '#lib/domain/acces/acces.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'

export type Entree = Readonly<{ href: string; titre: string; description: string }>

const ENTREES: readonly (Entree & Readonly<{ acte: Acte }>)[] = [
  {
    href: '/admin/recensements',
    titre: 'Recensements',
    acte: 'consulter-recensements',
    description: 'Déposer un classeur, le relire, le publier, retrouver les précédents.',
  },
  {
    href: '/admin/points',
    titre: 'Points de contact',
    acte: 'consulter-points',
    description: 'Créer, corriger, fermer pour un temps ou retirer un point.',
  },
  {
    href: '/admin/communes',
    titre: 'Chiffres des communes',
    acte: 'consulter-chiffres',
    description: 'Logements, demandes en attente et attributions, par type et par année.',
  },
  {
    href: '/admin/mentions',
    titre: 'Mentions des attestations',
    acte: 'consulter-mentions',
    description: 'Bailleurs, commission de médiation et délai, tels que les attestations les impriment.',
  },
  {
    href: '/admin/signalements',
    titre: 'Signalements',
    acte: 'consulter-signalements',
    description: 'Les erreurs que le public signale, et ce qu’il en est advenu.',
  },
  {
    href: '/admin/centres',
    titre: 'Centres',
    acte: 'consulter-centres',
    description: 'Les organismes qui tiennent des points de contact.',
  },
  {
    href: '/admin/comptes',
    titre: 'Comptes',
    acte: 'consulter-comptes',
    description: 'Inviter une personne, fermer un accès.',
  },
  {
    href: '/admin/demandes-a-traiter',
    titre: 'Demandes à traiter',
    acte: 'consulter-demandes-a-traiter',
    description: 'Celles que la nuit ne radie pas, et pourquoi. Celles d’une même personne, à comparer.',
  },
  {
    href: '/admin/a-joindre',
    titre: 'À joindre autrement',
    acte: 'consulter-demandes-a-traiter',
    description: 'Celles dont une étape n’a joint personne, et ce qui a manqué.',
  },
  {
    href: '/admin/corrections',
    titre: 'Corrections de noms',
    acte: 'traiter-corrections',
    description: 'Celles que des demandeurs demandent. Voir l’avant et l’après, décider.',
  },
  {
    href: '/admin/courriers',
    titre: 'Courriers',
    acte: 'consulter-courriers',
    description: 'Imprimer les lettres du jour, dire qu’elles sont remises à la poste, noter celles qui reviennent.',
  },
  {
    href: '/admin/codes',
    titre: 'Codes à remettre',
    acte: 'remettre-un-code',
    description: 'Après avoir vu une pièce d’identité, imprimer le code qui ouvre une demande à son demandeur.',
  },
  {
    href: '/admin/territoires',
    titre: 'Territoires',
    acte: 'consulter-territoires',
    description: 'Ouvrir le renouvellement en ligne, les rappels et la radiation, territoire par territoire.',
  },
  {
    href: '/admin/envois',
    titre: 'Envois',
    acte: 'consulter-envois',
    description: 'Avis et rappels prévus, partis, en échec, à vérifier. Arrêter des envois.',
  },
  {
    href: '/admin/journal',
    titre: 'Journal',
    acte: 'consulter-journal',
    description: 'Qui a changé quoi, quand, d’où. Annuler un changement.',
  },
  {
    href: '/admin/exploitation',
    titre: 'Exploitation',
    acte: 'consulter-exploitation',
    description: 'Version, migrations, publications, tâches de la nuit, messages, réglages.',
  },
]

export const entreesFor = (acteur: Acteur): Entree[] =>
  ENTREES.filter(({ acte }) => checkPorte(acteur, acte).ok).map(({ href, titre, description }) => ({
    href,
    titre,
    description,
  }))
