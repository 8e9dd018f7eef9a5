/** The told stories of the demonstration: who lives them, where, and where their demande stands on the day of the seed. */
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import type { Personne } from './contenus.ts'

export type Histoire = Readonly<{
  /** Names it in the base, in addresses of mail and in the page of the demonstration. */
  slug: string
  titre: string
  /** What there is to be seen of it. */
  recit: string
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
    titre: 'À renouveler dans 20 jours',
    recit: 'La fin de validité est dans vingt jours, l’avis est remis\u00a0: rien n’a changé depuis l’an dernier.',
    qui: camille('Fictif-Renouvelle', '1984-05-12'),
    ...FOIX,
    depuis: { mois: 12, jours: -20 },
    avisIlYA: 12,
  },
  {
    slug: 'dernier-mois',
    titre: 'Dans le dernier mois',
    recit: 'La validité a pris fin il y a dix jours\u00a0: il reste trois semaines pour renouveler.',
    qui: camille('Fictif-Presse', '1990-11-02'),
    ...FOIX,
    depuis: { mois: 12, jours: 10 },
    avisIlYA: 42,
  },
  {
    slug: 'dernier-jour-outre-mer',
    titre: 'Le dernier jour, à La Réunion',
    recit: 'Le dernier jour est aujourd’hui, jusqu’à minuit à Saint-Denis, et non à Paris.',
    qui: camille('Fictif-Austral', '1979-07-21'),
    territoire: '974',
    commune: '97411',
    codePostal: '97400',
    depuis: { mois: 13, jours: 0 },
    avisIlYA: 60,
  },
  {
    slug: 'radiee',
    titre: 'Radiée, faute de renouvellement',
    recit: 'Personne n’a renouvelé malgré l’avis\u00a0: la nuit l’a radiée. On dit où s’adresser.',
    qui: camille('Fictif-Radie', '1971-01-30'),
    ...FOIX,
    depuis: { mois: 14, jours: 3 },
    avisIlYA: 75,
  },
  {
    slug: 'reactivee',
    titre: 'Réactivée par un guichet',
    recit: 'Radiée, puis remise en vie par un guichet qui a dit pourquoi\u00a0: le numéro et l’ancienneté sont gardés.',
    qui: camille('Fictif-Revient', '1966-03-08'),
    ...FOIX,
    depuis: { mois: 14, jours: 9 },
    avisIlYA: 80,
  },
  {
    slug: 'separee',
    titre: 'Séparée, avec l’ancienneté du couple',
    recit: 'Une demande à soi depuis le divorce, avec un numéro neuf et l’ancienneté de celle du couple.',
    qui: { nom: 'Fictif-Separe', prenom: 'Dominique', naissance: '1988-09-17' },
    ...FOIX,
    depuis: { mois: 7, jours: 0 },
  },
  {
    slug: 'incomplete',
    titre: 'Incomplète, à compléter en renouvelant',
    recit:
      'Elle vient d’un fichier où manquent le motif et la situation de famille\u00a0: le renouvellement les demande.',
    qui: camille('Fictif-Partiel', '1993-12-24'),
    ...FOIX,
    depuis: { mois: 11, jours: 5 },
  },
  {
    slug: 'revenu-inconnu',
    titre: 'Revenu fiscal inconnu',
    recit: 'Le revenu fiscal de référence n’a jamais été donné\u00a0: il reste inconnu, ce qui n’est pas zéro.',
    qui: camille('Fictif-Inconnu', '2001-04-04'),
    ...FOIX,
    depuis: { mois: 11, jours: 20 },
  },
  {
    slug: 'corse',
    titre: 'En Corse',
    recit: 'Un numéro et des communes en 2A, lus comme les autres.',
    qui: camille('Fictif-Insulaire', '1982-06-15'),
    territoire: '2A',
    commune: '2A004',
    codePostal: '20000',
    depuis: { mois: 10, jours: 12 },
  },
  {
    slug: 'nee-a-l-etranger',
    titre: 'Née à l’étranger, sans jour de naissance',
    recit: 'L’état civil ne connaît que l’année\u00a0: la date reste partielle, et suffit.',
    qui: { nom: 'Fictif-Lointain', prenom: 'Camille', naissance: '1975-00-00', nationalite: '3' },
    ...FOIX,
    depuis: { mois: 11, jours: 2 },
  },
  {
    slug: 'un-seul-nom',
    titre: 'Un seul nom',
    recit: 'Pas de prénom à l’état civil\u00a0: aucun n’est demandé, aucun n’est inventé.',
    qui: { nom: 'Fictif-Unique', prenom: null, naissance: '1995-02-11', nationalite: '3' },
    ...FOIX,
    depuis: { mois: 11, jours: 9 },
  },
  {
    slug: 'association',
    titre: 'Une association',
    recit: 'Une personne morale ne remplit que trois rubriques.',
    qui: { nom: 'Association fictive du Toit', prenom: null, naissance: '2001-02-03' },
    ...FOIX,
    depuis: { mois: 10, jours: 25 },
  },
  {
    slug: 'a-traiter',
    titre: 'À traiter\u00a0: validité inconnue',
    recit:
      'Le fichier ne dit pas depuis quand elle vaut\u00a0: elle se renouvelle, et rien ne la rappelle ni ne la radie.',
    qui: camille('Fictif-Attente', '1958-08-19'),
    ...FOIX,
  },
]
