/** What the form of one row, or of several, sends: for each cell, what it showed (`vu-…`) and what is wanted; or a repair. */
import { z } from 'zod'
import { COLONNES } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { Saisie } from '#lib/domain/guichet/recensement/corrections.ts'
import { cleDeLigne, LIGNES_ENSEMBLE } from './ensemble.ts'

// Far more than the rule takes, so that it is the rule that answers.
const texte = z.string().max(20_000)
const optionnel = texte.optional()

/** One field by column, and one for what it showed. */
const listChamps = (cle: string) =>
  COLONNES.flatMap((colonne) => [`${cle}${colonne}`, `vu-${cle}${colonne}`]).map((nom) => [nom, optionnel] as const)

export const champsDesCellules = Object.fromEntries(listChamps(''))

const RANGS = Array.from({ length: LIGNES_ENSEMBLE }, (_, rang) => rang)
/** The same for each row of a form of several, and where each stands: its sheet and its number. */
export const champsDesLignes = Object.fromEntries(
  RANGS.flatMap((rang) => [
    [`feuille-${cleDeLigne(rang)}`, optionnel] as const,
    [`ligne-${cleDeLigne(rang)}`, optionnel] as const,
    ...listChamps(cleDeLigne(rang)),
  ]),
)

const reparationSchema = z.partialRecord(z.enum(COLONNES), texte)

/** The repair that a button carries, as JSON by column; nothing when it is not one of ours, or of another row. */
function readReparation(json: string | undefined, cle: string): z.output<typeof reparationSchema> {
  if (!json?.startsWith(`${cle}{`)) return {}
  try {
    return reparationSchema.safeParse(JSON.parse(json.slice(cle.length))).data ?? {}
  } catch {
    return {}
  }
}

type Champs = Readonly<Record<string, string | undefined>>

/** The cells that were changed, and those that the repair writes: it wins over what was typed there. */
export function saisiesOf(champs: Champs, reparation?: string, cle = ''): Saisie[] {
  const repare = readReparation(reparation, cle)
  return COLONNES.flatMap((colonne) => {
    // An empty field is absent: an emptied one still says what it showed.
    const vu = champs[`vu-${cle}${colonne}`] ?? ''
    const valeur = repare[colonne] ?? champs[`${cle}${colonne}`] ?? ''
    return valeur === vu ? [] : [{ colonne, vu, valeur }]
  })
}

/** Each row of a form of several, with the cells that were changed of it. */
export const lignesOf = (champs: Champs, reparation?: string) =>
  RANGS.flatMap((rang) => {
    const cle = cleDeLigne(rang)
    const ligne = Number(champs[`ligne-${cle}`])
    if (!Number.isInteger(ligne) || ligne < 1 || ligne > 10_000_000) return []
    return [{ cle, feuille: champs[`feuille-${cle}`] ?? '', ligne, cellules: saisiesOf(champs, reparation, cle) }]
  })
