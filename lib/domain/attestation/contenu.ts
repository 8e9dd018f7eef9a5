/**
 * An attestation as data: the nine mentions that the code of construction wants, in its order, and what an applicant
 * needs besides. It is made again from the fait that it attests each time it is asked for, and says the same each time.
 */
import { addMonths, type Jour } from '../calendrier.ts'
import type { Demande } from '../demande/demande.ts'
import { GUICHET_DU_PORTAIL } from '../demande/faits.ts'
import { type GARDES, TYPES } from '../demande/formulaire/codes.ts'
import type { AdressePostale, Contenu, Cotitulaire, PersonnePhysique } from '../demande/formulaire/contenu.ts'
import { type NumeroUnique, readNumeroUnique } from '../demande/numero-unique.ts'
import { departementsDuTerritoire } from '../demande/territoire.ts'
import { parseSiren } from '../siret.ts'
import { type CommunesActuelles, departementOf, isMemeLieu, villeDe } from '../territoire/code-insee.ts'
import { type FaitAtteste, type NatureDAttestation, natureOf } from './droit.ts'
import { type Coordonnees, type MentionsDuDepartement, SANS_MENTION, serviceDuTerritoire } from './mentions.ts'

/** What the fait does not say, as it stood at its instant. */
export type ContexteDAttestation = Readonly<{
  /** Public address of the portal, without a trailing slash. */
  site: string
  /** Names by INSEE code, of the communes of the content. */
  communes: ReadonlyMap<string, string>
  /** Of `communesComparees`, those of before. */
  actuelles: CommunesActuelles
  departements: readonly Readonly<{ code: string; nom: string; mentions: MentionsDuDepartement | null }>[]
  /** The bodies of `organismesDeLAttestation`, by their code; one that is not known by it is not in. */
  services: ReadonlyMap<string, Coordonnees>
}>

/** `code`: guichet or SIREN. `site`: where it is on Internet, for the portal alone. `adresse` empty: nobody said it. */
export type ServiceDit = Readonly<{ code: string; nom: string; site: string | null; adresse: readonly string[] }>

/** `nombre` null: the demande does not say how many. `garde`: taken in, without a word of how. */
export type EnfantsDits = Readonly<{
  sorte: 'garde-alternee' | 'droit-de-visite' | 'garde' | 'a-naitre'
  nombre: number | null
}>

/** Null, and an empty list of bailleurs: the préfecture did not say it. */
export type Attestation = Readonly<{
  nature: NatureDAttestation
  isRegionale: boolean
  /** a */
  demandeur: Readonly<{ nom: string; nomDeNaissance: string | null; adresse: readonly string[] }>
  cotitulaires: readonly string[]
  /** b */
  service: ServiceDit
  /** Who received the renewal, the registering service or another; null: no file says it, or an attestation of création. */
  renouveleePar: ServiceDit | null
  /** c */
  numeroUnique: NumeroUnique
  /** d; `renouveleeLe` null: an attestation of création. */
  deposeeLe: Jour
  /** Nobody said the day of the deposit: its month alone is known. */
  isDepotCompte: boolean
  /** Null: the demande was loaded, and no file says it. */
  enregistreeLe: Jour | null
  renouveleeLe: Jour | null
  ancienneteDepuis: Jour
  /** Day of the act. */
  le: Jour
  /** `personnes`: who lives there all the time; `enfants`: those who do not, or not yet, none of them counted in it. */
  recherche: Readonly<{
    types: readonly string[]
    communes: readonly string[]
    personnes: number
    enfants: readonly EnfantsDits[]
  }>
  /** e */
  bailleurs: readonly Readonly<{ commune: string; noms: readonly string[] }>[]
  /** f and g; `saisieDes` is null when no delay is known, its `delai` when none is for that type of dwelling. */
  commissions: readonly Readonly<{
    departement: string
    commission: Coordonnees | null
    saisieDes:
      | readonly Readonly<{ logements: string | null; delai: Readonly<{ mois: number; le: Jour }> | null }>[]
      | null
    arrete: string | null
    arreteLe: Jour | null
  }>[]
  /** h */
  validite: Readonly<{ jusquAu: Jour; ouvreLe: Jour; dernierJour: Jour }>
  /** i */
  suite: Readonly<{ site: string; gestionnaires: readonly Coordonnees[] }>
}>

/** The départements whose mentions it prints: those of the communes asked for, in their order; else the territory's. */
export function departementsDeLAttestation({ contenu }: FaitAtteste, { territoire }: Demande): readonly string[] {
  const voulus = contenu.recherche.localisations.flatMap(({ commune }) => departementOf(commune) ?? [])
  return voulus.length > 0 ? [...new Set(voulus)] : departementsDuTerritoire(territoire)
}

/** INSEE codes whose name it prints. */
export const communesDeLAttestation = ({ contenu }: FaitAtteste): readonly string[] => [
  ...contenu.recherche.localisations.map(({ commune }) => commune),
  ...(contenu.demandeur.adresse.commune === null ? [] : [contenu.demandeur.adresse.commune]),
]

/** INSEE codes that it compares: those asked for, and those where the préfectures say that a bailleur has dwellings. */
export const communesComparees = (
  { contenu }: FaitAtteste,
  departements: ContexteDAttestation['departements'],
): readonly string[] => [
  ...contenu.recherche.localisations.map(({ commune }) => commune),
  ...departements.flatMap(({ mentions }) => mentions?.bailleurs.flatMap(({ communes }) => communes) ?? []),
]

/** The code guichet, or the SIREN, of the bodies that it names: who registered the demande, who received its renewal. */
export const organismesDeLAttestation = (
  { type, origine }: FaitAtteste,
  { numeroUnique }: Pick<Demande, 'numeroUnique'>,
): Readonly<{ enregistrement: string; renouvellement: string | null }> => ({
  // R-ATS-16 — arrêté du 7 novembre 2000, article 1er : le numéro finit par le code de qui a créé l’enregistrement
  enregistrement: readNumeroUnique(numeroUnique).codeGuichet,
  renouvellement: type === 'renouvellement' ? origine.organisme : null,
})

/** Yields the content. The days of the demande that no act moves come from its state, all else from the fait. */
export function composeAttestation(fait: FaitAtteste, demande: Demande, contexte: ContexteDAttestation): Attestation {
  const { contenu, echeances } = fait
  const nomDe = (code: string): string => contexte.communes.get(code) ?? code
  const mentionsDe = (code: string | undefined): MentionsDuDepartement =>
    contexte.departements.find((un) => un.code === code)?.mentions ?? SANS_MENTION
  const communes = contenu.recherche.localisations
  const { enregistrement, renouvellement } = organismesDeLAttestation(fait, demande)
  // R-ATS-03 — CCH, R441-2-4 : les neuf mentions, de a à i
  return {
    nature: natureOf(fait),
    isRegionale: demande.territoire === '111',
    demandeur: { ...nomsDe(contenu), adresse: lignesDeLAdresse(contenu.demandeur.adresse, nomDe) },
    cotitulaires: contenu.cotitulaires.map(nomEntier),
    service: serviceDe(enregistrement, contexte),
    renouveleePar: renouvellement === null ? null : serviceDe(renouvellement, contexte),
    numeroUnique: demande.numeroUnique,
    deposeeLe: demande.deposeeLe,
    isDepotCompte: demande.isDepotCompte,
    enregistreeLe: demande.enregistreeLe,
    renouveleeLe: fait.type === 'renouvellement' ? fait.le : null,
    ancienneteDepuis: demande.ancienneteDepuis,
    le: fait.le,
    recherche: {
      types: contenu.recherche.types.map((type) => TYPES[type]),
      communes: communes.map(({ commune, quartier }) => nomDe(commune) + (quartier === null ? '' : ` (${quartier})`)),
      personnes: countPersonnes(contenu),
      enfants: listEnfants(contenu),
    },
    bailleurs: [...new Set(communes.map(({ commune }) => commune))].map((commune) => ({
      commune: nomDe(commune),
      noms: mentionsDe(departementOf(commune))
        .bailleurs.filter(({ communes: siennes }) => siennes.length === 0 || isParmi(siennes, commune, contexte))
        .map(({ nom }) => nom),
    })),
    commissions: contexte.departements.map(({ nom, mentions }) => ({
      departement: nom,
      commission: mentions?.commission ?? null,
      saisieDes: mentions ? computeSaisie(mentions, contenu, demande.ancienneteDepuis) : null,
      arrete: mentions?.delai?.arrete ?? null,
      arreteLe: mentions?.delai?.arreteLe ?? null,
    })),
    validite: { jusquAu: echeances.expireLe, ouvreLe: echeances.ouvreLe, dernierJour: echeances.dernierJour },
    suite: {
      site: contexte.site,
      gestionnaires: contexte.departements.flatMap(({ mentions }) => mentions?.gestionnaire ?? []),
    },
  }
}

/**
 * Whether a préfecture lists a commune: each may be named as it was or as it is today, and what was listed before a merger
 * stays listed after.
 */
const isParmi = (communes: readonly string[], commune: string, { actuelles }: ContexteDAttestation): boolean =>
  communes.some((une) => isMemeLieu(une, commune, actuelles))

/** A body by its code: the portal is written to where its service is; one that is not known says its code alone. */
function serviceDe(code: string, { site, departements, services }: ContexteDAttestation): ServiceDit {
  if (code !== GUICHET_DU_PORTAIL)
    return { code, site: null, ...(services.get(code) ?? { nom: nomParCode(code), adresse: [] }) }
  const gestionnaire = serviceDuTerritoire(departements)
  const adresse = gestionnaire ? [gestionnaire.nom, ...gestionnaire.adresse] : []
  return { code, nom: 'Guichet internet grand public', site, adresse }
}

const nomParCode = (code: string): string => (parseSiren(code) ? `SIREN ${code}` : `Guichet ${code}`)

/** The day from which the commission may be seized for the delay; by type of dwelling where delays differ. */
function computeSaisie(
  { delai }: MentionsDuDepartement,
  { recherche }: Contenu,
  depuis: Jour,
): Attestation['commissions'][number]['saisieDes'] {
  if (!delai) return null
  const { mois: commun, parType } = delai
  const parTypeVoulu = recherche.types.map((type) => ({
    logements: TYPES[type],
    mois: parType.find((un) => un.type === type)?.mois ?? commun,
  }))
  const [premier = { mois: commun }, ...autres] = parTypeVoulu
  const isMeme = autres.every(({ mois }) => mois === premier.mois)
  if (isMeme && premier.mois === null) return null
  const dits = isMeme ? [{ logements: null, mois: premier.mois }] : parTypeVoulu
  // R-ATS-04 — CCH, L441-1-4 et L441-2-3 : au terme du délai que l’arrêté fixe, en un seul pas depuis l’ancienneté
  return dits.map(({ logements, mois }) => ({
    logements,
    // R-ATS-10 — choix du portail : une mention qui manque se dit, pour que personne ne la croie sans objet
    delai: mois === null ? null : { mois, le: addMonths(depuis, mois) },
  }))
}

/** Who asks, as it is printed. */
export const nomDuDemandeur = (contenu: Contenu): string => nomsDe(contenu).nom

const join = (...parts: readonly (string | null)[]): string => parts.filter((part) => part).join(' ')

const nomEntier = ({ prenom, nom, nomDeNaissance }: PersonnePhysique | Cotitulaire): string =>
  join(prenom, nom ?? nomDeNaissance)

function nomsDe({ demandeur }: Contenu): Omit<Attestation['demandeur'], 'adresse'> {
  if (demandeur.nature === 'personne-morale') return { nom: demandeur.raisonSociale ?? '', nomDeNaissance: null }
  const { nom, nomDeNaissance } = demandeur
  const isAutre = nom !== null && nomDeNaissance !== null && nom !== nomDeNaissance
  return { nom: nomEntier(demandeur), nomDeNaissance: isAutre ? nomDeNaissance : null }
}

/** The lines of a postal address, without what it does not say. Source: NF Z10-011, the order of its lines. */
export function lignesDeLAdresse(adresse: AdressePostale, nomDe: (code: string) => string): string[] {
  const { appartement, escalier, batiment, etage, codePostal, commune, localite, pays } = adresse
  const named = (mot: string, value: string | null) => (value === null ? null : `${mot} ${value}`)
  const dedans = [named('appartement', appartement), named('étage', etage), named('escalier', escalier)]
  return [
    dedans.filter((un) => un !== null).join(', '),
    join(named('bâtiment', batiment), adresse.complement),
    join(adresse.numero, adresse.voie),
    adresse.lieuDit ?? '',
    join(codePostal, localite ?? (commune === null ? null : nomDe(villeDe(commune)))),
    pays ?? '',
  ].filter((ligne) => ligne !== '')
}

const countPersonnes = ({ demandeur, cotitulaires, foyer }: Contenu): number =>
  demandeur.nature === 'personne-morale' ? 0 : 1 + cotitulaires.length + foyer.personnesACharge.length

// R-ATS-15 — cerfa n° 14069 : enfants en garde et à naître se disent à part des personnes à charge, et aucun ne se tait
function listEnfants({ foyer: { enfantsEnGarde, enfantsANaitre } }: Contenu): readonly EnfantsDits[] {
  const enGarde = (code: keyof typeof GARDES | null) => enfantsEnGarde.filter(({ garde }) => garde === code).length
  const dits: readonly EnfantsDits[] = [
    { sorte: 'garde-alternee', nombre: enGarde('G') },
    { sorte: 'droit-de-visite', nombre: enGarde('D') },
    { sorte: 'garde', nombre: enGarde(null) },
    { sorte: 'a-naitre', nombre: enfantsANaitre ? enfantsANaitre.nombre : 0 },
  ]
  return dits.filter(({ nombre }) => nombre !== 0)
}
