/** How long a sign-in of an agent, of a gestionnaire or of an administrator lasts: their pages show other people's files. */

/** Without a request for that long, a session is over. Source: R-ACC-27. */
export const MINUTES_D_INACTIVITE_D_AGENT = 15
/** However busy, a session is over after that long: a day of work. Source: R-ACC-27. */
export const HEURES_DE_SESSION_D_AGENT = 8
