/**
 * A date of birth, which may be partial: some people have no known day, or no known month. FranceConnect and the civil
 * registers write zeros for what is not known.
 */
import { z } from 'zod'
import { addDays, addMonths, type Jour, jour, parseJour } from '../../calendrier.ts'

declare const naissanceBrand: unique symbol
/** `YYYY-MM-DD`, where the day, or the month and the day, may be `00`. */
export type Naissance = string & { readonly [naissanceBrand]: true }

/** The last day that the date may be. */
function lastDay(text: string): Jour | undefined {
  const [annee, mois, jourDuMois] = text.split('-')
  if (mois === '00') return jourDuMois === '00' ? parseJour(`${annee}-12-31`) : undefined
  if (jourDuMois !== '00') return parseJour(text)
  const first = parseJour(`${annee}-${mois}-01`)
  return first && addDays(addMonths(first, 1), -1)
}

/** Reads `YYYY-MM-DD`, `YYYY-MM-00` or `YYYY-00-00`; `undefined` when it is no date of birth. */
export const parseNaissance = (text: string): Naissance | undefined =>
  /^\d{4}-\d\d-\d\d$/.test(text) && lastDay(text) ? (text as Naissance) : undefined

const AGE_MAXIMAL = 120
const MAJORITE = 18
const EMANCIPATION = 16

/** The last day on which that age may come. */
const ageAuPlusTard = (ans: number, naissance: Naissance): Jour =>
  addMonths(lastDay(naissance) ?? jour('2199-12-31'), ans * 12)

/** Born on that day at the latest, and not before what a life lasts: a partial date may be any day that it covers. */
export const isNaissancePossible = (naissance: Naissance, le: Jour): boolean =>
  // R-FORM-02 — choix du portail : une date à venir, ou de plus de 120 ans, est une faute de frappe
  naissance.replaceAll('-00', '-01') <= le && le < ageAuPlusTard(AGE_MAXIMAL, naissance)

/** The first day of that age: a partial date counts as its first possible day. */
const ageAuPlusTot = (ans: number, naissance: Naissance): Jour =>
  addMonths(jour(naissance.replaceAll('-00', '-01')), ans * 12)

/** Under age on that day for certain; of a partial date, it may be that neither this nor the contrary is. */
export const isMineure = (naissance: Naissance, le: Jour): boolean =>
  // R-FORM-03 — code civil, article 414 : la majorité est à dix-huit ans accomplis
  le < ageAuPlusTot(MAJORITE, naissance)

/** Of an age to be emancipated on that day, as far as the date tells. */
export const isEmancipable = (naissance: Naissance, le: Jour): boolean =>
  // R-FORM-33 — code civil, article 413-2 : un mineur s’émancipe à seize ans révolus
  ageAuPlusTot(EMANCIPATION, naissance) <= le

/** Whether two dates of birth may be one: each part that both know is the same. */
export function areNaissancesCompatibles(a: Naissance | null, b: Naissance | null): boolean {
  const autres = b?.split('-') ?? []
  return (a?.split('-') ?? []).every((partie, at) => {
    const autre = autres[at] ?? '00'
    return partie === '00' || autre === '00' || partie === autre
  })
}

const NAISSANCE_ILLISIBLE =
  'Écrivez une date de naissance qui existe, par exemple 12/03/1980. Si le jour ou le mois n’est pas connu, écrivez 03/1980 ou 1980.'

export const naissanceSchema = z.string({ error: NAISSANCE_ILLISIBLE }).transform((text, ctx) => {
  const parsed = parseNaissance(text)
  if (parsed) return parsed
  ctx.addIssue({
    code: 'custom',
    message: NAISSANCE_ILLISIBLE,
  })
  return z.NEVER
})
