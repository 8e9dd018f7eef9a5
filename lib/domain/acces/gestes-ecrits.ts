/** How often the moves of a session are written: those of an agent, and those of an applicant. */

/**
 * A move is written when the last one that was written is that old. A session stays open for as long beyond its time
 * without a move: it never closes before, and at most that much later. Source: R-ACC-21, R-ACC-27.
 */
export const MINUTES_ENTRE_DEUX_GESTES_ECRITS = 1
