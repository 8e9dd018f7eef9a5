/**
 * Mobiles whose holder answered STOP: by imprint, beside the contacts that are nobody's, and told from them by this word.
 * What somebody says of their contacts revives a dead one; it takes an answer from the mobile itself to undo a STOP.
 */
import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../client.ts'
import { contactMort } from '../schema/index.ts'

const ARRET = 'arret:'

/** `le`: when the mobile answered, as its gateway says; null: now. Of two answers, the later one counts. */
export const insertArretDeSms = (tx: Tx, empreinte: string, le: string | null) => {
  // The clock of a gateway may be ahead of ours: a STOP of tomorrow would outlive the START of today.
  const at = sql`least(${le}::timestamptz, transaction_timestamp())`
  return tx
    .insert(contactMort)
    .values({ destination: ARRET + empreinte, at })
    .onConflictDoUpdate({ target: contactMort.destination, set: { at: sql`greatest(${contactMort.at}, excluded.at)` } })
}

/** Undoes the STOP that was answered before `le`; null: whichever it was. */
export const deleteArretDeSms = (tx: Tx, empreinte: string, le: string | null) =>
  tx
    .delete(contactMort)
    .where(
      and(
        eq(contactMort.destination, ARRET + empreinte),
        le === null ? undefined : lt(contactMort.at, sql`${le}::timestamptz`),
      ),
    )

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
