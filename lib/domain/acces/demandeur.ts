/** The account of an applicant, and how long a sign-in of theirs lasts. It is never an agent's account. */
import type { Naissance } from '../demande/formulaire/naissance.ts'

/** By which proof a demande was attached to an account: never its number with a birth date. */
export const PREUVES_DE_RATTACHEMENT = ['france-connect', 'contact', 'code-remis'] as const
export type PreuveDeRattachement = (typeof PREUVES_DE_RATTACHEMENT)[number]

/**
 * What FranceConnect says of a person, once its signature was verified: the names of the civil status, as they are
 * written there. `communeDeNaissance` (INSEE) is null for who was born abroad, `prenoms` empty for who has one name only.
 */
export type IdentitePivot = Readonly<{
  nomDeNaissance: string
  nomDUsage: string | null
  prenoms: readonly string[]
  naissance: Naissance
  communeDeNaissance: string | null
  paysDeNaissance: string | null
}>

/** Without a request for that long, a session is over. Source: R-ACC-21. */
export const MINUTES_D_INACTIVITE = 30
/** However busy, a session is over after that long. Source: R-ACC-21. */
export const HEURES_DE_SESSION = 12
/** After its end, a session that nobody left still keeps what a page that stayed open sends. Source: R-BRO-05. */
export const HEURES_DE_SURSIS = 12
