/**
 * A fait read back from where it is kept: each type has its shape, and what has none is a bug of who wrote it. A content
 * is taken as it was accepted on its day: a rule of the form that changes does not make the past unreadable.
 */
import { z } from 'zod'
import { jourSchema } from '../calendrier.ts'
import type { DemandeRef } from './demande.ts'
import { parseDemandeRef } from './demande.ts'
import { CANAUX_DE_DEMANDE, type CanalDeDemande, type Fait, type RecuDeRenouvellement } from './faits.ts'
import { codesOf } from './formulaire/codes.ts'
import type { Contenu } from './formulaire/contenu.ts'
import type { Naissance } from './formulaire/naissance.ts'
import { type NumeroUnique, parseNumeroUnique } from './numero-unique.ts'
import { identiteSchema, motifDeRadiationSchema } from './saisies.ts'

const isText = (value: unknown): value is string => typeof value === 'string'
const refSchema = z.custom<DemandeRef>((value) => isText(value) && parseDemandeRef(value) === value)
const numeroSchema = z.custom<NumeroUnique>((value) => isText(value) && parseNumeroUnique(value) === value)
const contenuSchema = z.custom<Contenu>(
  (value) => value instanceof Object && 'demandeur' in value && 'recherche' in value,
)
const echeancesSchema = z.object({
  ouvreLe: jourSchema,
  avisAuPlusTardLe: jourSchema,
  expireLe: jourSchema,
  dernierJour: jourSchema,
})

const recuSchema = z.enum(['jour', 'formulaire']).nullable().optional()
/** What a file told of a renewal; `dit`: what its fait says, less its content. */
export const readRecu = (canal: CanalDeDemande | null, dit: unknown): RecuDeRenouvellement =>
  recuDe(canal, z.object({ recu: recuSchema }).parse(dit).recu)

/** A fait of before renewals said it: whether its file told the form cannot be known, nor who received it. */
const recuDe = (canal: CanalDeDemande | null, dit: RecuDeRenouvellement | undefined): RecuDeRenouvellement =>
  // R-ATS-13 — CCH, R441-2-4 : d’un renouvellement reçu dont on ne sait pas ce qui fut dit, rien ne s’atteste
  dit === undefined ? (canal === 'editeur' ? 'jour' : null) : dit

const partiSchema = z
  .object({
    nom: z.string().nullable(),
    nomDeNaissance: z.string().nullable(),
    prenom: z.string().nullable(),
    naissance: z.custom<Naissance>(isText).nullable(),
  })
  .nullable()
  .default(null)

const signature = {
  le: jourSchema,
  bareme: z.string(),
  origine: z.object({ canal: z.enum(codesOf(CANAUX_DE_DEMANDE)).nullable(), organisme: z.string().nullable() }),
}
const creation = {
  ref: refSchema,
  numeroUnique: numeroSchema,
  deposeeLe: jourSchema,
  ancienneteDepuis: jourSchema,
  contenu: contenuSchema,
}
const demarrage = { valideDepuis: jourSchema, echeances: echeancesSchema }
const reprise = { ...signature, type: z.literal('reprise'), ...creation, renouveleeLe: jourSchema.nullable() }
const type = <T extends Fait['type'], S extends z.ZodRawShape>(nom: T, shape: S) =>
  z.object({ ...signature, type: z.literal(nom), ...shape })

const faitSchema = z.union([
  type('depot', { ...creation, enregistreeLe: jourSchema, ...demarrage, separationDe: refSchema.nullable() }),
  z.object({ ...reprise, ...demarrage, avisRemisLe: jourSchema.nullable() }),
  z.object({ ...reprise, valideDepuis: z.null(), echeances: z.null(), avisRemisLe: z.null() }),
  type('validite-apprise', { ...demarrage, avisRemisLe: jourSchema.nullable() }),
  type('modification', { contenu: contenuSchema }),
  type('avis-remis', { avisRemisLe: jourSchema }),
  type('avis-revenu', {}),
  type('renouvellement', {
    ...demarrage,
    contenu: contenuSchema,
    cycle: jourSchema.nullable(),
    recu: recuSchema,
  }).transform((fait) => ({ ...fait, recu: recuDe(fait.origine.canal, fait.recu) })),
  type('radiation', {
    motif: motifDeRadiationSchema,
    reactivableJusquAu: jourSchema.nullable(),
    effacementLe: jourSchema,
  }),
  type('reactivation', { ...demarrage, raison: z.string() }),
  type('retablissement', { raison: z.string(), redemarrage: z.object(demarrage).nullable() }),
  type('separation', { contenu: contenuSchema, preuve: z.string(), vers: refSchema, parti: partiSchema }),
  type('correction-demandee', {
    correction: z.object({
      nouvelle: identiteSchema,
      avant: identiteSchema.optional(),
      difference: z.enum(['triviale', 'mouvement']),
      motif: z.string(),
      demandeeLe: jourSchema,
    }),
  }),
  type('correction-decidee', {
    decision: z.enum(['acceptee', 'refusee']),
    contenu: contenuSchema,
    piece: z.string().nullable(),
  }),
  type('changement-de-titulaire', {
    contenu: contenuSchema,
    motif: z.string(),
    preuve: z.string(),
    ancienneteDepuis: jourSchema,
  }),
  type('effacement', {}),
])

/** Reads a fait; throws on what is none, without a word of what it said. */
export function readFait(value: unknown): Fait {
  const lu = faitSchema.safeParse(value)
  if (lu.success) return lu.data
  const nom = value instanceof Object && 'type' in value ? String(value.type) : 'without a type'
  throw new Error(`A fait ${nom} that has not its shape`)
}
