/**
 * The field list of the cerfa n° 14069 as data: what each field is called, where the law asks for it, what the SNE's
 * interface calls it, and whether a demande may be registered without it. Persons are asked one by one: a path holds
 * their rank. Source: CCH, R441-2-2; interface SNE 02.01; « portail » marks what we ask beyond both.
 */
import { AUTRE_MOTIF } from './codes.ts'
import type { AdressePostale, Contenu, Cotitulaire, PersonnePhysique } from './contenu.ts'
import { areConnues, type Montant } from './montants.ts'

/** The legal headings of R441-2-2: an association fills a, b and h only. */
export const RUBRIQUES = {
  a: 'Identité',
  b: 'Adresse et contacts',
  c: 'Situation de famille',
  d: 'Situation professionnelle',
  e: 'Ressources',
  f: 'Logement actuel',
  g: 'Motifs de la demande',
  h: 'Logement recherché',
  i: 'Handicap',
} as const
export type Rubrique = keyof typeof RUBRIQUES

/** Where a field was asked: its path in the content, and the words of its label. */
export type ChampDemande = Readonly<{ champ: string; rubrique: Rubrique; libelle: string; exigence: Exigence }>
type Exigence = 'loi' | 'portail'
type Question = ChampDemande & Readonly<{ manque: boolean }>

const absent = (value: unknown): boolean => value === null || value === undefined || value === ''
const rfrInconnu = (montant: Montant): boolean => montant === null

type Identite = PersonnePhysique | Cotitulaire

const identite = (chemin: string, qui: Identite): readonly Question[] => [
  question(chemin, 'a', 'civilite', 'Civilité', 'portail', absent(qui.civilite)),
  question(chemin, 'a', 'nom', 'Nom', 'loi', absent(qui.nom)),
  question(chemin, 'a', 'nomDeNaissance', 'Nom de naissance', 'portail', absent(qui.nomDeNaissance)),
  // R-FORM-07 — choix du portail : qui n’a qu’un nom le déclare, et n’a pas à en inventer un second
  question(chemin, 'a', 'prenom', 'Prénom', 'loi', absent(qui.prenom) && !qui.unSeulNom),
  question(chemin, 'a', 'naissance', 'Date de naissance', 'loi', absent(qui.naissance)),
  question(chemin, 'a', 'nationalite', 'Nationalité', 'loi', absent(qui.nationalite)),
]

const travail = (chemin: string, qui: Identite): readonly Question[] => [
  question(
    chemin,
    'd',
    'situationProfessionnelle.type',
    'Situation professionnelle',
    'loi',
    absent(qui.situationProfessionnelle.type),
  ),
]

// R-FORM-08 — bulletin de juillet 2014, « Bonnes pratiques » : sans type de ressources ni revenu fiscal, rien ne s’enregistre
const ressources = (chemin: string, qui: Identite): readonly Question[] => [
  question(chemin, 'e', 'ressources', 'Ressources de chaque mois', 'loi', !areConnues(qui.ressources)),
  question(
    chemin,
    'e',
    'revenuFiscal.anneeMoins2.montant',
    'Revenu fiscal de référence',
    'loi',
    rfrInconnu(qui.revenuFiscal.anneeMoins2.montant) && rfrInconnu(qui.revenuFiscal.anneeMoins1.montant),
  ),
]

const adresse = (chemin: string, { etranger, voie, lieuDit, codePostal, commune, localite, pays }: AdressePostale) => [
  question(chemin, 'b', 'voie', 'Rue ou lieu-dit', 'loi', absent(voie) && absent(lieuDit)),
  ...(etranger
    ? [
        question(chemin, 'b', 'localite', 'Ville', 'loi', absent(localite)),
        question(chemin, 'b', 'pays', 'Pays', 'loi', absent(pays)),
      ]
    : [
        question(chemin, 'b', 'codePostal', 'Code postal', 'loi', absent(codePostal)),
        question(chemin, 'b', 'commune', 'Commune', 'loi', absent(commune) && absent(localite)),
      ]),
]

const contacts = ({
  telephonePortable,
  telephoneDuDomicile,
  telephoneDuTravail,
  courriel,
}: Pick<PersonnePhysique, 'telephonePortable' | 'telephoneDuDomicile' | 'telephoneDuTravail' | 'courriel'>): Question =>
  question(
    'demandeur',
    'b',
    'telephonePortable',
    'Téléphone ou courriel',
    'portail',
    [telephonePortable, telephoneDuDomicile, telephoneDuTravail, courriel].every(absent),
  )

/** Every field that this content must have to be registered, and whether it lacks. */
export function questionsDe(contenu: Contenu): readonly Question[] {
  const { demandeur } = contenu
  // R-FORM-09 — CCH, R441-2-2 : une personne morale ne remplit que les rubriques a, b et h
  if (demandeur.nature === 'personne-morale')
    return [
      question('demandeur', 'a', 'raisonSociale', 'Raison sociale', 'loi', absent(demandeur.raisonSociale)),
      // R-FORM-14 — ANIL 2000-72 : raison sociale, date de création, adresse
      question('demandeur', 'a', 'creeeLe', 'Date de création', 'loi', absent(demandeur.creeeLe)),
      question('demandeur', 'a', 'siret', 'SIRET', 'loi', absent(demandeur.siret)),
      ...adresse('demandeur.adresse', demandeur.adresse),
      contacts(demandeur),
      ...recherche(contenu),
    ]
  return [
    ...identite('demandeur', demandeur),
    ...contenu.cotitulaires.flatMap((qui, rang) => [
      ...identite(`cotitulaires.${rang}`, qui),
      question(`cotitulaires.${rang}`, 'a', 'lien', 'Lien avec vous', 'loi', absent(qui.lien)),
    ]),
    ...personnesACharge(contenu),
    ...adresse('demandeur.adresse', demandeur.adresse),
    contacts(demandeur),
    question(
      'demandeur',
      'c',
      'situationFamiliale',
      'Situation de famille',
      'loi',
      absent(demandeur.situationFamiliale),
    ),
    ...travail('demandeur', demandeur),
    ...contenu.cotitulaires.flatMap((qui, rang) => travail(`cotitulaires.${rang}`, qui)),
    ...ressources('demandeur', demandeur),
    ...contenu.cotitulaires.flatMap((qui, rang) => ressources(`cotitulaires.${rang}`, qui)),
    ...logementActuel(contenu),
    ...motifs(contenu),
    ...recherche(contenu),
  ]
}

const personnesACharge = ({ foyer }: Contenu): readonly Question[] => [
  ...foyer.personnesACharge.flatMap(({ nom, prenom, naissance, lien }, rang) => [
    question(`foyer.personnesACharge.${rang}`, 'a', 'nom', 'Nom', 'loi', absent(nom) && absent(prenom)),
    question(`foyer.personnesACharge.${rang}`, 'a', 'naissance', 'Date de naissance', 'loi', absent(naissance)),
    question(`foyer.personnesACharge.${rang}`, 'a', 'lien', 'Lien avec vous', 'portail', absent(lien)),
  ]),
  ...(foyer.enfantsANaitre
    ? [
        question(
          'foyer',
          'a',
          'enfantsANaitre.nombre',
          'Nombre d’enfants à naître',
          'loi',
          absent(foyer.enfantsANaitre.nombre),
        ),
      ]
    : []),
]

const logementActuel = ({ logementActuel: { modele } }: Contenu): readonly Question[] => [
  question('logementActuel', 'f', 'modele', 'Logement actuel', 'loi', absent(modele)),
]

const motifs = ({ motifs: choisis }: Contenu): readonly Question[] => [
  { champ: 'motifs', rubrique: 'g', libelle: 'Motif de la demande', exigence: 'portail', manque: choisis.length === 0 },
  // R-FORM-10 — cerfa n° 14069, « autre motif particulier » : il se précise
  ...choisis.flatMap(({ code, precision }, rang) =>
    code === AUTRE_MOTIF ? [question(`motifs.${rang}`, 'g', 'precision', 'Votre motif', 'loi', absent(precision))] : [],
  ),
]

const recherche = ({ recherche: { categorie, types, localisations, accepteDAutresCommunes } }: Contenu) => [
  question('recherche', 'h', 'categorie', 'Appartement ou maison', 'portail', absent(categorie)),
  question('recherche', 'h', 'types', 'Type de logement', 'loi', types.length === 0),
  question('recherche', 'h', 'localisations', 'Commune souhaitée', 'loi', localisations.length === 0),
  question(
    'recherche',
    'h',
    'accepteDAutresCommunes',
    'Accepter d’autres communes',
    'loi',
    accepteDAutresCommunes === null,
  ),
]

function question(
  chemin: string,
  rubrique: Rubrique,
  nom: string,
  libelle: string,
  exigence: Exigence,
  manque: boolean,
): Question {
  return { champ: `${chemin}.${nom}`, rubrique, libelle, exigence, manque }
}
