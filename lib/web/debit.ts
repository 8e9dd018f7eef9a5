/** How often one address may knock at one door. */
import { z } from 'zod'
import { db } from '#db/client.ts'

export type Limite = Readonly<{ nombre: number; secondes: number }>

const rowSchema = z.array(z.object({ nombre: z.number() })).min(1)

/**
 * Counts one attempt; false once the window holds more than it may. One statement: two at once are both counted. Said by
 * the driver, which prepares it once by connection: every act sends it.
 */
export async function consumeDebit(cle: string, limite: Limite): Promise<boolean> {
  const { $sql: sql } = db
  const ended = sql`debit.fenetre_at < now() - make_interval(secs => ${limite.secondes})`
  const rows = await sql`
    insert into debit (cle, fenetre_at, nombre) values (${cle}, now(), 1)
    on conflict (cle) do update set
      nombre = case when ${ended} then 1 else debit.nombre + 1 end,
      fenetre_at = case when ${ended} then now() else debit.fenetre_at end
    returning nombre`
  const [row] = rowSchema.parse([...rows])
  return row !== undefined && row.nombre <= limite.nombre
}
