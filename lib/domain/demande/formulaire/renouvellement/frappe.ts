/**
 * How what is typed on a page is numbered, so that the server takes nothing of it twice, nor an older text after a newer
 * one: a page counts what is typed on it, and says with each sending how far it is.
 */
import type { Reponses } from './groupes.ts'

/**
 * `page`: one opening of a page, named by its browser; `rang`: the last thing typed there that goes with this sending, or
 * that was received before. `depart`: of a whole form, the last thing typed there when it left, in it or not. `hors`: of
 * texts, the fields that the form of their page does not have.
 */
export type Frappe = Readonly<{ page: string; rang: number; depart?: number; hors?: readonly string[] }>
/** What the server has of a page: the last thing typed there, and how far it was when its last form left. */
export type PageRecue = Readonly<{ rang: number; depart: number }>
/** Of each page, the last thing typed there that the server has. */
export type FrappesRecues = Readonly<Record<string, number>>

/** What the server answers of a text that it does not keep whole. */
export const SAISIE_TROP_LONGUE = 'saisie-trop-longue'

/** The names under which a page says it, none of them a field. */
export const NOMS_DE_FRAPPE = ['frappeDe', 'frappe', 'frappeAuDepart', 'frappeHors'] as const
export const ecrireFrappe = ({
  page,
  rang,
  depart,
  hors = [],
}: Frappe): Readonly<Partial<Record<(typeof NOMS_DE_FRAPPE)[number], string>>> => ({
  frappeDe: page,
  frappe: String(rang),
  ...(depart !== undefined && { frappeAuDepart: String(depart) }),
  ...(hors.length > 0 && { frappeHors: hors.join(' ') }),
})

const RANG = /^(?:0|[1-9]\d{0,8})$/

/** Undefined of a page that does not count: opened before it knew how, or without its script. */
export function readFrappe({
  frappeDe = '',
  frappe = '',
  frappeAuDepart = '',
  frappeHors = '',
}: Reponses): Frappe | undefined {
  const isDuDepart = RANG.test(frappeAuDepart)
  if (!/^[0-9a-f]{32}$/.test(frappeDe) || !RANG.test(frappe) || (frappe === '0' && !isDuDepart)) return undefined
  return {
    page: frappeDe,
    rang: Number(frappe),
    ...(isDuDepart && { depart: Number(frappeAuDepart) }),
    ...(frappeHors !== '' && { hors: frappeHors.split(' ') }),
  }
}

/** Of texts sent field by field, those that count after what the server has of their page. A whole form always does. */
export function quiComptent(reponses: Reponses, { rang, hors = [] }: Frappe, recue: PageRecue): Reponses | undefined {
  if (rang <= recue.rang) return undefined
  if (rang > recue.depart) return reponses
  // R-BRO-07 — choix du portail : d’un texte parti avant un formulaire ne compte que ce que celui-ci n’a pas
  const restent = Object.entries(reponses).filter(([nom]) => hors.includes(nom))
  return restent.length > 0 ? Object.fromEntries(restent) : undefined
}

/** Whether the server has what was typed on a page as far as that. */
export const isRecue = ({ page, rang }: Frappe, recues: FrappesRecues): boolean =>
  // R-BRO-07 — choix du portail : ce que le serveur a déjà d’une page ne lui revient pas, ni après ce qui l’a suivi
  rang <= (Object.hasOwn(recues, page) ? (recues[page] ?? 0) : 0)
