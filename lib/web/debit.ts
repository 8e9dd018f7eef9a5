/** How often one address may knock at one door. */
import { z } from 'zod'
import { db } from '#db/client.ts'

export type Limite = Readonly<{ nombre: number; secondes: number }>

const rowSchema = z.array(z.object({ nombre: z.number(), attente: z.number() })).min(1)
const attenteSchema = z.array(z.object({ attente: z.number() }))

/**
 * Counts one attempt: 0, or the seconds until the window ends when it holds more than it may. One statement, by the clock
 * of the database: two at once are both counted. Said by the driver, which prepares it once by connection: every act
 * sends it.
 */
export async function consumeDebit(cle: string, limite: Limite): Promise<number> {
  const { $sql: sql } = db
  const ended = sql`debit.fenetre_at < now() - make_interval(secs => ${limite.secondes})`
  const rows = await sql`
    insert into debit (cle, fenetre_at, nombre) values (${cle}, now(), 1)
    on conflict (cle) do update set
      nombre = case when ${ended} then 1 else debit.nombre + 1 end,
      fenetre_at = case when ${ended} then now() else debit.fenetre_at end
    returning nombre, ${attente(limite)} as attente`
  const [row] = rowSchema.parse([...rows])
  return row !== undefined && row.nombre > limite.nombre ? row.attente : 0
}

/** How long until one more attempt would be let through: 0 now. Counts nothing. */
export async function readAttente(cle: string, limite: Limite): Promise<number> {
  const rows = await db.$sql`
    select ${attente(limite)} as attente from debit
    where cle = ${cle} and nombre >= ${limite.nombre}`
  return Math.max(0, attenteSchema.parse([...rows])[0]?.attente ?? 0)
}

/** Whole seconds, the last one begun included: a window ends after its last second, not on it. */
const attente = ({ secondes }: Limite) =>
  db.$sql`(floor(extract(epoch from debit.fenetre_at - now()) + ${secondes}::int) + 1)::int`
