/**
 * A table asked by a text that comes from outside: an address, a file, what somebody typed. Every object answers to
 * `constructor` and `toString` besides what was written in it; nobody wrote these.
 */

/** Whether a text is one of the names that a table was written with. */
export const isCleDe = <T extends object>(table: T, texte: string): texte is keyof T & string =>
  Object.hasOwn(table, texte)

/** What a table says of a text; undefined when it was written with no such name. */
export const valeurDe = <V>(table: Readonly<Record<string, V>>, texte: string): V | undefined =>
  Object.hasOwn(table, texte) ? table[texte] : undefined
