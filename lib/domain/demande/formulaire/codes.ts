/**
 * The closed lists of the cerfa n° 14069: the code of the SNE's interface first, then the French label that people
 * read. Source: interface SNE 02.01 (2017); a later version may add values, never change the meaning of these.
 */
export const CIVILITES = { '1': 'Monsieur', '2': 'Madame', '3': 'Mademoiselle' } as const
export const NATIONALITES = { '1': 'Française', '2': 'Union européenne', '3': 'Hors Union européenne' } as const
export const SITUATIONS_FAMILIALES = {
  C: 'Célibataire',
  M: 'Marié(e)',
  D: 'Divorcé(e)',
  S: 'Séparé(e)',
  P: 'Pacsé(e)',
  U: 'En concubinage',
  V: 'Veuf ou veuve',
} as const
export const LIENS_DE_COTITULAIRE = {
  M: 'Conjoint ou conjointe',
  P: 'Partenaire de PACS',
  C: 'Concubin ou concubine',
  L: 'Colocataire',
} as const
export const SEXES = { M: 'Masculin', F: 'Féminin' } as const
export const LIENS_DE_PARENTE = { P: 'Parent', E: 'Enfant', A: 'Autre' } as const
export const GARDES = { G: 'Garde alternée', D: 'Droit de visite' } as const
export const SITUATIONS_PROFESSIONNELLES = {
  CDI: 'CDI ou fonctionnaire',
  CDD: 'CDD, stage, intérim',
  ART: 'Artisan, commerçant, profession libérale',
  CHO: 'Au chômage',
  APP: 'En apprentissage',
  ETU: 'Étudiant ou étudiante',
  RET: 'À la retraite',
  AUT: 'Autre',
} as const
/** What is received each month. Housing benefits (APL, AL) are left out on purpose: the cerfa says so. */
export const RESSOURCES = {
  SAL: 'Salaire ou revenu d’activité',
  RET: 'Retraite',
  CHO: 'Allocation chômage, indemnités',
  PAR: 'Pension alimentaire reçue',
  PINV: 'Pension d’invalidité',
  AF: 'Allocations familiales',
  AAH: 'Allocation adulte handicapé (AAH)',
  AEEH: 'Allocation d’éducation d’enfant handicapé (AEEH)',
  AJPP: 'Allocation journalière de présence parentale (AJPP)',
  RSA: 'Revenu de solidarité active (RSA)',
  AMV: 'Minimum vieillesse',
  PAJE: 'Allocation jeune enfant (PAJE)',
  BE: 'Bourse étudiante',
  AUT: 'Autres ressources, hors APL et AL',
} as const
/** What is paid each month to others. */
export const CHARGES = { PAV: 'Pension alimentaire versée' } as const
export const LOGEMENTS_ACTUELS = {
  HLM: 'Logement HLM',
  LP: 'Locataire dans le parc privé',
  RS: 'Résidence sociale, foyer, pension de famille',
  RHVS: 'Résidence hôtelière à vocation sociale',
  RE: 'Résidence étudiante',
  SLHT: 'Sous-locataire ou hébergé temporairement',
  SH: 'Structure d’hébergement',
  CDEFCM: 'Centre départemental de l’enfance, centre maternel',
  CPE: 'Chez vos parents ou vos enfants',
  CP: 'Chez un particulier',
  LTG: 'Logé à titre gratuit',
  FONC: 'Logement de fonction',
  POCC: 'Propriétaire de votre logement',
  CAMCAR: 'Camping, caravane',
  HOT: 'Hôtel',
  SD: 'Sans abri, abri de fortune',
  SQUAT: 'Dans un squat',
} as const
export const CATEGORIES = { A: 'Appartement', M: 'Maison' } as const
export const CATEGORIES_SOUHAITEES = { ...CATEGORIES, I: 'Indifférent' } as const
/** Codes of a dwelling: asked for, or lived in. RPLS counts to nine rooms: T6 to T9P are `T6P` here. */
export const TYPES = {
  C: 'Chambre',
  T1: 'T1',
  T2: 'T2',
  T3: 'T3',
  T4: 'T4',
  T5: 'T5',
  T6P: 'T6 et plus',
} as const
export const MOTIFS = {
  '01': 'Sans logement, hébergé ou en logement temporaire',
  '02': 'Logement qui va être démoli',
  '03': 'Logement non décent, insalubre, dangereux, ou local impropre à l’habitation',
  '04': 'Logement repris ou mis en vente par son propriétaire',
  '05': 'Procédure d’expulsion',
  '06': 'Violences familiales',
  '07': 'Handicap',
  '08': 'Raisons de santé',
  '09': 'Logement trop cher',
  '10': 'Logement trop grand',
  '11': 'Divorce, séparation',
  '12': 'Décohabitation',
  '13': 'Logement trop petit',
  '14': 'Futur mariage, concubinage, PACS',
  '15': 'Regroupement familial',
  '16': 'Assistant(e) maternel(le) ou familial(e)',
  '17': 'Problèmes d’environnement ou de voisinage',
  '18': 'Mutation professionnelle',
  '19': 'Rapprochement du lieu de travail',
  '20': 'Rapprochement des équipements et des services',
  '21': 'Rapprochement de la famille',
  '22': 'Accédant à la propriété en difficulté',
  '23': 'Autre motif particulier',
} as const
/** The motive whose words are asked for. */
export const AUTRE_MOTIF = '23'
/** A priority quarter (QPV; the interface still says ZUS). */
export const QUARTIERS_PRIORITAIRES = { ZUSOUI: 'Oui', ZUSNON: 'Non', ZUSNSP: 'Ne sait pas' } as const
export const ETATS_DE_HANDICAP = { STA: 'Stabilisé', EVO: 'Évolutif' } as const
export const MARCHES = {
  '1': 'Aucune marche possible',
  '2': 'Une à trois marches',
  '3': 'Un étage',
  '4': 'Plus d’un étage',
} as const
export const HANDICAPS_MOTEURS = { MS: 'Membres supérieurs', MI: 'Membres inférieurs' } as const
export const HANDICAPS_SENSORIELS = { DA: 'Déficience auditive', DV: 'Déficience visuelle' } as const
export const AIDES_TECHNIQUES = {
  '1': 'Aucune',
  '2': 'Canne ou béquille',
  '3': 'Déambulateur',
  '4': 'Fauteuil manuel',
  '5': 'Fauteuil électrique',
  '6': 'Lève-personne',
  '7': 'Lit médicalisé',
} as const
export const EQUIPEMENTS = {
  '1': 'Baignoire adaptée',
  '2': 'WC avec espace de transfert',
  '3': 'Douche sans seuil',
  '4': 'Ascenseur',
  '5': 'Chambre pour une tierce personne',
  '6': 'Stationnement large (3,30 m)',
} as const

/** The codes of a list, in its order; for zod and for the enumerations of PostgreSQL. */
export const codesOf = <L extends Readonly<Record<string, unknown>>>(
  liste: L,
): readonly [keyof L & string, ...(keyof L & string)[]] => {
  const codes = Object.keys(liste).filter((code): code is keyof L & string => code in liste)
  // « 10 » comes before « 01 » among the keys of an object, wherever it was written: such codes follow their number.
  const [first, ...others] = codes.every((code) => /^\d+$/.test(code))
    ? codes.sort((a, b) => Number(a) - Number(b))
    : codes
  if (first === undefined) throw new Error('An empty list of codes')
  return [first, ...others]
}
