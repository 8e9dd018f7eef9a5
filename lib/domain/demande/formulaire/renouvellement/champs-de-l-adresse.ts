/** The fields of an address: every part that a file may give has one, so that who moves leaves none of them behind. */
import type { AdressePostale } from '../contenu.ts'
import { type Bloc, champ } from './champs-saisis.ts'
import type { NomDeCommune } from './communes.ts'

export const CHEMIN_DE_L_ADRESSE = 'demandeur.adresse'

/** Where the applicant lives, then where in the building. */
export function blocsDeLAdresse(ici: AdressePostale, nomDeCommune: NomDeCommune): readonly Bloc[] {
  const chemin = CHEMIN_DE_L_ADRESSE
  const hors = [
    champ('texte', `${chemin}.localite`, 'Ville', ici.localite, { longueur: 100 }),
    champ('texte', `${chemin}.pays`, 'Pays', ici.pays, { longueur: 60 }),
  ]
  return [
    {
      titre: 'Votre adresse',
      champs: [
        champ('texte', `${chemin}.numero`, 'Numéro', ici.numero, { longueur: 10 }),
        champ('texte', `${chemin}.voie`, 'Rue', ici.voie, { longueur: 150 }),
        champ('texte', `${chemin}.lieuDit`, 'Lieu-dit', ici.lieuDit, { longueur: 100 }),
        champ('texte', `${chemin}.codePostal`, 'Code postal', ici.codePostal, {
          longueur: 12,
          autoComplete: 'postal-code',
        }),
        ...(ici.etranger
          ? hors
          : [
              champ('commune', `${chemin}.commune`, 'Commune', ici.commune ? nomDeCommune(ici.commune) : ici.localite, {
                longueur: 100,
              }),
            ]),
      ],
    },
    {
      titre: 'Dans l’immeuble, s’il le faut pour vous écrire',
      // R-FORM-16 — choix du portail : ce qui tenait à l’adresse d’avant a son champ, et se vide quand on déménage
      champs: [
        champ('texte', `${chemin}.batiment`, 'Bâtiment', ici.batiment, { longueur: 30 }),
        champ('texte', `${chemin}.escalier`, 'Escalier', ici.escalier, { longueur: 30 }),
        champ('texte', `${chemin}.etage`, 'Étage', ici.etage, { longueur: 30 }),
        champ('texte', `${chemin}.appartement`, 'Appartement', ici.appartement, { longueur: 30 }),
        champ('texte', `${chemin}.complement`, 'Résidence, chez qui', ici.complement, { longueur: 150 }),
      ],
    },
  ]
}
