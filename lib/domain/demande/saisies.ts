/**
 * What each act takes beside the form, as it is typed or sent: texts are bounded, without invisible signs and without a
 * NIR; what is no answer of its list is refused. The form itself is `formulaire/contenu.ts`. The rules come after.
 */
import { z } from 'zod'
import { jourSchema } from '../calendrier.ts'
import { removeNir } from '../nir.ts'
import { removeInvisibles } from '../signes-invisibles.ts'
import { parseCodeInsee } from '../territoire/code-insee.ts'
import { ACCORDS_COLLECTIFS, CONTINGENTS, DEJA_LOCATAIRE, STATUTS_DALO } from './attribution.ts'
import { MOTIFS_DE_CHANGEMENT } from './changement-de-titulaire.ts'
import { codesOf } from './formulaire/codes.ts'
import { SOUS_MOTIFS_D_IRRECEVABILITE } from './motifs-de-radiation.ts'
import { PREUVES_DE_SEPARATION } from './separation.ts'

/** A reason, a proof, an address: one line of at most `longueur` signes; empty when nothing is left of it. */
const ligne = (longueur: number) =>
  z
    .string()
    // R-NIR-01 — ADR 0013 : un numéro de sécurité sociale ne se garde pas, où qu’il soit écrit
    .transform((typed) => removeNir(removeInvisibles(typed)).replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(longueur, { error: `Écrivez ${longueur} signes au plus.` }))
const RAISON = 1000
const PREUVE = 300
const NOM = 80

/** Why a guichet reactivates, or a bailleur undoes an attribution. */
export const raisonSchema = ligne(RAISON)

const rangSchema = z.int().min(0).max(20)
export const separationSchema = z.object({
  rang: rangSchema,
  preuve: z.enum(codesOf(PREUVES_DE_SEPARATION)),
})
export const changementSchema = z.object({
  rang: rangSchema,
  motif: z.enum(codesOf(MOTIFS_DE_CHANGEMENT)),
  preuve: ligne(PREUVE),
})

const nomSchema = ligne(NOM)
  .transform((nom) => nom || null)
  .nullable()
export const identiteSchema = z.object({ nom: nomSchema, nomDeNaissance: nomSchema, prenom: nomSchema })
export const demandeDeCorrectionSchema = z.object({ nouvelle: identiteSchema, motif: ligne(RAISON) })
export const decisionDeCorrectionSchema = z.object({
  decision: z.enum(['acceptee', 'refusee']),
  piece: ligne(PREUVE).nullable(),
})

const communeSchema = z.string().transform((typed, ctx) => {
  const code = parseCodeInsee(typed)
  if (code) return code
  ctx.addIssue({ code: 'custom', message: 'Choisissez une commune dans la liste.' })
  return z.NEVER
})
const logementSchema = z.union([
  z.object({ identifiantRpls: ligne(10).pipe(z.string().min(1)) }),
  z.object({
    identifiantRpls: z.null(),
    adresse: ligne(250),
    pieces: z.int().min(0).max(30),
    surface: z.number().min(0).max(2000),
    enQuartierPrioritaire: z.boolean(),
    loyer: z.number().min(0).max(100_000),
  }),
])
export const attributionSchema = z.object({
  siren: ligne(20),
  bailSigneLe: jourSchema,
  commune: communeSchema,
  logement: logementSchema,
  dejaLocataire: z.enum(codesOf(DEJA_LOCATAIRE)),
  accordCollectif: z.enum(codesOf(ACCORDS_COLLECTIFS)),
  dalo: z.enum(codesOf(STATUTS_DALO)),
  contingent: z.enum(codesOf(CONTINGENTS)),
})

const avertissementSchema = z.object({ envoyeLe: jourSchema, preuve: ligne(PREUVE) })
export const motifDeRadiationSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('RADATT'), attribution: attributionSchema }),
  z.object({ code: z.literal('RADABA'), recuLe: jourSchema }),
  z.object({
    code: z.literal('RADIRR'),
    sousMotif: z.enum(codesOf(SOUS_MOTIFS_D_IRRECEVABILITE)),
    avertissement: avertissementSchema,
  }),
  z.object({ code: z.literal('RADCON'), avertissement: avertissementSchema }),
  z.object({ code: z.literal('RADREN') }),
])
