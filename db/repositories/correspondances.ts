/** What was set once for the tables of a centre, found again by their headers. */
import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { ValeursRetenues } from '#lib/domain/guichet/recensement/champs.ts'
import type { Reader, Tx } from '../client.ts'
import { correspondance } from '../schema/index.ts'

/** `entetes`: the folded headers; only their digest is stored, they may be long. */
export type CleDeCorrespondance = Readonly<{
  centreId: string | null
  departements: readonly string[]
  entetes: string
}>

/** The digest under which headers are stored. */
export const digestEntetes = (entetes: string): string => createHash('sha256').update(entetes).digest('hex')

/** The same, of headers that are known by their digest alone. */
type CleParEmpreinte = Omit<CleDeCorrespondance, 'entetes'> & Readonly<{ empreinte: string }>

const keyOf = ({ centreId, departements, ...cle }: CleDeCorrespondance | CleParEmpreinte) => ({
  pour: centreId ?? `departements:${[...departements].sort().join(',')}`,
  entetes: 'empreinte' in cle ? cle.empreinte : digestEntetes(cle.entetes),
})

export async function findCorrespondance(
  reader: Reader,
  cle: CleDeCorrespondance | CleParEmpreinte,
): Promise<ValeursRetenues> {
  const { pour, entetes } = keyOf(cle)
  const [row] = await reader
    .select({ valeurs: correspondance.valeurs })
    .from(correspondance)
    .where(and(eq(correspondance.pour, pour), eq(correspondance.entetes, entetes)))
  return row?.valeurs ?? {}
}

export const saveCorrespondance = (tx: Tx, cle: CleDeCorrespondance, valeurs: ValeursRetenues) =>
  tx
    .insert(correspondance)
    .values({ ...keyOf(cle), valeurs })
    .onConflictDoUpdate({
      target: [correspondance.pour, correspondance.entetes],
      set: { valeurs, updatedAt: sql`transaction_timestamp()` },
    })
