/**
 * How long the portal keeps what it writes beside the register. Counted from the end of each (a session's, a code's), or
 * from the day it was written. The register's own lengths stand with their acts: effacement.ts, brouillon.ts,
 * saisie-gardee.ts.
 */
export type Duree = Readonly<{ nombre: number; unite: 'jour' | 'an' }>

const UN_JOUR: Duree = { nombre: 1, unite: 'jour' }
const DEUX_JOURS: Duree = { nombre: 2, unite: 'jour' }
const TRENTE_JOURS: Duree = { nombre: 30, unite: 'jour' }
const UN_AN: Duree = { nombre: 1, unite: 'an' }

// R-CON-01 — RGPD, article 5, 1, e (conservation limitée) ; choix du portail : assez pour répondre d’un changement, pas plus
export const CONSERVATION = {
  sessionsDAgents: TRENTE_JOURS,
  sessionsDeDemandeurs: UN_JOUR,
  codes: UN_JOUR,
  /** What the browser keeps of a page opens with the key of its session, which goes before. */
  frappes: DEUX_JOURS,
  /** An account of an applicant to which nothing is attached any more. */
  demandeursSansDemande: TRENTE_JOURS,
  /** Prints and counts that limit what is sent. */
  debits: UN_JOUR,
  publications: TRENTE_JOURS,
  messages: UN_AN,
  rappels: UN_AN,
  /** That a mobile answered START: longer than any gateway says again the STOP of before. */
  reprisesDeSms: TRENTE_JOURS,
  /** Who read a demande. */
  lectures: UN_AN,
  courriers: UN_AN,
  signalements: UN_AN,
  nominations: TRENTE_JOURS,
} as const satisfies Record<string, Duree>
