/** Drawing of a numéro unique: its sequence is drawn at random among the free ones of a territory, a month and a year. */
import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { composeNumeroUnique, type NumeroUnique, type PartiesDuNumero } from '#lib/domain/demande/numero-unique.ts'
import type { Tx } from '../client.ts'
import { demande } from '../schema/index.ts'

/** Sequences of a territory, a month and a year: six digits. */
export const SEQUENCES = 1_000_000
/** Drawn and looked at together: while a month is less than half full, one of them is free but once in 60,000 times. */
const TIRAGES = 16

const libresSchema = z.array(z.object({ sequence: z.coerce.number() }))

/**
 * A number that nobody had when it was looked at. Who draws the same at that moment is told by the unique key when
 * writing, and draws again. Throws when none is left; `sequences` is for tests.
 */
export async function drawNumero(
  tx: Tx,
  parties: Omit<PartiesDuNumero, 'sequence'>,
  sequences = SEQUENCES,
): Promise<NumeroUnique> {
  const tirees = Array.from({ length: TIRAGES }, () => randomInt(sequences))
  const debut = composeNumeroUnique({ ...parties, sequence: 0 }).slice(0, 7)
  const numerote = sql`lpad(sequence::text, 6, '0')`
  const isLibre = sql`not exists (
    select from ${demande} d where left(d.numero_unique, 13) = ${debut} || ${numerote}
  )`
  const parmi = (source: ReturnType<typeof sql>) =>
    tx.execute(sql`select sequence from ${source} as possible(sequence) where ${isLibre} order by random() limit 1`)
  // R-NUM-04 — choix du portail : la suite est tirée au sort parmi celles qui restent, pour que nul ne devine un rang
  const [tiree] = libresSchema.parse([...(await parmi(sql`unnest(array[${sql.join(tirees, sql`, `)}]::int[])`))])
  // A month nearly full: the free ones are few, and looked for one by one.
  const [libre] = tiree
    ? [tiree]
    : libresSchema.parse([...(await parmi(sql`generate_series(0, ${sequences - 1}::int)`))])
  if (!libre) throw new Error(`No numéro unique is left for ${debut}`)
  return composeNumeroUnique({ ...parties, sequence: libre.sequence })
}
