/**
 * Mobiles whose holder answered STOP: by imprint, beside the contacts that are nobody's, and told from them by this word.
 * What somebody says of their contacts revives a dead one; it takes an answer from the mobile itself to undo a STOP.
 */
import { eq, inArray } from 'drizzle-orm'
import type { Reader, Tx } from '../client.ts'
import { contactMort } from '../schema/index.ts'

const ARRET = 'arret:'

export const insertArretDeSms = (tx: Tx, empreinte: string) =>
  tx
    .insert(contactMort)
    .values({ destination: ARRET + empreinte })
    .onConflictDoNothing()

export const deleteArretDeSms = (tx: Tx, empreinte: string) =>
  tx.delete(contactMort).where(eq(contactMort.destination, ARRET + empreinte))

/** Those of these imprints whose holder answered STOP. */
export async function listArretsDeSms(reader: Reader, empreintes: readonly string[]): Promise<ReadonlySet<string>> {
  if (empreintes.length === 0) return new Set()
  const rows = await reader
    .select({ destination: contactMort.destination })
    .from(contactMort)
    .where(
      inArray(
        contactMort.destination,
        empreintes.map((one) => ARRET + one),
      ),
    )
  return new Set(rows.map(({ destination }) => destination.slice(ARRET.length)))
}
