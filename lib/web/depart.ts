/** What a browser keeps while it is at FranceConnect, sealed with our secret: it serves once, on its return. */
import { createHash } from 'node:crypto'
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { env } from '#lib/env.ts'
import { consumeDebit } from './debit.ts'

export const SECONDES_DU_DEPART = 900

const departSchema = z.object({
  depart: z.object({ etat: z.string(), nonce: z.string(), verificateur: z.string().nullable() }),
  retour: z.string(),
  appareilPartage: z.boolean(),
})
type DepartScelle = Readonly<z.output<typeof departSchema>>

export const sealDepart = (depart: DepartScelle): Promise<string> =>
  encode({ token: { aFranceConnect: depart }, secret: env.secret, maxAge: SECONDES_DU_DEPART })

/** Undefined when it is too old, was not sealed here, or seals something else. */
export async function openDepart(token: string | undefined): Promise<DepartScelle | undefined> {
  if (!token) return undefined
  try {
    const read = departSchema.safeParse((await decode({ token, secret: env.secret }))?.aFranceConnect)
    return read.success ? read.data : undefined
  } catch {
    // What does not open is not there: the person starts again.
    return undefined
  }
}

/** False when this way served before. A browser that forgot its cookie proves nothing: a copy of it may come back. */
export const spendDepart = async ({ etat }: DepartScelle['depart']): Promise<boolean> =>
  // Remembered by its imprint for as long as any count of knocks is kept: a server whose clock is late opens a seal for
  // as long again as it is late.
  (await consumeDebit(`depart:${createHash('sha256').update(etat).digest('base64url').slice(0, 22)}`, {
    nombre: 1,
    secondes: 86_400,
  })) === 0
