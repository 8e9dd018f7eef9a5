/**
 * Mobiles whose holder answered STOP: by imprint, beside the contacts that are nobody's, and told from them by this word.
 * What somebody says of their contacts revives a dead one; it takes an answer from the mobile itself to undo a STOP.
 */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../client.ts'
import { contactMort } from '../schema/index.ts'

const ARRET = 'arret:'
/** Beside it, when the mobile answered START: a STOP of before, said late or again, changes nothing. Goes with the night. */
export const REPRISE = 'reprise:'

/** Answers travel for some minutes, and clocks are some seconds apart: what is dated within is of now. */
const IS_D_A_PRESENT = (le: string | null) =>
  sql`${le}::timestamptz between transaction_timestamp() - interval '10 minutes' and transaction_timestamp() + interval '5 seconds'`
const IS_A_VENIR = sql`max(at) > transaction_timestamp() + interval '5 seconds'`

/**
 * What a mobile answered, at the instant `le` (ISO 8601, as its gateway says; null: it does not say). Of a STOP and a START
 * the later one counts, whichever comes first; of the same instant, the STOP. Without an instant, or of now after one dated
 * to come, the one that comes last.
 */
export async function insertReponseDeSms(
  tx: Tx,
  empreinte: string,
  { etat, le }: Readonly<{ etat: 'stop' | 'start'; le: string | null }>,
): Promise<void> {
  // One at a time for a mobile: two that come together would each not see the other.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${ARRET + empreinte}, 0))`)
  const quand = sql`${await readInstantDe(tx, empreinte, le)}::timestamptz`
  const [celle, autre] = etat === 'stop' ? [ARRET, REPRISE] : [REPRISE, ARRET]
  const estDepassee = etat === 'stop' ? sql`at > ${quand}` : sql`at >= ${quand}`
  const [plusTard] = await tx
    .select({ at: contactMort.at })
    .from(contactMort)
    .where(and(eq(contactMort.destination, autre + empreinte), estDepassee))
  if (plusTard) return
  await tx.delete(contactMort).where(eq(contactMort.destination, autre + empreinte))
  await tx
    .insert(contactMort)
    .values({ destination: celle + empreinte, at: quand })
    .onConflictDoUpdate({ target: contactMort.destination, set: { at: sql`greatest(${contactMort.at}, excluded.at)` } })
}

/** When it was answered, to the microsecond: just after what was heard before, when its gateway does not say. */
async function readInstantDe(tx: Tx, empreinte: string, le: string | null): Promise<string> {
  // R-RAP-67 — RGPD, article 21 ; choix du portail : ce qu’une horloge en avance a daté de l’avenir ne fait pas taire une réponse d’à présent
  const [lu] = await tx.execute<{ quand: string }>(sql`
    select (case when ${le}::timestamptz is null or (${IS_A_VENIR} and ${IS_D_A_PRESENT(le)})
      then greatest(transaction_timestamp(), max(at) + interval '1 microsecond') else ${le}::timestamptz end)::text as quand
    from ${contactMort} where destination in (${ARRET + empreinte}, ${REPRISE + empreinte})`)
  if (!lu) throw new Error('An aggregate without a row')
  return lu.quand
}

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
