/** The write side of « published means visible »: raises the version, in the transaction that publishes. */
import type { Tx } from '../client.ts'
import { publication } from '../schema/index.ts'

/** Records what a publication touched (see lib/domain/guichet/balises.ts); nothing touched, nothing recorded. */
export async function recordPublication(tx: Tx, balises: Iterable<string>): Promise<void> {
  const distinct = [...new Set(balises)].sort()
  if (distinct.length > 0) await tx.insert(publication).values({ balises: distinct })
}
