/** « Signaler une erreur »: what anyone may say of a point, without an account and without any personal field. */
import { z } from 'zod'
import { cleDeFormulaireSchema } from '../identifiants.ts'
import { hasNir, SEPARATEUR } from '../nir.ts'
import { MESSAGE_MAX, NATURES_DE_SIGNALEMENT } from './etats-de-signalement.ts'
import { codesOf } from './vocabulaire.ts'

/** Territory, month, year, sequence and guichet of a numéro unique, however it is spaced (arrêté du 7 novembre 2000). */
const NUMERO_UNIQUE = new RegExp(
  `\\b(?:111|0\\d\\d|02[AB]|97[1-6])(?:${SEPARATEUR}\\d){10}${SEPARATEUR}[A-Z0-9]{5}\\b`,
  'i',
)

export const signalementSchema = z
  .object({
    pointId: z.string().max(60),
    nature: z.enum(codesOf(NATURES_DE_SIGNALEMENT), { error: 'Dites ce qui ne va pas.' }),
    message: z
      .string()
      .trim()
      .max(MESSAGE_MAX, `Écrivez ${MESSAGE_MAX} caractères au plus.`)
      // R-SIG-03 — RGPD, article 5, 1, c : un numéro unique ne se confie pas à un message lu par d’autres
      .refine((text) => !NUMERO_UNIQUE.test(text), 'Retirez votre numéro de demande : il ne sert pas ici.')
      // R-NIR-01 — ADR 0013 : un numéro de sécurité sociale ne se garde ni ne se publie
      .refine((text) => !hasNir(text), 'Retirez votre numéro de sécurité sociale : il ne sert pas ici.')
      .refine((text) => !text.includes('\0'), 'Ce message contient un signe illisible. Écrivez-le de nouveau.')
      .default(''),
    /** Drawn with the form: a second click stores one report. */
    cle: cleDeFormulaireSchema,
  })
  // R-SIG-01 — choix du portail : « Autre chose » ne se corrige pas sans savoir quoi
  .refine(({ nature, message }) => nature !== 'autre' || message !== '', {
    path: ['message'],
    error: 'Dites en quelques mots ce qui ne va pas.',
  })

export type Signalement = z.output<typeof signalementSchema>
