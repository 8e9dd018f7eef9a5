/** Codes that gestionnaires printed: written, judged under the lock of their demande's, spent. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { JOURS_DU_CODE_REMIS, type PieceDIdentite } from '#lib/domain/acces/code-remis.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Tx } from '../client.ts'
import { codeRemis } from '../schema/index.ts'

/** Those of the demande that were not used open nothing any more. */
export const voidCodesRemis = (tx: Tx, numeroUnique: NumeroUnique) =>
  tx
    .update(codeRemis)
    .set({ remplaceAt: sql`transaction_timestamp()` })
    .where(and(eq(codeRemis.numeroUnique, numeroUnique), isNull(codeRemis.utiliseAt), isNull(codeRemis.remplaceAt)))

/** Writes a new one; those of the same demande that were not used are replaced. */
export async function insertCodeRemis(
  tx: Tx,
  code: Readonly<{ numeroUnique: NumeroUnique; empreinte: string; piece: PieceDIdentite; remisPar: string }>,
): Promise<void> {
  await voidCodesRemis(tx, code.numeroUnique)
  await tx
    .insert(codeRemis)
    .values({ ...code, expireAt: sql`transaction_timestamp() + make_interval(days => ${JOURS_DU_CODE_REMIS})` })
}

const instantSchema = z.coerce.date().transform((at) => at.toISOString())

/** Those of a demande, locked, with the database's instant. */
export async function listCodesRemisForUpdate(tx: Tx, numeroUnique: NumeroUnique) {
  const rows = await tx
    .select({
      id: codeRemis.id,
      empreinte: codeRemis.empreinte,
      expireAt: codeRemis.expireAt,
      utiliseAt: codeRemis.utiliseAt,
      remplaceAt: codeRemis.remplaceAt,
      maintenant: sql`transaction_timestamp()`,
    })
    .from(codeRemis)
    .where(eq(codeRemis.numeroUnique, numeroUnique))
    .for('update')
  return rows.map(({ id, empreinte, expireAt, utiliseAt, remplaceAt, maintenant }) => ({
    id,
    empreinte,
    expireAt: expireAt.toISOString(),
    utilise: utiliseAt !== null,
    remplace: remplaceAt !== null,
    maintenant: instantSchema.parse(maintenant),
  }))
}

export const spendCodeRemis = (tx: Tx, numeroUnique: NumeroUnique, id: string) =>
  tx
    .update(codeRemis)
    .set({ utiliseAt: sql`transaction_timestamp()` })
    .where(and(eq(codeRemis.numeroUnique, numeroUnique), eq(codeRemis.id, id)))
