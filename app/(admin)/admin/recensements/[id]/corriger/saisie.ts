/** What the form of one row sends: for each cell, what it showed (`vu-…`) and what is wanted; or a repair, in one tap. */
import { z } from 'zod'
import { COLONNES } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { Saisie } from '#lib/domain/guichet/recensement/corrections.ts'

// Far more than the rule takes, so that it is the rule that answers.
const texte = z.string().max(20_000)

/** One field by column, and one for what it showed. */
export const champsDesCellules = Object.fromEntries(
  COLONNES.flatMap((colonne) => [colonne, `vu-${colonne}`]).map((nom) => [nom, texte.optional()] as const),
)

const reparationSchema = z.partialRecord(z.enum(COLONNES), texte)

/** The repair that a button carries, as JSON by column; nothing when it is not one of ours. */
function readReparation(json: string | undefined): z.output<typeof reparationSchema> {
  if (json === undefined) return {}
  try {
    return reparationSchema.safeParse(JSON.parse(json)).data ?? {}
  } catch {
    return {}
  }
}

/** The cells that were changed, and those that the repair writes: it wins over what was typed there. */
export function saisiesOf(champs: Readonly<Record<string, string | undefined>>, reparation?: string): Saisie[] {
  const repare = readReparation(reparation)
  return COLONNES.flatMap((colonne) => {
    // An empty field is absent: an emptied one still says what it showed.
    const vu = champs[`vu-${colonne}`] ?? ''
    const valeur = repare[colonne] ?? champs[colonne] ?? ''
    return valeur === vu ? [] : [{ colonne, vu, valeur }]
  })
}
