/** What becomes of a message that comes to the outside, by SMS or by mail. */
import type { Hasard } from './hasard.ts'

/** Out of a hundred: not accepted; accepted, and the answer never comes; nobody's number or address. */
export const CHANCES = { refuse: 30, coupe: 2, invalide: 1 } as const
export const LENTEUR_MS = 30

export type Serveur = Readonly<{ url: string; stop: () => Promise<void> }>
/** What a server of the outside keeps. */
export type Registre = Readonly<{
  hasard: Hasard
  /** References sent again to whom had accepted them. */
  renvois: string[]
  /** Keeps that a message was accepted; `coupe`: who sent it is not told. */
  note: (reference: string, coupe: boolean) => void
  /** Keeps that a message was not accepted; `isDefinitif`: nobody has that number or that address. */
  refuse: (reference: string, isDefinitif: boolean) => void
}>
