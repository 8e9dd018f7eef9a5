/** Beside the guichets: an ADIL, a service d'accueil, a SIAO, so that each kind of point shows in each département. */

import { lieuDe } from '#lib/documents/lieux.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import { slugOf } from '#lib/domain/territoire/slug.ts'
import { contenu, type Lieu } from './formes.ts'

type Outils = Readonly<{
  nom: string
  code: string
  chefLieu: Lieu
  centre: string
  number: () => string
}>

export function inventAutresPoints({ nom, code, chefLieu, centre, number }: Outils): ContenuDePoint[] {
  const partout = { communes: [], epcis: [], departements: [code] }
  const adresse = (voie: string, complement: string | null = null) => ({
    voie,
    complement,
    codePostal: chefLieu.codePostal,
    commune: chefLieu.nom,
    codeInsee: chefLieu.codeInsee,
  })
  return [
    {
      ...contenu({
        nom: `ADIL fictive (${nom})`,
        type: 'adil',
        services: ['information', 'entretien'],
        organisme: `Association fictive d’information sur le logement (${nom})`,
        natureOrganisme: 'association',
        codeGuichet: centre,
        telephone: number(),
        siteWeb: `https://adil-${slugOf(nom)}.invalid/`,
        rendezVous: 'obligatoire',
        lienRendezVous: `https://adil-${slugOf(nom)}.invalid/rendez-vous`,
        territoire: partout,
        accessibilitePmr: 'oui',
        // What a centre says when seven cells are not enough: understood, and shown with its own words.
        horaires: {
          osm: 'Mo-Th 09:00-12:30; Fr[1] 14:00-17:00; PH off',
          texte: 'Permanence le premier vendredi du mois, de 14 h à 17 h',
          aVerifier: false,
        },
      }),
      canal: 'physique',
      adresse: adresse('3 rue du Conseil-Inventé', 'Deuxième étage'),
    },
    {
      ...contenu({
        nom: `Service fictif d’accueil du demandeur ${lieuDe(chefLieu.nom)}`,
        type: 'siad',
        services: ['information', 'entretien', 'aide-numerique'],
        codeGuichet: centre,
        telephone: number(),
        rendezVous: 'possible',
        territoire: { communes: [], epcis: chefLieu.epci ? [chefLieu.epci] : [], departements: [] },
        accessibilitePmr: 'oui',
        // Kept as written and shown « à vérifier »: school holidays have no dates of their own.
        horaires: {
          osm: 'Tu,Th 14:00-18:00; Sa 09:00-12:00; Su off; PH off',
          texte: 'Fermé pendant les vacances scolaires',
          aVerifier: true,
        },
        commentaire: 'Un ordinateur est à votre disposition. Apportez votre numéro unique si vous en avez un.',
      }),
      canal: 'physique',
      adresse: adresse('18 avenue de la Démonstration'),
    },
    {
      ...contenu({
        nom: `SIAO fictif (${nom})`,
        type: 'siao',
        services: ['information', 'entretien'],
        codeGuichet: centre,
        territoire: partout,
        coutAppel: 'Gratuit',
        horaires: { osm: '24/7', texte: null, aVerifier: false },
      }),
      canal: 'telephone',
      telephone: number(),
    },
  ]
}
