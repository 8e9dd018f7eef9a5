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

/** Longer than any clock of a gateway is ahead: what it says beyond is no instant, and would outlive every answer after it. */
const AVANCE_AU_PLUS = sql`interval '1 day'`

/**
 * What a mobile answered, at the instant `le` (ISO 8601, as its gateway says; null: it does not say). Of a STOP and a START
 * the later one counts, whichever comes first; of the same instant, the STOP. Without an instant, the one that comes last.
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
  // R-RAP-67 — RGPD, article 21 ; choix du portail : l’horloge en avance d’une passerelle ne fait pas taire une réponse d’après
  const [lu] = await tx.execute<{ quand: string }>(sql`
    select coalesce(
      case when ${le}::timestamptz <= transaction_timestamp() + ${AVANCE_AU_PLUS} then ${le}::timestamptz end,
      greatest(transaction_timestamp(), max(at) + interval '1 microsecond')
    )::text as quand
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
