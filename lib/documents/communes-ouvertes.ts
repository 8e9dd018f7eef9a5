/** A commune and its figures in the words of the open data, for JSON and for CSV. */
import type { ChiffresPublies } from '#lib/domain/territoire/chiffres.ts'
import type { Commune } from '#lib/domain/territoire/commune.ts'
import type { ResultatDeRecherche } from '#lib/domain/territoire/recherche.ts'
import type { Cellule as Compte } from '#lib/domain/territoire/secret.ts'
import { isMasque } from '#lib/domain/territoire/secret.ts'
import { formatCellule, formatSource } from './chiffres.ts'
import type { Cellule, Colonne } from './csv.ts'

type Resumee = Pick<Commune, 'codeInsee' | 'nom' | 'departement' | 'region' | 'codesPostaux' | 'population'>

/** The commune as one answer of the search. */
export const formatCommuneResumee = ({ codeInsee, nom, departement, region, codesPostaux, population }: Resumee) => ({
  code: codeInsee,
  nom,
  departement,
  region,
  codesPostaux: [...codesPostaux],
  population,
})

/** One answer of the search, with why it was found. */
export const formatCommuneTrouvee = (trouvee: ResultatDeRecherche) => ({
  ...formatCommuneResumee(trouvee),
  nomDepartement: trouvee.nomDepartement,
  motif: trouvee.motif,
  ancienNom: trouvee.ancienNom ?? null,
  codeReconnu: trouvee.code ?? null,
})

/** Hidden counts say no more than that they are hidden. */
const formatCompte = (compte: Compte) => (isMasque(compte) ? { ...compte } : compte)

/** The figures; a commune without any keeps the same shape, all unknown. */
const formatChiffresOuverts = (chiffres: ChiffresPublies | undefined) => ({
  annee: chiffres?.annee ?? null,
  arreteAu: chiffres?.arreteAu ?? null,
  source: chiffres ? formatSource(chiffres) : null,
  demonstration: chiffres?.demonstration ?? false,
  tension: chiffres?.tension ?? null,
  total: {
    logements: chiffres?.total.logements ?? null,
    demandesEnAttente: formatCompte(chiffres?.total.demandesEnAttente ?? null),
    // Declared figures count first choices alone.
    demandesTousVoeux: formatCompte(chiffres?.total.demandesTousVoeux ?? null),
    attributionsN1: formatCompte(chiffres?.total.attributionsN1 ?? null),
  },
  parType: (chiffres?.parType ?? []).map(({ type, logements, demandesEnAttente, attributionsN1 }) => ({
    type,
    logements,
    demandesEnAttente: formatCompte(demandesEnAttente),
    attributionsN1: formatCompte(attributionsN1),
  })),
})

/** The commune with its position, its figures and how many points serve it. */
export const formatCommuneOuverte = (
  commune: Commune,
  chiffres: ChiffresPublies | undefined,
  nombreDePointsDeContact: number,
) => ({
  ...formatCommuneResumee(commune),
  position: commune.position && { ...commune.position },
  chiffres: formatChiffresOuverts(chiffres),
  nombreDePointsDeContact,
})

export const COLONNES_DE_COMMUNE: readonly Colonne<Resumee>[] = [
  { titre: 'code', valeur: ({ codeInsee }) => codeInsee },
  { titre: 'nom', valeur: ({ nom }) => nom },
  { titre: 'departement', valeur: ({ departement }) => departement },
  { titre: 'region', valeur: ({ region }) => region },
  { titre: 'codesPostaux', valeur: ({ codesPostaux }) => codesPostaux.join(', ') },
  { titre: 'population', valeur: ({ population }) => population },
]

/** A line of the figures: the whole first (`ensemble`), then each type. */
export type LigneDeChiffres = Readonly<{
  commune: Pick<Commune, 'codeInsee' | 'nom'>
  chiffres: ChiffresPublies
  type: string
  logements: number | null
  demandesEnAttente: Compte
  attributionsN1: Compte
  /** Of the whole alone, like the tension: unknown of a type. */
  demandesTousVoeux: Compte
  tension: number | null
}>

export const linesOfChiffres = (
  commune: LigneDeChiffres['commune'],
  chiffres: ChiffresPublies | undefined,
): LigneDeChiffres[] =>
  chiffres
    ? [
        { commune, chiffres, type: 'ensemble', ...chiffres.total, tension: chiffres.tension },
        ...chiffres.parType.map((line) => ({ commune, chiffres, ...line, demandesTousVoeux: null, tension: null })),
      ]
    : []

/** A number stays one; unknown is empty; a hidden one says so in words. */
const formatCellOfCompte = (compte: Compte): Cellule => (isMasque(compte) ? formatCellule(compte) : compte)

export const COLONNES_DE_CHIFFRES: readonly Colonne<LigneDeChiffres>[] = [
  { titre: 'codeInsee', valeur: ({ commune }) => commune.codeInsee },
  { titre: 'commune', valeur: ({ commune }) => commune.nom },
  { titre: 'annee', valeur: ({ chiffres }) => chiffres.annee },
  { titre: 'type', valeur: ({ type }) => type },
  { titre: 'logements', valeur: ({ logements }) => logements },
  { titre: 'demandesEnAttente', valeur: ({ demandesEnAttente }) => formatCellOfCompte(demandesEnAttente) },
  { titre: 'attributionsN1', valeur: ({ attributionsN1 }) => formatCellOfCompte(attributionsN1) },
  { titre: 'arreteAu', valeur: ({ chiffres }) => chiffres.arreteAu },
  { titre: 'source', valeur: ({ chiffres }) => formatSource(chiffres) },
  { titre: 'demonstration', valeur: ({ chiffres }) => chiffres.demonstration },
  { titre: 'demandesTousVoeux', valeur: ({ demandesTousVoeux }) => formatCellOfCompte(demandesTousVoeux) },
  { titre: 'tension', valeur: ({ tension }) => tension },
]
