/** How many codes may leave: for one person, and in all. Those of one network are counted by each action. */
import { createHmac } from 'node:crypto'
import { env } from '#lib/env.ts'
import { consumeDebit, type Limite, readAttente } from './debit.ts'

/** A code that was lost is asked for again; a mailbox is not filled by somebody else. */
const PAR_PERSONNE: readonly Limite[] = [
  { nombre: 4, secondes: 900 },
  { nombre: 10, secondes: 86_400 },
]
/** Twice the fifty who come each second after the worst campaign of reminders: each asks for two codes the first time. */
const EN_TOUT: readonly Limite[] = [
  { nombre: 6000, secondes: 60 },
  // Each code may be guessed five times: what a day lets leave bounds what a machine with a list of addresses may guess.
  { nombre: 400_000, secondes: 86_400 },
]
/** What one network may ask for in an hour: a carrier puts hundreds of phones behind one address. */
export const PAR_RESEAU: Limite = { nombre: 300, secondes: 3600 }

/**
 * Counts one sending to `qui` (an address of mail, a number): 0, or the seconds to wait when there were enough of them.
 * Counted by what was typed, whether an account or a demande has it or not: the answer tells nobody which.
 */
export async function consumeCode(qui: string): Promise<number> {
  // R-COD-05 — OWASP ASVS 5.0, 6.6.3 : les envois de codes se comptent par personne, par réseau et en tout
  const cle = createHmac('sha256', env.secret).update(`code:${qui}`).digest('base64url').slice(0, 22)
  const comptes = [
    ...PAR_PERSONNE.map((limite) => ({ cle: `code:${limite.secondes}:${cle}`, limite })),
    ...EN_TOUT.map((limite) => ({ cle: `code:tous:${limite.secondes}`, limite })),
  ]
  for (const compte of comptes) {
    const attente = await consumeDebit(compte.cle, compte.limite)
    // The next count may be full as well, and for longer: who waits what is said must not be told to wait again.
    if (attente > 0)
      return Math.max(attente, ...(await Promise.all(comptes.map((autre) => readAttente(autre.cle, autre.limite)))))
  }
  return 0
}
