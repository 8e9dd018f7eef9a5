/** What a file wrote, in words: the label of a code, the name of a commune, the accents of a name of element. */
import {
  CATEGORIES,
  CATEGORIES_SOUHAITEES,
  CIVILITES,
  GARDES,
  LIENS_DE_COTITULAIRE,
  LIENS_DE_PARENTE,
  LOGEMENTS_ACTUELS,
  MOTIFS,
  NATIONALITES,
  QUARTIERS_PRIORITAIRES,
  RESSOURCES,
  SEXES,
  SITUATIONS_FAMILIALES,
  SITUATIONS_PROFESSIONNELLES,
  TYPES,
} from '#lib/domain/demande/formulaire/codes.ts'

type Liste = Readonly<Record<string, string>>
/** By the last name of a path, or its last two where one alone is not enough; those of a file and those of our fields. */
const LISTES: ReadonlyMap<string, Liste> = new Map(
  Object.entries<Liste>({
    categorieLogement: CATEGORIES_SOUHAITEES,
    civilite: CIVILITES,
    coParentalite: GARDES,
    'cotitulaires.lien': LIENS_DE_COTITULAIRE,
    garde: GARDES,
    lienDemandeur: LIENS_DE_COTITULAIRE,
    lienParente: LIENS_DE_PARENTE,
    'logementActuel.categorie': CATEGORIES,
    'logementActuel.type': TYPES,
    modele: LOGEMENTS_ACTUELS,
    modeleLogement: LOGEMENTS_ACTUELS,
    motif: MOTIFS,
    'motif.type': MOTIFS,
    motifs: MOTIFS,
    nationalite: NATIONALITES,
    'personnesACharge.lien': LIENS_DE_PARENTE,
    quartierPrioritaire: QUARTIERS_PRIORITAIRES,
    'recherche.categorie': CATEGORIES_SOUHAITEES,
    ressource: RESSOURCES,
    ressources: RESSOURCES,
    ressourcesDesPersonnesACharge: RESSOURCES,
    sexe: SEXES,
    situationFamiliale: SITUATIONS_FAMILIALES,
    'situationProfessionnelle.type': SITUATIONS_PROFESSIONNELLES,
    typeContratTravail: SITUATIONS_PROFESSIONNELLES,
    typeLogement: TYPES,
    typeLogementActuel: TYPES,
    types: TYPES,
    zus: QUARTIERS_PRIORITAIRES,
  }),
)
const COMMUNE = /^commune/
const CODE_INSEE = /^\d[\dAB]\d{3}$/
/** « Employé » where a code was due is read as it is. */
const EN_CODE = /^[\dA-Z]{1,5}$/
/** RPLS counts to nine rooms, the form to six. */
const GRAND = /^T[6-9]P?$/
/** What says which part of an element it is. */
const FIN = /(?:[./@]code|\.\d+|\.lignes)+$/

const OUI_NON: ReadonlyMap<string, string> = new Map([
  ['true', 'Oui'],
  ['false', 'Non'],
])

const RANG = /^\d+$/

/** `nomDe`: the name of a commune from its INSEE code, or the code itself. */
export function formatValeur(chemin: string, valeur: string, nomDe: (codeInsee: string) => string): string {
  const noms = chemin
    .replace(FIN, '')
    .split(/[./]/)
    .filter((nom) => !RANG.test(nom))
  const dernier = noms.at(-1) ?? ''
  // What stands beside the code of an element is words of the file.
  const champ = dernier.includes('@') ? '' : dernier
  const liste = LISTES.get(noms.slice(-2).join('.')) ?? LISTES.get(champ)
  const inconnu = `code ${valeur}, inconnu`
  // R-BRO-12 — choix du portail : un code ne se lit pas ; ce que la personne lit est le mot qu’il veut dire, ou qu’il n’en a pas
  if (COMMUNE.test(champ) && CODE_INSEE.test(valeur)) return nomDe(valeur) === valeur ? inconnu : nomDe(valeur)
  if (!liste || !EN_CODE.test(valeur)) return OUI_NON.get(valeur) ?? valeur
  if (liste === TYPES && GRAND.test(valeur)) return `${valeur}, soit ${TYPES.T6P}`
  return new Map(Object.entries(liste)).get(valeur) ?? inconnu
}

const ACCENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ annee: 'année', annees: 'années', caf: 'CAF', complement: 'complément', debut: 'début', decede: 'décédé' },
    ...{ departement: 'département', depot: 'dépôt', duree: 'durée', emancipe: 'émancipé', enquete: 'enquête' },
    ...{ etage: 'étage', etat: 'état', etranger: 'étranger', etudiant: 'étudiant', heberge: 'hébergé' },
    ...{ hebergement: 'hébergement', interet: 'intérêt', numero: 'numéro', prenom: 'prénom', precision: 'précision' },
    ...{ prevu: 'prévu', prevue: 'prévue', priorite: 'priorité', procedure: 'procédure', qualite: 'qualité' },
    ...{ reference: 'référence', region: 'région', sante: 'santé', scolarite: 'scolarité' },
    ...{ societe: 'société', specifique: 'spécifique', telephone: 'téléphone', validite: 'validité' },
  }),
)
/** A name of element has no accents: those of the words that are common. */
export const accentue = (mots: string): string =>
  mots
    .split(' ')
    .map((mot) => ACCENTS.get(mot) ?? mot)
    .join(' ')
