/** What the schemas say of an answer that is none of theirs: what to do, in French, wherever it is read. */
import { z } from 'zod'
import { codesOf } from './codes.ts'

// R-FORM-32 — choix du portail : chaque refus dit quoi faire, quel que soit le chemin par lequel la réponse arrive
/** Said of what has not the shape of an answer: our own pages never send it. */
export const FORME_INATTENDUE = 'Répondez de nouveau à cette question : la réponse reçue ne se lit pas.'
const OUI_OU_NON = 'Répondez par oui ou par non.'

/** One answer of a closed list. */
export const unDe = <L extends Readonly<Record<string, unknown>>>(liste: L) =>
  z.enum(codesOf(liste), { error: 'Choisissez une réponse de la liste.' })

/** Several answers of a closed list. */
export const plusieursDe = <L extends Readonly<Record<string, unknown>>>(liste: L) =>
  z.array(unDe(liste)).max(Object.keys(liste).length, { error: 'Choisissez chaque réponse une fois au plus.' })

export const texteSchema = z.string({ error: 'Écrivez un texte.' })
export const texteAuPlus = (longueur: number) =>
  texteSchema.max(longueur, { error: `Écrivez ${longueur} signes au plus.` })
export const ouiNonSchema = z.boolean({ error: OUI_OU_NON })
