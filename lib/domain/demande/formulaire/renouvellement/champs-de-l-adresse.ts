/** The fields of an address: every part that a file may give has one, so that who moves leaves none of them behind. */
import { foldText } from '../../../territoire/slug.ts'
import type { AdressePostale } from '../contenu.ts'
import { type Bloc, type ChampSaisi, champ, ecrireOuiNon } from './champs-saisis.ts'
import type { NomDeCommune } from './communes.ts'

export const CHEMIN_DE_L_ADRESSE = 'demandeur.adresse'

/** The fields that say the place together. */
const LIEU = ['etranger', 'codePostal', 'commune', 'localite', 'pays'].map((quoi) => `${CHEMIN_DE_L_ADRESSE}.${quoi}`)
export const isDuLieu = ({ nom }: Pick<ChampSaisi, 'nom'>): boolean => LIEU.includes(nom)

/** What an address that does not say it tells: a country that is not France, or a commune. */
const lireEtranger = ({ commune, pays }: AdressePostale): boolean | null =>
  commune !== null ? false : pays !== null && foldText(pays) !== 'france' ? true : null

/** Where the applicant lives, where in the building, then what an address abroad has instead of a commune. */
export function blocsDeLAdresse(ici: AdressePostale, nomDeCommune: NomDeCommune): readonly Bloc[] {
  const chemin = CHEMIN_DE_L_ADRESSE
  const { commune, localite } = ici
  const etranger = ici.etranger ?? lireEtranger(ici)
  const isLoin = etranger === true
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
        champ('commune', `${chemin}.commune`, 'Commune', isLoin ? null : commune ? nomDeCommune(commune) : localite, {
          longueur: 100,
          ...(isLoin ? { aide: 'En France.' } : {}),
        }),
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
    {
      titre: 'Adresse à l’étranger',
      // Folded for who lives in France, and open without a script as with one.
      ajout: !isLoin,
      champs: [
        champ('oui-non', `${chemin}.etranger`, 'Vous habitez à l’étranger', ecrireOuiNon(etranger)),
        champ('texte', `${chemin}.localite`, 'Ville, à l’étranger', isLoin ? localite : null, { longueur: 100 }),
        champ('texte', `${chemin}.pays`, 'Pays', isLoin ? ici.pays : null, { longueur: 60 }),
      ],
    },
  ]
}
