/** How long a sign-in of an agent, of a gestionnaire or of an administrator lasts: their pages show other people's files. */

/** Without a request for that long, a session is over. Source: R-ACC-27. */
export const MINUTES_D_INACTIVITE_D_AGENT = 15
/**
 * A move is written when the last one that was written is that old. A session stays open for as long beyond its quarter
 * of an hour: it never closes before, and at most that much later. Source: R-ACC-27.
 */
export const MINUTES_ENTRE_DEUX_GESTES_ECRITS = 1
/** However busy, a session is over after that long: a day of work. Source: R-ACC-27. */
export const HEURES_DE_SESSION_D_AGENT = 8
