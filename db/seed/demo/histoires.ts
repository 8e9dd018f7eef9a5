/** The told stories of the demonstration: who lives them, where, and where their demande stands on the day of the seed. */
import type { SlugDHistoire } from '#lib/documents/histoires.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import type { Personne } from './contenus.ts'

export type Histoire = Readonly<{
  slug: SlugDHistoire
  qui: Personne
  territoire: Territoire
  commune: string
  codePostal: string
  /** Months and days from T to the day of the seed; undefined: T is not known. */
  depuis?: Readonly<{ mois: number; jours: number }>
  /** Days since the legal notice was handed over. */
  avisIlYA?: number
}>

const camille = (nom: string, naissance: string): Personne => ({ nom, prenom: 'Camille', naissance })
const FOIX = { territoire: '09', commune: '09122', codePostal: '09000' } as const

export const HISTOIRES: readonly Histoire[] = [
  {
    slug: 'a-renouveler',
    qui: camille('Fictif-Renouvelle', '1984-05-12'),
    ...FOIX,
    depuis: { mois: 12, jours: -20 },
    avisIlYA: 12,
  },
  {
    slug: 'dernier-mois',
    qui: camille('Fictif-Presse', '1990-11-02'),
    ...FOIX,
    depuis: { mois: 12, jours: 10 },
    avisIlYA: 42,
  },
  {
    slug: 'dernier-jour-outre-mer',
    qui: camille('Fictif-Austral', '1979-07-21'),
    territoire: '974',
    commune: '97411',
    codePostal: '97400',
    depuis: { mois: 13, jours: 0 },
    avisIlYA: 60,
  },
  {
    slug: 'radiee',
    qui: camille('Fictif-Radie', '1971-01-30'),
    ...FOIX,
    depuis: { mois: 14, jours: 3 },
    avisIlYA: 75,
  },
  {
    slug: 'reactivee',
    qui: camille('Fictif-Revient', '1966-03-08'),
    ...FOIX,
    depuis: { mois: 14, jours: 9 },
    avisIlYA: 80,
  },
  {
    slug: 'separee',
    qui: { nom: 'Fictif-Separe', prenom: 'Dominique', naissance: '1988-09-17' },
    ...FOIX,
    depuis: { mois: 7, jours: 0 },
  },
  {
    slug: 'incomplete',
    qui: camille('Fictif-Partiel', '1993-12-24'),
    ...FOIX,
    depuis: { mois: 11, jours: 5 },
  },
  {
    slug: 'revenu-inconnu',
    qui: camille('Fictif-Inconnu', '2001-04-04'),
    ...FOIX,
    depuis: { mois: 11, jours: 20 },
  },
  {
    slug: 'corse',
    qui: camille('Fictif-Insulaire', '1982-06-15'),
    territoire: '2A',
    commune: '2A004',
    codePostal: '20000',
    depuis: { mois: 10, jours: 12 },
  },
  {
    slug: 'nee-a-l-etranger',
    qui: { nom: 'Fictif-Lointain', prenom: 'Camille', naissance: '1975-00-00', nationalite: '3' },
    ...FOIX,
    depuis: { mois: 11, jours: 2 },
  },
  {
    slug: 'un-seul-nom',
    qui: { nom: 'Fictif-Unique', prenom: null, naissance: '1995-02-11', nationalite: '3' },
    ...FOIX,
    depuis: { mois: 11, jours: 9 },
  },
  {
    slug: 'association',
    qui: { nom: 'Association fictive du Toit', prenom: null, naissance: '2001-02-03' },
    ...FOIX,
    depuis: { mois: 10, jours: 25 },
  },
  {
    slug: 'a-traiter',
    qui: camille('Fictif-Attente', '1958-08-19'),
    ...FOIX,
  },
]
