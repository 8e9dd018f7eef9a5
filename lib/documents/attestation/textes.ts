/** The words of an attestation. What was not said is said to be missing: nothing is made up. */
import type { Attestation, EnfantsDits, ServiceDit } from '#lib/domain/attestation/contenu.ts'
import type { Coordonnees } from '#lib/domain/attestation/mentions.ts'
import { TYPES } from '#lib/domain/demande/formulaire/codes.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { isImprimable, SIGNE_MANQUANT } from '#lib/domain/signes-imprimes.ts'
import { formatJour, formatMois } from '../horaires.ts'

// R-ATS-10 — choix du portail : une mention qui manque se dit, pour que personne ne la croie sans objet
export const NON_RENSEIGNE = 'non renseigné par la préfecture'

// R-ATS-14 — CCH, L441-2-3 et R441-14-1 : un hébergement ouvre la saisine au bout d’un temps, que la commission compte
const CAS_DE_SAISINE = [
  'vous êtes sans logement',
  'vous êtes menacé d’expulsion sans relogement',
  'vous êtes depuis plusieurs mois hébergé dans une structure d’hébergement, ou logé temporairement dans un logement de transition ou un logement-foyer, selon les cas prévus par l’article R. 441-14-1 du code de la construction et de l’habitation',
  'vous êtes logé dans un local impropre à l’habitation, insalubre ou dangereux',
  'votre logement est suroccupé ou n’est pas décent, et vous avez à charge un enfant mineur ou une personne handicapée, ou vous êtes handicapé vous-même',
] as const

export type Section = Readonly<{
  titre: string
  paragraphes?: readonly string[]
  points?: readonly string[]
  fin?: readonly string[]
}>

export const titreDe = ({ nature, isRegionale }: Attestation): string =>
  nature === 'creation'
    ? `Attestation d’enregistrement ${isRegionale ? 'régional' : 'départemental'} d’une demande de logement locatif social`
    : `Attestation de renouvellement d’une demande de logement locatif social`

export const BASE_LEGALE = 'Code de la construction et de l’habitation, articles L. 441-2-1 et R. 441-2-4.'

const SIGNES_MANQUANTS = `${SIGNE_MANQUANT}\u00a0: signe que cette feuille ne sait pas imprimer. Faites écrire ce nom par un guichet, comme sur une pièce d’identité ou un titre de séjour français.`

/** a: who asks. */
export const lignesDuDemandeur = ({ demandeur, cotitulaires }: Attestation): readonly string[] => [
  ...(demandeur.nomDeNaissance === null ? [] : [`Nom de naissance : ${demandeur.nomDeNaissance}`]),
  ...(demandeur.adresse.length > 0 ? demandeur.adresse : ['Adresse non renseignée dans la demande']),
  ...(cotitulaires.length > 0 ? [`Avec : ${cotitulaires.join(', ')}`] : []),
  // R-ATS-19 — choix du portail : ce qui ne s’imprime pas d’un nom se voit et se dit, sans blanc à sa place
  ...([demandeur.nom, demandeur.nomDeNaissance ?? '', ...cotitulaires].every(isImprimable) ? [] : [SIGNES_MANQUANTS]),
]

const lignesDe = ({ nom, site, adresse }: ServiceDit): readonly string[] => [
  nom,
  ...(site === null ? [] : [site]),
  // R-ATS-10 — choix du portail : l’adresse du portail est celle que dit la préfecture, celle d’un guichet est de l’annuaire
  ...(adresse.length > 0 ? adresse : [`Adresse postale : ${site === null ? 'non renseignée' : NON_RENSEIGNE}`]),
]

/** b: who registered. */
export const lignesDuService = ({ service }: Attestation): readonly string[] => lignesDe(service)

/** Who received the renewal, in its own words; none on an attestation of création. */
export function lignesDuRenouvellement({ nature, service, renouveleePar }: Attestation): readonly string[] {
  if (nature === 'creation') return []
  // R-REP-15 — choix du portail : qui a reçu le renouvellement et que le fichier ne dit pas se dit inconnu
  if (!renouveleePar) return ['Non renseigné']
  return renouveleePar.code === service.code ? ['Ce même service'] : lignesDe(renouveleePar)
}

/** d and h: each day with its name, the most awaited last. */
export const joursDe = (attestation: Attestation): readonly (readonly [nom: string, jour: string])[] => {
  const { deposeeLe, isDepotCompte, enregistreeLe, renouveleeLe, ancienneteDepuis, validite } = attestation
  return [
    isDepotCompte ? ['Déposée', `en ${formatMois(deposeeLe)}`] : ['Déposée le', formatJour(deposeeLe)],
    ['Enregistrée le', enregistreeLe === null ? 'non renseigné' : formatJour(enregistreeLe)],
    ...(renouveleeLe === null ? [] : [['Renouvelée le', formatJour(renouveleeLe)] as const]),
    ...(ancienneteDepuis === deposeeLe ? [] : [['Ancienneté depuis le', formatJour(ancienneteDepuis)] as const]),
    ['Valable jusqu’au', formatJour(validite.jusquAu)],
  ]
}

export const numeroDe = ({ numeroUnique }: Attestation): string => formatNumeroUnique(numeroUnique)

/** An address as people say it. */
const sansProtocole = (site: string): string => site.replace(/^https:\/\//, '')

/** A number stays with its sign. */
const tenir = (texte: string): string => texte.replaceAll('n° ', 'n°\u00a0')

const capitalize = (texte: string): string => texte.charAt(0).toUpperCase() + texte.slice(1)
const surUneLigne = ({ nom, adresse }: Coordonnees): string => [nom, ...adresse].join(', ')

const SORTES_D_ENFANTS = {
  'garde-alternee': 'en garde alternée',
  'droit-de-visite': 'en droit de visite',
  garde: 'accueilli',
  'a-naitre': 'à naître',
} as const satisfies Record<EnfantsDits['sorte'], string>

function enfantsEnMots({ sorte, nombre }: EnfantsDits): string {
  const quoi = SORTES_D_ENFANTS[sorte]
  if (nombre === null) return `enfants ${quoi} (nombre non renseigné dans la demande)`
  const s = nombre > 1 ? 's' : ''
  return `${nombre} enfant${s} ${sorte === 'garde' ? quoi + s : quoi}`
}

function sectionDeLaRecherche({ recherche }: Attestation): Section {
  const { types, communes, personnes, enfants } = recherche
  return {
    titre: 'Logement recherché',
    points: [
      ...(personnes > 0 ? [`Pour ${personnes} personne${personnes > 1 ? 's' : ''}.`] : []),
      ...(enfants.length > 0 ? [`Et, en plus : ${enfants.map(enfantsEnMots).join(', ')}.`] : []),
      `Types de logement : ${types.length > 0 ? types.join(', ') : 'non renseignés dans la demande'}.`,
      `Communes, par ordre de préférence : ${communes.length > 0 ? communes.join(', ') : 'non renseignées dans la demande'}.`,
    ],
  }
}

/** Communes where the same bailleurs are stand on one line. */
function sectionDesBailleurs({ bailleurs }: Attestation): Section {
  const parNoms = Map.groupBy(bailleurs, ({ noms }) => noms.join(', '))
  return {
    titre: 'Bailleurs qui ont des logements dans les communes demandées',
    points:
      bailleurs.length === 0
        ? [`${capitalize(NON_RENSEIGNE)}.`]
        : [...parNoms].map(
            ([noms, communes]) => `${communes.map(({ commune }) => commune).join(', ')} : ${noms || NON_RENSEIGNE}.`,
          ),
  }
}

function sectionDeLaCommission({ commissions }: Attestation): Section {
  return {
    titre: 'Quand saisir la commission de médiation',
    paragraphes: ['Vous pouvez la saisir sans attendre, par le formulaire cerfa n° 15036, si :'],
    points: CAS_DE_SAISINE.map((cas, at) => `${cas}${at < CAS_DE_SAISINE.length - 1 ? ' ;' : '.'}`),
    fin: commissions.flatMap((une) => {
      const { departement, commission, arrete, arreteLe } = une
      const source = arrete ? ` ; ${tenir(arrete)}${arreteLe ? ` du ${formatJour(arreteLe)}` : ''}` : ''
      return [
        `${departement} : sans proposition adaptée, vous pouvez aussi la saisir ${delaiDe(une)}${source}.`,
        `Commission de médiation : ${commission ? surUneLigne(commission) : NON_RENSEIGNE}.`,
      ]
    }),
  }
}

function delaiDe({ saisieDes }: Attestation['commissions'][number]): string {
  if (!saisieDes) return `après le délai anormalement long : ${NON_RENSEIGNE}`
  return saisieDes
    .map(({ logements, delai }) => {
      const pour = logements ? `pour ${logements === TYPES.C ? 'une chambre' : `un ${logements}`}` : ''
      return delai
        ? `à partir du ${formatJour(delai.le)}${pour && ` ${pour}`} (${delai.mois} mois)`
        : `${pour} : ${NON_RENSEIGNE}`
    })
    .join(', ')
}

const sectionDeLaValidite = ({ validite: { jusquAu, ouvreLe, dernierJour }, suite }: Attestation): Section => ({
  titre: 'Durée de validité, mise à jour, renouvellement, radiation',
  points: [
    `Votre demande est valable un an, jusqu’au ${formatJour(jusquAu)}.`,
    `Elle se renouvelle à partir du ${formatJour(ouvreLe)}, et au plus tard le ${formatJour(dernierJour)} inclus, sur ${sansProtocole(suite.site)} ou à un guichet. Vous gardez votre numéro et votre ancienneté. Un avis doit vous être adressé au plus tard un mois avant la fin de la validité (article R. 441-2-7 du code de la construction et de l’habitation).`,
    'Signalez dès qu’il arrive tout changement : adresse, téléphone, courriel, famille, travail, ressources, communes souhaitées.',
    'Elle peut être annulée (radiée) si un logement social vous est attribué, si vous y renoncez par écrit, si vous ne répondez pas à un courrier envoyé à votre dernière adresse connue, si elle n’est pas recevable, ou si vous ne la renouvelez pas à temps.',
  ],
})

const sectionDuSuivi = ({ suite: { site, gestionnaires } }: Attestation): Section => ({
  titre: 'Suivre votre demande',
  points: [
    `Où en est votre demande : ${sansProtocole(site)}/ma-demande, ou auprès du guichet qui l’a enregistrée. Les guichets et leurs horaires : ${sansProtocole(site)}/points-de-contact.`,
    ...(gestionnaires.length > 0 ? gestionnaires.map(surUneLigne) : [NON_RENSEIGNE]).map(
      (dit) => `Service qui gère les demandes : ${dit}.`,
    ),
  ],
})

const ETAPES: Section = {
  titre: 'Ce qui vient ensuite',
  points: [
    'Tout bailleur, et tout réservataire, du territoire peut proposer votre candidature à une commission d’attribution. Vous n’avez rien à envoyer de vous-même.',
    'Préparez, pour chaque personne majeure du foyer : pièce d’identité ou titre de séjour, dernier avis d’imposition, justificatifs des ressources des trois derniers mois, situation de famille, quittance ou attestation d’hébergement.',
    'Personne ne peut vous demander d’argent contre un logement social. Un relevé bancaire, un extrait de casier judiciaire ou une carte Vitale ne font pas partie des pièces.',
  ],
}

const DONNEES: Section = {
  titre: 'Vos données',
  paragraphes: [
    'Votre demande est gardée dans le système national d’enregistrement. Vous pouvez la lire, la corriger et vous opposer dans les conditions du règlement (UE) 2016/679, auprès du guichet qui l’a enregistrée. Un an après sa radiation, elle est effacée.',
  ],
}

/** e to i, then what an applicant needs besides. */
export const sectionsDe = (attestation: Attestation): readonly Section[] => [
  sectionDeLaRecherche(attestation),
  sectionDesBailleurs(attestation),
  sectionDeLaCommission(attestation),
  sectionDeLaValidite(attestation),
  sectionDuSuivi(attestation),
  ETAPES,
  DONNEES,
]

/** What stands beside the DataMatrix. */
export const SPECIMEN = 'Spécimen : personne inventée, document sans valeur.'

export const verification = ({ suite: { site } }: Attestation, code: string): readonly string[] => [
  'Vérifier cette attestation',
  `${sansProtocole(site)}/verifier`,
  `Code : ${code}`,
]
