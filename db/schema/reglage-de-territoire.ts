/** What is switched on in each territory; one without a row is as the mode of the installation says. */

import { sql } from 'drizzle-orm'
import { boolean, check, integer, pgTable, text } from 'drizzle-orm/pg-core'
import type { Territoire } from '#lib/domain/demande/territoire.ts'

export const reglageDeTerritoire = pgTable(
  'reglage_de_territoire',
  {
    territoire: text().primaryKey().$type<Territoire>(),
    renouvellementEnLigne: boolean().notNull(),
    rappels: boolean().notNull(),
    radiation: boolean().notNull(),
    /** Compared by the form that changes it; 1 for the first change. */
    version: integer().notNull().default(1),
  },
  () => [check('reglage_de_territoire_version', sql`version > 0`)],
)
