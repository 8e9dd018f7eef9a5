/**
 * What the open data says, field by field. The closed lists are those of the domain, never copied; a field that is
 * unknown is `null`. The OpenAPI document is made from these words; docs/api.md says the rest, and a test compares both with the contracts.
 */
import { z } from 'zod'
import {
  ACCESSIBILITES,
  CANAUX,
  codesOf,
  NATURES,
  PRECISIONS,
  PUBLICS,
  RENDEZ_VOUS,
  SERVICES,
  TYPES_DE_LOGEMENT,
  TYPES_DE_POINT,
} from '#lib/domain/guichet/vocabulaire.ts'
import { FORME_DE_CODE_INSEE } from '#lib/domain/territoire/code-insee.ts'
import { MOTIFS } from '#lib/domain/territoire/recherche.ts'

const jour = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .meta({ format: 'date' })
const codeInsee = z.string().regex(FORME_DE_CODE_INSEE)
const texte = z.string().nullable()

export const communeResumeeSchema = z.object({
  code: codeInsee.describe('Code INSEE du code officiel géographique en vigueur.'),
  nom: z.string(),
  departement: z.string().describe('Code du département.'),
  region: z.string().describe('Code de la région.'),
  codesPostaux: z.array(z.string()),
  population: z
    .int()
    .min(0)
    .describe('Nombre d’habitants, 0 quand il n’y en a pas ou que l’INSEE n’en donne pas le nombre.'),
})

export const communeTrouveeSchema = communeResumeeSchema.extend({
  nomDepartement: z.string(),
  motif: z
    .enum(MOTIFS)
    .describe('Ce qui a été reconnu : un nom, un nom ou un code d’autrefois, un code, un département.'),
  ancienNom: z.string().nullable().describe('Le nom d’autrefois, ou celui de la partie de la commune, reconnu.'),
  codeReconnu: z.string().nullable().describe('Le code reconnu, postal ou INSEE comme le dit `motif`.'),
})

export const compteSchema = z
  .union([
    z.int().min(0),
    z.object({ masque: z.literal(true), moinsDe: z.int().min(2) }),
    z.object({ masque: z.literal(true) }),
    z.null(),
  ])
  .describe(
    'Un nombre ; `null` : inconnu ; `{ "masque": true, "moinsDe": 5 }` : de 1 à 4, masqué ; ' +
      '`{ "masque": true }` : non diffusé, pour protéger une autre valeur.',
  )

const typesHorsEnsemble = codesOf(TYPES_DE_LOGEMENT).filter((code) => code !== 'ensemble')

export const chiffresSchema = z.object({
  annee: z.int().nullable().describe('N : logements au 1er janvier N, attributions de N-1.'),
  arreteAu: jour.nullable().describe('Jour auquel les demandes en attente ont été comptées.'),
  source: texte,
  demonstration: z.boolean().describe('Vrai : chiffre inventé pour la démonstration.'),
  tension: z
    .number()
    .min(0)
    .nullable()
    .describe('Demandes au 31 décembre N-1 ÷ attributions de N-1 ; `null` si l’une manque ou est masquée.'),
  total: z.object({
    logements: z.int().min(0).nullable(),
    demandesEnAttente: compteSchema.describe('Jamais une somme : une demande peut compter dans plusieurs types.'),
    demandesTousVoeux: compteSchema.describe('`null` quand seuls des chiffres déclarés existent.'),
    attributionsN1: compteSchema,
  }),
  parType: z.array(
    z.object({
      type: z.enum(typesHorsEnsemble),
      logements: z.int().min(0).nullable(),
      demandesEnAttente: compteSchema,
      attributionsN1: compteSchema,
    }),
  ),
})

export const communeSchema = communeResumeeSchema.extend({
  position: z
    .object({
      latitude: z.number(),
      longitude: z.number(),
      approximative: z.boolean().describe('Vrai : moyenne d’un code postal ou d’un arrondissement.'),
    })
    .nullable(),
  chiffres: chiffresSchema,
  nombreDePointsDeContact: z.int().min(0).describe('Points de contact qui desservent la commune.'),
})

export const pointDeContactSchema = z.object({
  id: z.string().describe('Identifiant stable et opaque ; le « Identifiant » du classeur de recensement.'),
  nom: z.string(),
  canal: z.enum(codesOf(CANAUX)),
  type: z.enum(codesOf(TYPES_DE_POINT)),
  organisme: texte,
  natureOrganisme: z.enum(codesOf(NATURES)).nullable(),
  services: z.array(z.enum(codesOf(SERVICES))),
  adresse: z
    .object({ voie: z.string(), complement: texte, codePostal: z.string(), commune: z.string(), codeInsee })
    .nullable(),
  position: z
    .object({ latitude: z.number(), longitude: z.number(), precision: z.enum(codesOf(PRECISIONS)) })
    .nullable(),
  telephone: texte,
  coutAppel: texte,
  courriel: texte,
  siteWeb: texte,
  rendezVous: z.enum(codesOf(RENDEZ_VOUS)).nullable(),
  lienRendezVous: texte,
  publicReserve: z.enum(codesOf(PUBLICS)),
  territoire: z
    .object({ communes: z.array(z.string()), epcis: z.array(z.string()), departements: z.array(z.string()) })
    .describe(
      'Ce que le point dit desservir ; tout vide : la commune de son adresse, ou le département de son centre.',
    ),
  accessibilitePmr: z.enum(codesOf(ACCESSIBILITES)),
  horaires: z.object({
    osm: texte.describe('Syntaxe `opening_hours` d’OpenStreetMap.'),
    texte: texte.describe('Les mots du centre, tels quels.'),
    aVerifier: z.boolean().describe('Vrai : le texte n’a pas été compris avec certitude.'),
  }),
  fermetures: z.array(z.object({ du: jour, au: jour })).describe('Fermetures exceptionnelles, jours compris.'),
  commentaire: texte,
  misAJourLe: jour,
  demonstration: z.boolean().describe('Vrai : point inventé pour la démonstration.'),
})

export const listeDePointsSchema = z.object({
  total: z.int().min(0).describe('Points qui répondent aux critères, toutes pages comprises.'),
  suivant: texte.describe('À rendre tel quel dans `suivant` pour la page d’après ; `null` : dernière page.'),
  points: z.array(pointDeContactSchema),
})

export const echeancesSchema = z.object({
  depuis: jour.describe('Jour du dépôt, du dernier renouvellement ou de la réactivation.'),
  departement: z.string().describe('Code du département.'),
  fuseau: z.string().describe('Fuseau (IANA) dans lequel ces jours commencent et finissent.'),
  ouvreLe: jour.describe('Premier jour pour renouveler.'),
  avisAuPlusTardLe: jour.describe('Dernier jour pour prévenir le demandeur.'),
  expireLe: jour.describe('Fin de validité, ce jour compris.'),
  dernierJour: jour.describe('Dernier jour pour renouveler, ce jour compris.'),
})

export type PointOuvert = z.infer<typeof pointDeContactSchema>
