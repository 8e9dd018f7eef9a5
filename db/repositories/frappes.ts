/** How far the server has what was typed on each page. */
import { lt, sql } from 'drizzle-orm'
import type { Frappe } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
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
