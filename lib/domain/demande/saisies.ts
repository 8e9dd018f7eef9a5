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
import { ouiNonSchema, texteAuPlus, texteSchema, unDe } from './formulaire/phrases.ts'
import { SOUS_MOTIFS_D_IRRECEVABILITE } from './motifs-de-radiation.ts'
import { PREUVES_DE_SEPARATION } from './separation.ts'

/** A reason, a proof, an address: one line of at most `longueur` signes; empty when nothing is left of it. */
const ligne = (longueur: number) =>
  texteSchema
    // R-NIR-01 — ADR 0013 : un numéro de sécurité sociale ne se garde pas, où qu’il soit écrit
    .transform((typed) => removeNir(removeInvisibles(typed)).replace(/\s+/g, ' ').trim())
    .pipe(texteAuPlus(longueur))
const RAISON = 1000
const PREUVE = 300
const NOM = 80

/** Why a guichet reactivates, or a bailleur undoes an attribution. */
export const raisonSchema = ligne(RAISON)

const PERSONNE = { error: 'Choisissez une personne de la demande.' }
const rangSchema = z.int(PERSONNE).min(0, PERSONNE).max(20, PERSONNE)
export const separationSchema = z.object({
  rang: rangSchema,
  preuve: unDe(PREUVES_DE_SEPARATION),
})
export const changementSchema = z.object({
  rang: rangSchema,
  motif: unDe(MOTIFS_DE_CHANGEMENT),
  preuve: ligne(PREUVE),
})

const nomSchema = ligne(NOM)
  .transform((nom) => nom || null)
  .nullable()
export const identiteSchema = z.object({ nom: nomSchema, nomDeNaissance: nomSchema, prenom: nomSchema })
export const demandeDeCorrectionSchema = z.object({ nouvelle: identiteSchema, motif: ligne(RAISON) })
export const decisionDeCorrectionSchema = z.object({
  decision: z.enum(['acceptee', 'refusee'], { error: 'Dites si la correction est acceptée ou refusée.' }),
  piece: ligne(PREUVE).nullable(),
})

const COMMUNE = 'Choisissez une commune dans la liste.'
const communeSchema = z.string({ error: COMMUNE }).transform((typed, ctx) => {
  const code = parseCodeInsee(typed)
  if (code) return code
  ctx.addIssue({ code: 'custom', message: COMMUNE })
  return z.NEVER
})
const PIECES = { error: 'Écrivez un nombre entier de pièces, 30 au plus.' }
const SURFACE = { error: 'Écrivez une surface en mètres carrés, 2000 au plus.' }
const LOYER = { error: 'Écrivez un loyer en euros, 100 000 au plus.' }
const logementSchema = z.union(
  [
    z.object({
      identifiantRpls: ligne(10).pipe(texteSchema.min(1, { error: 'Écrivez l’identifiant RPLS du logement.' })),
    }),
    z.object({
      identifiantRpls: z.null({ error: 'Laissez vide l’identifiant RPLS, ou donnez-le seul.' }),
      adresse: ligne(250),
      pieces: z.int(PIECES).min(0, PIECES).max(30, PIECES),
      surface: z.number(SURFACE).min(0, SURFACE).max(2000, SURFACE),
      enQuartierPrioritaire: ouiNonSchema,
      loyer: z.number(LOYER).min(0, LOYER).max(100_000, LOYER),
    }),
  ],
  {
    error:
      'Donnez l’identifiant RPLS du logement, ou son adresse, ses pièces (un nombre entier), sa surface et son loyer.',
  },
)
export const attributionSchema = z.object({
  siren: ligne(20),
  bailSigneLe: jourSchema,
  commune: communeSchema,
  logement: logementSchema,
  dejaLocataire: unDe(DEJA_LOCATAIRE),
  accordCollectif: unDe(ACCORDS_COLLECTIFS),
  dalo: unDe(STATUTS_DALO),
  contingent: unDe(CONTINGENTS),
})

const avertissementSchema = z.object({ envoyeLe: jourSchema, preuve: ligne(PREUVE) })
export const motifDeRadiationSchema = z.discriminatedUnion(
  'code',
  [
    z.object({ code: z.literal('RADATT'), attribution: attributionSchema }),
    z.object({ code: z.literal('RADABA'), recuLe: jourSchema }),
    z.object({
      code: z.literal('RADIRR'),
      sousMotif: unDe(SOUS_MOTIFS_D_IRRECEVABILITE),
      avertissement: avertissementSchema,
    }),
    z.object({ code: z.literal('RADCON'), avertissement: avertissementSchema }),
    z.object({ code: z.literal('RADREN') }),
  ],
  { error: 'Choisissez un motif de radiation.' },
)
