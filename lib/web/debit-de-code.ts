/** How many codes may leave: for one person, and in all. Those of one network are counted by each action. */
import { createHmac } from 'node:crypto'
import { env } from '#lib/env.ts'
import { consumeDebit, type Limite } from './debit.ts'

/** A code that was lost is asked for again; a mailbox is not filled by somebody else. */
const PAR_PERSONNE: readonly Limite[] = [
  { nombre: 4, secondes: 900 },
  { nombre: 10, secondes: 86_400 },
]
const EN_TOUT: Limite = { nombre: 3000, secondes: 3600 }
/** What one network may ask for in an hour: a counter where people are helped, not a machine. */
export const PAR_RESEAU: Limite = { nombre: 30, secondes: 3600 }

/** Counts one sending to `qui` (an address of mail, a number): false when there were enough of them. */
export async function consumeCode(qui: string): Promise<boolean> {
  // R-COD-05 — OWASP ASVS 5.0, 6.6.3 : les envois de codes se comptent par personne, par réseau et en tout
  const cle = createHmac('sha256', env.secret).update(`code:${qui}`).digest('base64url').slice(0, 22)
  for (const limite of PAR_PERSONNE) if (!(await consumeDebit(`code:${limite.secondes}:${cle}`, limite))) return false
  return consumeDebit('code:tous', EN_TOUT)
}
