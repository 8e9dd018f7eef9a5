/** History of centres, accounts and settings: written beside the state, in its transaction, and never again. */
import type { Tx } from '../client.ts'
import { faitDAdministration } from '../schema/index.ts'

type Fait = Omit<typeof faitDAdministration.$inferInsert, 'id' | 'at'>

export const recordFaitDAdministration = (tx: Tx, fait: Fait) => tx.insert(faitDAdministration).values(fait)
