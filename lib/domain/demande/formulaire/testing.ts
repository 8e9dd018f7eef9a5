/** Contents for tests: an invented person whose form is whole, and the same with what a test changes. */
import { type Contenu, contenuSchema } from './contenu.ts'
import { SANS_LOGEMENT } from './nature.ts'

const ADRESSE = {
  etranger: false,
  batiment: null,
  escalier: null,
  etage: null,
  appartement: null,
  numero: '45',
  voie: 'cours Fictif',
  lieuDit: null,
  complement: null,
  codePostal: '09000',
  commune: '09122',
  localite: null,
  pays: null,
}
const CONTACTS = {
  telephonePortable: '06 39 98 12 34',
  telephoneDuDomicile: null,
  telephoneDuTravail: null,
  courriel: 'camille.inventee@exemple.fr',
}
const SANS_TRAVAIL = {
  type: 'CDI',
  profession: null,
  employeur: null,
  siretDeLEmployeur: null,
  codePostalDuTravail: null,
  communeDuTravail: null,
  travailALEtranger: null,
}
const PERSONNE = {
  nature: 'personne-physique',
  civilite: '1',
  nom: 'Inventée',
  nomDeNaissance: 'Inventée',
  prenom: 'Camille',
  unSeulNom: false,
  naissance: '1984-05-12',
  emancipe: false,
  nationalite: '1',
  ...CONTACTS,
  situationFamiliale: 'C',
  courrielDeLAidant: null,
  adresse: ADRESSE,
  situationProfessionnelle: SANS_TRAVAIL,
  ressources: { statut: 'declarees', lignes: [{ code: 'SAL', euros: 1240 }] },
  pensionVersee: null,
  revenuFiscal: {
    anneeMoins2: { annee: 2024, montant: { statut: 'declare', euros: 13_900 } },
    anneeMoins1: { annee: 2025, montant: null },
  },
}
const COTITULAIRE = (({ nature, adresse, situationFamiliale, courrielDeLAidant, ...reste }) => ({
  ...reste,
  lien: 'M',
}))(PERSONNE)
const CONTENU = {
  cerfa: '14069*05',
  demandeur: PERSONNE,
  cotitulaires: [],
  foyer: { personnesACharge: [], enfantsANaitre: null, enfantsEnGarde: [], ressourcesDesPersonnesACharge: null },
  logementActuel: {
    ...SANS_LOGEMENT,
    modele: 'LP',
    loyerMensuel: { statut: 'declare', euros: 520 },
    occupants: 1,
    categorie: 'A',
    type: 'T2',
    surface: 38,
    proprietaireDUnLogement: false,
  },
  motifs: [{ code: '09', precision: null }],
  recherche: {
    categorie: 'I',
    types: ['T2', 'T3'],
    localisations: [{ commune: '09122', quartier: null }],
    accepteDAutresCommunes: true,
    quartierPrioritaire: null,
    rezDeChaussee: null,
    ascenseur: null,
    stationnement: null,
    loyerMaximal: null,
  },
  handicaps: [],
}
const ASSOCIATION = {
  nature: 'personne-morale',
  raisonSociale: 'Association inventée du Toit',
  creeeLe: '2001-02-03',
  siret: '73282932000074',
  adresse: ADRESSE,
  ...CONTACTS,
}

/** A change of one field, by its path: `['demandeur.prenom', null]`. */
export type Changement = readonly [champ: string, valeur: unknown]

/** What a form sends, before it is read. */
export const unEnvoi = (...changements: readonly Changement[]): unknown => change(CONTENU, changements)

/** A valid content, whole unless a change takes something from it. */
export const unContenu = (...changements: readonly Changement[]): Contenu =>
  contenuSchema.parse(change(CONTENU, changements))

/** The three headings of an association, and nothing else. */
export const unContenuDAssociation = (...changements: readonly Changement[]): Contenu =>
  contenuSchema.parse(
    change(
      {
        ...CONTENU,
        demandeur: ASSOCIATION,
        motifs: [],
        logementActuel: SANS_LOGEMENT,
      },
      changements,
    ),
  )

/** A husband or a wife, to put among `cotitulaires`. */
export const unCotitulaire = (...changements: readonly Changement[]): unknown => change(COTITULAIRE, changements)

function change(start: unknown, changements: readonly Changement[]): unknown {
  const copy: unknown = structuredClone(start)
  for (const [champ, valeur] of changements) {
    const path = champ.split('.')
    const last = path.pop() ?? ''
    let at: unknown = copy
    for (const name of path) at = at instanceof Object ? Reflect.get(at, name) : undefined
    if (!(at instanceof Object)) throw new Error(`No such field: ${champ}`)
    Reflect.set(at, last, valeur)
  }
  return copy
}
