/** Codes that left by e-mail or SMS: written when they leave, judged under their lock. */
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type CodeEnvoye, MINUTES_DU_CODE } from '#lib/domain/acces/code.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Tx } from '../client.ts'
import { codeEnvoye } from '../schema/index.ts'

type NouveauCode = Readonly<{ id: string; empreinte: string; appareilPartage: boolean }> &
  Readonly<{ courriel: string } | { demandeurId: string; numeroUnique: NumeroUnique | null }>

export const insertCodeEnvoye = (tx: Tx, code: NouveauCode) =>
  tx.insert(codeEnvoye).values({
    ...code,
    expireAt: sql`transaction_timestamp() + make_interval(mins => ${MINUTES_DU_CODE})`,
  })

/** Those that would attach this demande open nothing any more; only the last ten minutes may hold one. */
export const voidCodesEnvoyes = (tx: Tx, numeroUnique: NumeroUnique) =>
  tx
    .update(codeEnvoye)
    .set({ utiliseAt: sql`transaction_timestamp()` })
    .where(
      and(
        gt(codeEnvoye.expireAt, sql`transaction_timestamp()`),
        eq(codeEnvoye.numeroUnique, numeroUnique),
        isNull(codeEnvoye.utiliseAt),
      ),
    )

/** The demande that a code would attach; null for a code that opens nothing, or that nobody asked for. */
export async function findNumeroDuCode(tx: Tx, id: string): Promise<NumeroUnique | null> {
  const [row] = await tx.select({ numeroUnique: codeEnvoye.numeroUnique }).from(codeEnvoye).where(eq(codeEnvoye.id, id))
  return row?.numeroUnique ?? null
}

const instantSchema = z.coerce.date().transform((at) => at.toISOString())

/** The code under its lock, with the database's instant; undefined when nobody asked for it. */
export async function loadCodeEnvoyeForUpdate(
  tx: Tx,
  id: string,
): Promise<
  | (CodeEnvoye &
      Readonly<{
        empreinte: string
        courriel: string | null
        demandeurId: string | null
        numeroUnique: NumeroUnique | null
        appareilPartage: boolean
        maintenant: string
      }>)
  | undefined
> {
  const [row] = await tx
    .select({
      empreinte: codeEnvoye.empreinte,
      courriel: codeEnvoye.courriel,
      demandeurId: codeEnvoye.demandeurId,
      numeroUnique: codeEnvoye.numeroUnique,
      appareilPartage: codeEnvoye.appareilPartage,
      essais: codeEnvoye.essais,
      expireAt: codeEnvoye.expireAt,
      utiliseAt: codeEnvoye.utiliseAt,
      maintenant: sql`transaction_timestamp()`,
    })
    .from(codeEnvoye)
    .where(eq(codeEnvoye.id, id))
    .for('update')
  if (!row) return undefined
  const { utiliseAt, expireAt, maintenant, ...code } = row
  return {
    ...code,
    utilise: utiliseAt !== null,
    expireAt: expireAt.toISOString(),
    maintenant: instantSchema.parse(maintenant),
  }
}

export const countEssai = (tx: Tx, id: string) =>
  tx
    .update(codeEnvoye)
    .set({ essais: sql`${codeEnvoye.essais} + 1` })
    .where(eq(codeEnvoye.id, id))

export const spendCodeEnvoye = (tx: Tx, id: string) =>
  tx.update(codeEnvoye).set({ utiliseAt: sql`transaction_timestamp()` }).where(eq(codeEnvoye.id, id))
