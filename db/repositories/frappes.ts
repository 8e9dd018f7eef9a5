/** How far the server has what was typed on each page. */
import { and, eq, lt, sql } from 'drizzle-orm'
import { type Frappe, isRecue } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import type { Tx } from '../client.ts'
import { frappeRecue } from '../schema/index.ts'

/** Notes how far a page is; false: the server had that much of it, or more. Under the lock of the demande. */
export async function takeFrappe(tx: Tx, demandeurId: string, { page, rang }: Frappe): Promise<boolean> {
  const noted = await tx
    .insert(frappeRecue)
    .values({ demandeurId, page, rang })
    .onConflictDoUpdate({
      target: [frappeRecue.demandeurId, frappeRecue.page],
      set: { rang, recueAt: sql`transaction_timestamp()` },
      setWhere: lt(frappeRecue.rang, rang),
    })
    .returning({ rang: frappeRecue.rang })
  return noted.length > 0
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
