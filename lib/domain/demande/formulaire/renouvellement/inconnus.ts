/** Persons of whom nothing is known yet: what an addition starts from. */
import type { Contenu, Cotitulaire } from '../contenu.ts'

export const COTITULAIRE_INCONNU: Cotitulaire = {
  lien: null,
  civilite: null,
  nom: null,
  nomDeNaissance: null,
  prenom: null,
  unSeulNom: false,
  naissance: null,
  emancipe: false,
  nationalite: null,
  telephonePortable: null,
  telephoneDuDomicile: null,
  telephoneDuTravail: null,
  courriel: null,
  situationProfessionnelle: {
    type: null,
    profession: null,
    employeur: null,
    siretDeLEmployeur: null,
    codePostalDuTravail: null,
    communeDuTravail: null,
    travailALEtranger: null,
  },
  ressources: null,
  pensionVersee: null,
  revenuFiscal: { anneeMoins2: { annee: null, montant: null }, anneeMoins1: { annee: null, montant: null } },
}

export const PERSONNE_INCONNUE: Contenu['foyer']['personnesACharge'][number] = {
  nom: null,
  prenom: null,
  naissance: null,
  sexe: null,
  lien: null,
}
export const ENFANT_INCONNU: Contenu['foyer']['enfantsEnGarde'][number] = { naissance: null, sexe: null, garde: null }
