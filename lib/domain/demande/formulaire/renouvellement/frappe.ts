/**
 * How what is typed on a page is numbered, so that the server takes nothing of it twice, nor an older text after a newer
 * one: a page counts what is typed on it, and says with each sending how far it is.
 */
import type { Reponses } from './groupes.ts'

/** `page`: one opening of a page, named by its browser; `rang`: the last thing typed there that goes with this sending. */
export type Frappe = Readonly<{ page: string; rang: number }>
/** Of each page, the last thing typed there that the server has. */
export type FrappesRecues = Readonly<Record<string, number>>

/** The names under which a page says it, none of them a field. */
export const NOMS_DE_FRAPPE = ['frappeDe', 'frappe'] as const
export const ecrireFrappe = ({ page, rang }: Frappe): Readonly<Record<(typeof NOMS_DE_FRAPPE)[number], string>> => ({
  frappeDe: page,
  frappe: String(rang),
})

/** Undefined of a page where nothing was typed, or that does not count: opened before it knew how, or without its script. */
export function readFrappe({ frappeDe = '', frappe = '' }: Reponses): Frappe | undefined {
  if (!/^[0-9a-f]{32}$/.test(frappeDe) || !/^[1-9]\d{0,8}$/.test(frappe)) return undefined
  return { page: frappeDe, rang: Number(frappe) }
}

/** Whether the server has what was typed on a page as far as that. */
export const isRecue = ({ page, rang }: Frappe, recues: FrappesRecues): boolean =>
  // R-BRO-07 — choix du portail : ce que le serveur a déjà d’une page ne lui revient pas, ni après ce qui l’a suivi
  rang <= (Object.hasOwn(recues, page) ? (recues[page] ?? 0) : 0)
