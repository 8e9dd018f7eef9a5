/** The fields that ask for what lacks for a demande to be registered, and for what cannot be read. */
import { NAISSANCE_PASSEE } from '../validite.ts'
import { isDuLieu } from './champs-de-l-adresse.ts'
import type { Bloc, ChampSaisi } from './champs-saisis.ts'
import { CHAMP_EMANCIPE } from './emancipation.ts'
import type { Renouveler } from './lecture.ts'

/** What is said when no means of reaching the applicant is known. */
const UN_CONTACT = 'demandeur.telephonePortable'
const CONTACTS = [UN_CONTACT, 'demandeur.telephoneDuDomicile', 'demandeur.courriel']

/** What lacks and what cannot be read, each among the fields of its own block; no field that is not asked. */
export function blocsACompleter({
  groupes,
  manques,
  anomalies,
  mineur,
}: Pick<Renouveler, 'groupes' | 'manques' | 'anomalies' | 'mineur'>): readonly Bloc[] {
  const noms = [
    ...[...manques, ...anomalies].map(({ champ }) => champ),
    ...(mineur ? [CHAMP_EMANCIPE, 'demandeur.naissance'] : []),
  ]
  const sansContact = manques.some(({ champ }) => champ === UN_CONTACT)
  // R-FORM-29 — choix du portail : l’enfant attendu l’an dernier est né, on donne de quoi le dire
  const isNe = anomalies.some(({ message }) => message === NAISSANCE_PASSEE)
  return groupes
    .flatMap(({ blocs }) => blocs)
    .map(({ titre, champs, ajout = false }) => ({
      // R-FORM-19 — choix du portail : un moyen de joindre suffit, quel qu’il soit
      titre: sansContact && champs.some(isContact) ? 'Téléphone ou courriel (un suffit)' : titre,
      champs: champs.filter(
        (champ) =>
          (sansContact && isContact(champ)) ||
          (isNe && ajout && champ.nom.startsWith('foyer.personnesACharge.')) ||
          noms.some((nom) => isDemande(champ, nom)),
      ),
    }))
    .filter(({ champs }) => champs.length > 0)
}

const isContact = ({ nom }: ChampSaisi): boolean => CONTACTS.includes(nom)

const isANaitre = (nom: string): boolean => nom.startsWith('foyer.enfantsANaitre.')

/** A list is asked by its first place, its boxes together, and a first name with the box that says that there is none. */
const isDemande = ({ nom }: ChampSaisi, manque: string): boolean =>
  nom === manque ||
  // R-FORM-20 — choix du portail : ce qui manque d’un lieu se répond en France ou à l’étranger
  (isDuLieu({ nom }) && isDuLieu({ nom: manque })) ||
  // R-FORM-29 — choix du portail : la date corrigée seule laisserait un enfant à naître pour toujours
  (isANaitre(nom) && isANaitre(manque)) ||
  nom === `${manque}.0.code` ||
  nom === `${manque}.0.commune` ||
  (manque === 'recherche.types' && nom.startsWith('recherche.types.')) ||
  // R-FORM-33 — code civil, article 413-6 : qui est mineur le dit là où sa naissance se redemande
  (manque.startsWith('cotitulaires.') && nom === manque.replace(/\.naissance$/, '.emancipe')) ||
  // R-FORM-07 — choix du portail : qui n’a qu’un nom le déclare là où le prénom est demandé
  (manque.endsWith('.prenom') && nom === manque.replace(/prenom$/, 'unSeulNom'))
