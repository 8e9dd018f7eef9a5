/**
 * A code of six digits, sent to somebody who must show that they read there: it lasts ten minutes, is tried five times,
 * serves once, and only in the browser that asked for it.
 */
import { accept, type Resultat, refuse } from '../resultat.ts'

/** Source: R-COD-01. */
export const MINUTES_DU_CODE = 10
/** Source: R-COD-02. Five tries among a million codes: one chance in two hundred thousand. */
export const ESSAIS_DU_CODE = 5
export const CHIFFRES_DU_CODE = 6

/** What is kept of a code that was sent: never the code. Instants in ISO 8601. */
export type CodeEnvoye = Readonly<{ expireAt: string; essais: number; utilise: boolean }>

export type RefusDeCode =
  /** `restants`: how many more tries it has. */
  { code: 'code-faux'; restants: number } | { code: 'code-perime' }

/** Reads a code as people type or paste it: « 123 456 », « 123-456 ». Undefined when it is not six digits. */
export function parseCode(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replace(/[\s.-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : undefined
}

/** Decides whether a code opens, on the try that comes after `essais` others. `maintenant`: the database's instant. */
export function judgeCode(
  { expireAt, essais, utilise }: CodeEnvoye,
  isSame: boolean,
  maintenant: string,
): Resultat<true, RefusDeCode> {
  // R-COD-01 — choix du portail : un code court ne vaut que le temps de lire un courriel, et qu’une fois
  if (utilise || expireAt <= maintenant) return refuse({ code: 'code-perime' })
  // R-COD-02 — CNIL, délibération 2022-100 (mots de passe) : peu d’essais, comptés même quand le code est bon ensuite
  if (essais >= ESSAIS_DU_CODE) return refuse({ code: 'code-perime' })
  if (isSame) return accept(true)
  return refuse({ code: 'code-faux', restants: ESSAIS_DU_CODE - essais - 1 })
}
