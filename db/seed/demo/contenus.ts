/** What invented applicants answer to the form: whole unless told otherwise, and obviously made up. */
import { type Contenu, contenuSchema } from '#lib/domain/demande/formulaire/contenu.ts'
import { SANS_LOGEMENT } from '#lib/domain/demande/formulaire/nature.ts'
import { drawer } from './invention.ts'

const PRENOMS = ['Camille', 'Dominique', 'Claude', 'Sacha', 'Alix', 'Maxime', 'Andréa', 'Noa', 'Lou', 'Charlie', 'Éden']
const NOMS = ['Fictif', 'Inventé', 'Imaginaire', 'Supposé', 'Exemple', 'Essai', 'Modèle', 'Factice', 'Spécimen']
const VOIES = ['rue Inventée', 'avenue Fictive', 'place de l’Exemple', 'impasse du Modèle', 'chemin Imaginaire']

export type Personne = Readonly<{
  nom: string
  /** Null: one name only. */
  prenom: string | null
  /** `YYYY-MM-DD`, the unknown parts as `00`. */
  naissance: string
  nationalite?: '1' | '2' | '3'
}>
/** `commune`: INSEE code of where they live; `voeux`: those that they ask for, in their order. */
export type Demandeur = Readonly<{
  qui: Personne
  codePostal: string
  commune: string
  voeux: readonly string[]
  types: readonly string[]
  /** Digits after « 06 39 98 », the range that is kept for fiction. */
  numero: number
  courriel: string
}>

/** How an answer differs from the usual one: the heading of the content, and what it says there. */
export type Ecart = Readonly<Record<string, unknown>>

const adulte = ({ qui, numero, courriel }: Pick<Demandeur, 'qui' | 'numero' | 'courriel'>) => ({
  civilite: numero % 2 === 0 ? '2' : '1',
  nom: qui.nom,
  nomDeNaissance: qui.nom,
  prenom: qui.prenom,
  unSeulNom: qui.prenom === null,
  naissance: qui.naissance,
  emancipe: false,
  nationalite: qui.nationalite ?? '1',
  telephonePortable: `06 39 98 ${String(numero % 10_000)
    .padStart(4, '0')
    .replace(/^(..)/, '$1 ')}`,
  telephoneDuDomicile: null,
  telephoneDuTravail: null,
  courriel,
  situationProfessionnelle: {
    type: 'CDI',
    profession: null,
    employeur: null,
    siretDeLEmployeur: null,
    codePostalDuTravail: null,
    communeDuTravail: null,
    travailALEtranger: null,
  },
  ressources: { statut: 'declarees', lignes: [{ code: 'SAL', euros: 1100 + (numero % 90) * 10 }] },
  pensionVersee: null,
  revenuFiscal: {
    anneeMoins2: { annee: 2024, montant: { statut: 'declare', euros: 12_000 + (numero % 800) * 10 } },
    anneeMoins1: { annee: 2025, montant: null },
  },
})

const adresseDe = ({ numero, codePostal, commune }: Demandeur) => ({
  etranger: false,
  batiment: null,
  escalier: null,
  etage: null,
  appartement: null,
  numero: String(1 + (numero % 60)),
  voie: VOIES[numero % VOIES.length],
  lieuDit: null,
  complement: null,
  codePostal,
  commune,
  localite: null,
  pays: null,
})

const rechercheDe = ({ voeux, types }: Demandeur) => ({
  categorie: 'I',
  types,
  localisations: voeux.map((commune) => ({ commune, quartier: null })),
  accepteDAutresCommunes: true,
  quartierPrioritaire: null,
  rezDeChaussee: null,
  ascenseur: null,
  stationnement: null,
  loyerMaximal: null,
})

/** The content of a person alone; `ecart` replaces whole headings. */
export const unePersonne = (demandeur: Demandeur, ecart: Ecart = {}): Contenu =>
  contenuSchema.parse({
    cerfa: '14069*05',
    demandeur: {
      nature: 'personne-physique',
      ...adulte(demandeur),
      situationFamiliale: 'C',
      courrielDeLAidant: null,
      adresse: adresseDe(demandeur),
    },
    cotitulaires: [],
    foyer: { personnesACharge: [], enfantsANaitre: null, enfantsEnGarde: [], ressourcesDesPersonnesACharge: null },
    logementActuel: {
      ...SANS_LOGEMENT,
      modele: 'LP',
      loyerMensuel: { statut: 'declare', euros: 420 + (demandeur.numero % 30) * 10 },
      occupants: 1,
      categorie: 'A',
      type: 'T2',
      surface: 34 + (demandeur.numero % 20),
      proprietaireDUnLogement: false,
    },
    motifs: [{ code: ['09', '13', '20', '17'][demandeur.numero % 4], precision: null }],
    recherche: rechercheDe(demandeur),
    handicaps: [],
    ...ecart,
  })

/** The same with a spouse (`M`). */
export const unCouple = (demandeur: Demandeur, conjoint: Personne): Contenu => {
  const un = adulte({ ...demandeur, qui: conjoint, numero: demandeur.numero + 1 })
  return unePersonne(demandeur, { cotitulaires: [{ lien: 'M', ...un }] })
}

/** An association fills three headings alone. */
export const uneAssociation = (demandeur: Demandeur): Contenu =>
  unePersonne(demandeur, {
    demandeur: {
      nature: 'personne-morale',
      raisonSociale: 'Association fictive du Toit',
      creeeLe: '2001-02-03',
      siret: '73282932000074',
      adresse: adresseDe(demandeur),
      telephonePortable: null,
      telephoneDuDomicile: '05 36 49 00 12',
      telephoneDuTravail: null,
      courriel: demandeur.courriel,
    },
    logementActuel: SANS_LOGEMENT,
    motifs: [],
  })

export type Lieu = Readonly<{ codeInsee: string; codePostal: string; population: number }>

/** An applicant drawn from a seed among the communes of a territory, the most peopled the most often. */
export function inventDemandeur(graine: string, numero: number, lieux: readonly Lieu[]): Demandeur {
  const draw = drawer(`${graine} ${numero}`)
  const total = lieux.reduce((sum, { population }) => sum + population, 0)
  const drawLieu = (): Lieu | undefined => {
    let left = draw(total)
    return lieux.find(({ population }) => {
      left -= population
      return left < 0
    })
  }
  const ici = drawLieu() ?? lieux[0]
  if (!ici) throw new Error('A territory without a commune')
  const voeux = new Set([ici, ...Array.from({ length: draw(3) }, drawLieu)].flatMap((un) => (un ? [un.codeInsee] : [])))
  const depuis = draw(4)
  return {
    qui: {
      nom: NOMS[draw(NOMS.length)] ?? 'Fictif',
      prenom: PRENOMS[draw(PRENOMS.length)] ?? 'Camille',
      naissance: `${1950 + draw(55)}-${String(1 + draw(12)).padStart(2, '0')}-${String(1 + draw(28)).padStart(2, '0')}`,
    },
    codePostal: ici.codePostal,
    commune: ici.codeInsee,
    voeux: [...voeux],
    types: ['T1', 'T2', 'T3', 'T4', 'T5'].slice(depuis, depuis + 1 + draw(2)),
    numero: numero * 7 + draw(5),
    courriel: `demande-${graine}-${numero}@demandeur.invalid`,
  }
}
