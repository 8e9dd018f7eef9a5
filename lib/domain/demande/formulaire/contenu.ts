/**
 * What a demande says: the cerfa n° 14069, heading by heading. Anything may be null, which means that it is not known:
 * the schema says what may be kept (validity), `completude.ts` what may be registered. Coded values keep the codes of
 * the SNE's interface. Source: CCH, R441-2-2 (the legal headings); interface SNE 02.01.
 */
import { z } from 'zod'
import { jourSchema } from '../../calendrier.ts'
import { removeNir } from '../../nir.ts'
import { removeInvisibles } from '../../signes-invisibles.ts'
import { parseSiren, parseSiret } from '../../siret.ts'
import { parseCodeInsee } from '../../territoire/code-insee.ts'
import {
  AIDES_TECHNIQUES,
  CATEGORIES,
  CATEGORIES_SOUHAITEES,
  CIVILITES,
  EQUIPEMENTS,
  ETATS_DE_HANDICAP,
  GARDES,
  HANDICAPS_MOTEURS,
  HANDICAPS_SENSORIELS,
  LIENS_DE_COTITULAIRE,
  LIENS_DE_PARENTE,
  LOGEMENTS_ACTUELS,
  MARCHES,
  MOTIFS,
  NATIONALITES,
  QUARTIERS_PRIORITAIRES,
  SEXES,
  SITUATIONS_FAMILIALES,
  SITUATIONS_PROFESSIONNELLES,
  TYPES,
} from './codes.ts'
import { courrielSchema, telephoneSchema } from './contacts.ts'
import { eurosSchema, montantSchema, phraseDuNombre, ressourcesSchema } from './montants.ts'
import { naissanceSchema } from './naissance.ts'
import { ouiNonSchema, plusieursDe, texteAuPlus, texteSchema, unDe } from './phrases.ts'

/** Versions of the form; the one in which a demande was filled in is kept with it. */
export const CERFAS = ['14069*02', '14069*03', '14069*04', '14069*05'] as const
/** Motives, wishes and persons that the form takes. Source: the paper form (eight lines of communes, three motives). */
export const MOTIFS_AU_PLUS = 3
export const COMMUNES_AU_PLUS = 8
export const PERSONNES_AU_PLUS = 20
/** What is kept beside the form of what another system said. */
export const AUTRES_AU_PLUS = 1000
export const TYPES_AU_PLUS = Object.keys(TYPES).length
const TROP_DE_PERSONNES = { error: `Écrivez ${PERSONNES_AU_PLUS} personnes au plus.` }

/** A text of one line, as people read it: no invisible sign, no NIR, single spaces; empty is not known. */
const texte = (longueur: number) =>
  texteSchema
    .transform((typed) => removeNir(removeInvisibles(typed)).replace(/\s+/g, ' ').trim())
    .pipe(texteAuPlus(longueur))
    .transform((text) => text || null)
    .nullable()
const COMMUNE_DE_LA_LISTE = 'Choisissez une commune dans la liste.'
const codeInsee = z.string({ error: COMMUNE_DE_LA_LISTE }).transform((typed, ctx) => {
  const code = parseCodeInsee(typed)
  if (code) return code
  ctx.addIssue({ code: 'custom', message: COMMUNE_DE_LA_LISTE })
  return z.NEVER
})
const ouiNon = ouiNonSchema.nullable()
const code = <L extends Readonly<Record<string, string>>>(liste: L) => unDe(liste).nullable()
const entier = (max: number) =>
  z
    .number({ error: phraseDuNombre('Écrivez un nombre entier.') })
    .int({ error: 'Écrivez un nombre entier.' })
    .min(0, { error: 'Écrivez un nombre entier, 0 ou plus.' })
    .max(max, { error: `Écrivez un nombre de ${max} au plus.` })
    .nullable()

const SIRET = 'Vérifiez le SIRET : quatorze chiffres, sur la fiche de paie.'
const SIREN = 'Vérifiez le SIREN du bailleur : neuf chiffres.'

export const adresseSchema = z.object({
  etranger: ouiNon,
  batiment: texte(30),
  escalier: texte(30),
  etage: texte(30),
  appartement: texte(30),
  numero: texte(10),
  voie: texte(150),
  lieuDit: texte(100),
  complement: texte(150),
  codePostal: texte(12),
  commune: codeInsee.nullable(),
  /** Town written in full: abroad, or when the commune is not known by its code. */
  localite: texte(100),
  pays: texte(60),
})

const revenuFiscalSchema = z.object({
  /** The year before the last: the one that the ceilings are compared with. */
  anneeMoins2: z.object({ annee: entier(2199), montant: montantSchema }),
  anneeMoins1: z.object({ annee: entier(2199), montant: montantSchema }),
})

const siret = (message: string) =>
  z
    .string({ error: message })
    .transform((typed, ctx) => {
      const lu = parseSiret(typed)
      if (lu) return lu
      ctx.addIssue({ code: 'custom', message })
      return z.NEVER
    })
    .nullable()

const situationProfessionnelleSchema = z.object({
  type: code(SITUATIONS_PROFESSIONNELLES),
  profession: texte(100),
  employeur: texte(150),
  siretDeLEmployeur: siret(SIRET),
  codePostalDuTravail: texte(12),
  communeDuTravail: codeInsee.nullable(),
  travailALEtranger: ouiNon,
})

const identiteSchema = z.object({
  civilite: code(CIVILITES),
  nom: texte(80),
  nomDeNaissance: texte(80),
  /** Null for somebody who has one name only, which `unSeulNom` states. */
  prenom: texte(80),
  unSeulNom: ouiNonSchema,
  naissance: naissanceSchema.nullable(),
  /** A minor may file a demande once emancipated. */
  emancipe: ouiNonSchema,
  nationalite: code(NATIONALITES),
})

const contactsSchema = z.object({
  telephonePortable: telephoneSchema.nullable(),
  telephoneDuDomicile: telephoneSchema.nullable(),
  telephoneDuTravail: telephoneSchema.nullable(),
  courriel: courrielSchema.nullable(),
})

export const personnePhysiqueSchema = z.object({
  nature: z.literal('personne-physique'),
  ...identiteSchema.shape,
  ...contactsSchema.shape,
  situationFamiliale: code(SITUATIONS_FAMILIALES),
  courrielDeLAidant: courrielSchema.nullable(),
  adresse: adresseSchema,
  situationProfessionnelle: situationProfessionnelleSchema,
  ressources: ressourcesSchema,
  pensionVersee: eurosSchema.nullable(),
  revenuFiscal: revenuFiscalSchema,
})

export const personneMoraleSchema = z.object({
  nature: z.literal('personne-morale'),
  raisonSociale: texte(150),
  creeeLe: jourSchema.nullable(),
  siret: siret('Vérifiez le SIRET de l’association\u00a0: quatorze chiffres.'),
  adresse: adresseSchema,
  ...contactsSchema.shape,
})

export const cotitulaireSchema = z.object({
  lien: code(LIENS_DE_COTITULAIRE),
  ...identiteSchema.shape,
  ...contactsSchema.shape,
  situationProfessionnelle: situationProfessionnelleSchema,
  ressources: ressourcesSchema,
  pensionVersee: eurosSchema.nullable(),
  revenuFiscal: revenuFiscalSchema,
})

const foyerSchema = z.object({
  personnesACharge: z
    .array(
      z.object({
        nom: texte(80),
        prenom: texte(80),
        naissance: naissanceSchema.nullable(),
        sexe: code(SEXES),
        lien: code(LIENS_DE_PARENTE),
      }),
    )
    .max(PERSONNES_AU_PLUS, TROP_DE_PERSONNES),
  enfantsANaitre: z
    .object({ nombre: entier(9), prevusLe: jourSchema.nullable() })
    // R-FORM-28 — choix du portail : zéro enfant à naître vaut aucun, et sa date s’en va avec lui
    .transform((attendus) => (attendus.nombre === 0 ? null : attendus))
    .nullable(),
  enfantsEnGarde: z
    .array(z.object({ naissance: naissanceSchema.nullable(), sexe: code(SEXES), garde: code(GARDES) }))
    .max(PERSONNES_AU_PLUS, TROP_DE_PERSONNES),
  ressourcesDesPersonnesACharge: ressourcesSchema,
})

const logementActuelSchema = z.object({
  modele: code(LOGEMENTS_ACTUELS),
  loyerMensuel: montantSchema,
  occupants: entier(50),
  categorie: code(CATEGORIES),
  type: code(TYPES),
  surface: entier(2000),
  proprietaireDUnLogement: ouiNon,
  sirenDuBailleur: z
    .string({ error: SIREN })
    .transform((typed, ctx) => {
      const siren = parseSiren(typed)
      if (siren) return siren
      ctx.addIssue({ code: 'custom', message: SIREN })
      return z.NEVER
    })
    .nullable(),
  entreLe: jourSchema.nullable(),
  hebergeant: texte(100),
})

const rechercheSchema = z.object({
  categorie: code(CATEGORIES_SOUHAITEES),
  types: plusieursDe(TYPES),
  /** In the order of preference: the first is the one that counts for « demandes en attente ». */
  localisations: z.array(z.object({ commune: codeInsee, quartier: texte(100) })).max(COMMUNES_AU_PLUS, {
    error: `Choisissez ${COMMUNES_AU_PLUS} communes au plus.`,
  }),
  accepteDAutresCommunes: ouiNon,
  quartierPrioritaire: code(QUARTIERS_PRIORITAIRES),
  rezDeChaussee: ouiNon,
  ascenseur: ouiNon,
  stationnement: ouiNon,
  loyerMaximal: eurosSchema.nullable(),
})

/** Of one person: health data, that few may read (section 8 of the rights). */
const handicapSchema = z.object({
  /** 0: the applicant; 1 and after: the co-titulaires, then the dependants, in their order. */
  personne: entier(2 * PERSONNES_AU_PLUS),
  etat: code(ETATS_DE_HANDICAP),
  marche: code(MARCHES),
  moteurs: plusieursDe(HANDICAPS_MOTEURS),
  sensoriels: plusieursDe(HANDICAPS_SENSORIELS),
  aides: plusieursDe(AIDES_TECHNIQUES),
  equipements: plusieursDe(EQUIPEMENTS),
})

export const contenuSchema = z.object({
  cerfa: z.enum(CERFAS, { error: 'Choisissez une version du cerfa.' }),
  demandeur: z.discriminatedUnion('nature', [personnePhysiqueSchema, personneMoraleSchema], {
    error: 'Dites si la demande est celle d’une personne ou d’une association.',
  }),
  cotitulaires: z.array(cotitulaireSchema).max(PERSONNES_AU_PLUS, TROP_DE_PERSONNES),
  foyer: foyerSchema,
  logementActuel: logementActuelSchema,
  motifs: z
    .array(z.object({ code: unDe(MOTIFS), precision: texte(250) }))
    .max(MOTIFS_AU_PLUS, { error: `Choisissez ${MOTIFS_AU_PLUS} motifs au plus.` }),
  recherche: rechercheSchema,
  handicaps: z
    .array(handicapSchema)
    .max(2 * PERSONNES_AU_PLUS, { error: `Décrivez le handicap de ${2 * PERSONNES_AU_PLUS} personnes au plus.` }),
  /** What another system said of this demande and for which the form has no field: kept as it was, and erased with it. */
  autres: z
    .array(z.object({ chemin: texteAuPlus(500), valeur: texteAuPlus(2000) }))
    .max(AUTRES_AU_PLUS, { error: `Gardez ${AUTRES_AU_PLUS} de ces réponses au plus.` })
    .default([]),
})

type Figee<T> = T extends readonly (infer U)[]
  ? readonly Figee<U>[]
  : T extends string | number | boolean | null
    ? T
    : { readonly [K in keyof T]: Figee<T[K]> }
export type Contenu = Figee<z.infer<typeof contenuSchema>>
export type Demandeur = Contenu['demandeur']
export type PersonnePhysique = Extract<Demandeur, { nature: 'personne-physique' }>
export type Cotitulaire = Contenu['cotitulaires'][number]
export type AdressePostale = Figee<z.infer<typeof adresseSchema>>
