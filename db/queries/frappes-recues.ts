/** What a page is told of the pages before it: how far the server has what was typed there. */
import { desc, eq } from 'drizzle-orm'
import type { FrappesRecues } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import { db } from '../client.ts'
import { frappeRecue } from '../schema/index.ts'

/** More pages than a browser holds something of. */
const PAGES_AU_PLUS = 60

/** Of the pages that this applicant typed on last. */
export async function listFrappesRecues(demandeurId: string): Promise<FrappesRecues> {
  const rows = await db
    .select({ page: frappeRecue.page, rang: frappeRecue.rang })
    .from(frappeRecue)
    .where(eq(frappeRecue.demandeurId, demandeurId))
    .orderBy(desc(frappeRecue.recueAt))
    .limit(PAGES_AU_PLUS)
  return Object.fromEntries(rows.map(({ page, rang }) => [page, rang]))
}
