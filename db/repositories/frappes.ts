/** How far the server has what was typed on each page. */
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Frappe, isRecue, type PageRecue } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import type { Tx } from '../client.ts'
import { frappeRecue } from '../schema/index.ts'

const JAMAIS: PageRecue = { rang: 0, depart: 0 }
const rowsSchema = z.array(z.object({ rang: z.number(), depart: z.number() })).max(1)

/** Notes how far a page is where something was typed, and answers how far the server had it before. Under the lock of the demande. */
export async function takeFrappe(tx: Tx, demandeurId: string, { page, rang, depart = 0 }: Frappe): Promise<PageRecue> {
  const rows = await tx.execute(sql`
    with avant as (
      select rang, depart from frappe_recue where demandeur_id = ${demandeurId} and page = ${page}
    ), notee as (
      insert into frappe_recue as recue (demandeur_id, page, rang, depart)
      select ${demandeurId}::uuid, ${page}, ${rang}::int, ${depart}::int where ${rang}::int > 0 or ${depart}::int > 0
      on conflict (demandeur_id, page) do update set rang = greatest(recue.rang, excluded.rang),
        depart = greatest(recue.depart, excluded.depart), recue_at = transaction_timestamp()
    )
    select rang, depart from avant`)
  return rowsSchema.parse([...rows])[0] ?? JAMAIS
}

/** Whether the server had that much of a page, or more, before what is sent of it now. Under the lock of the demande. */
export async function isFrappeRecue(tx: Tx, demandeurId: string, frappe: Frappe): Promise<boolean> {
  const { page } = frappe
  const [row] = await tx
    .select({ rang: frappeRecue.rang })
    .from(frappeRecue)
    .where(and(eq(frappeRecue.demandeurId, demandeurId), eq(frappeRecue.page, page)))
  return isRecue(frappe, row ? { [page]: row.rang } : {})
}
