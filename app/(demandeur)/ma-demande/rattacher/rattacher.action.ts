'use server'
import { setTimeout as pause } from 'node:timers/promises'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { courrielDeCode, smsDeCode } from '#lib/documents/courriels.ts'
import { MINUTES_DU_CODE, parseCode } from '#lib/domain/acces/code.ts'
import { parseCodeRemis } from '#lib/domain/acces/code-remis.ts'
import { parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { sealCode } from '#lib/sceau.ts'
import { askCodeOfDemande, attachByCode, attachByCodeRemis, attachByIdentite } from '#lib/usecases/attach-demande.ts'
import { billetDeCodeCookie, cookieOptions, forgetCookie } from '#lib/web/cookies.ts'
import { consumeCode, PAR_RESEAU } from '#lib/web/debit-de-code.ts'
import { defineAction } from '#lib/web/define-action.ts'

/** What an answer takes, whether the number exists or not: more than the work of either. */
const DUREE_MS = 600

const slowly = async <T>(work: Promise<T>): Promise<T> => (await Promise.all([work, pause(DUREE_MS)]))[0]

const numero = z
  .string({ error: 'Écrivez le numéro de votre demande : il est sur votre attestation.' })
  .transform((typed, ctx) => {
    const read = parseNumeroUnique(typed)
    if (read) return read
    ctx.addIssue({
      code: 'custom',
      message:
        'Ce numéro n’en est pas un : il a 18 caractères, par exemple 111 0318 016982 G1104. Recopiez-le de votre attestation.',
    })
    return z.NEVER
  })

export const attachByIdentiteAction = defineAction({
  nom: 'rattacher-par-identite',
  acces: 'rattacher-demande',
  schema: z.object({ numero }),
  limite: { nombre: 20, secondes: 3600 },
  run: (sent, ctx) => slowly(attachByIdentite({ numero: sent.numero, identite: ctx.demandeur?.identite ?? null }, ctx)),
  ensuite: (_sent, { ref }) => redirect(`/ma-demande/${ref}`),
})

export const askCodeOfDemandeAction = defineAction({
  nom: 'demander-un-code-de-demande',
  acces: 'rattacher-demande',
  schema: z.object({
    numero,
    par: z.enum(['courriel', 'sms'], { error: 'Choisissez comment recevoir le code.' }).default('courriel'),
  }),
  limite: PAR_RESEAU,
  run: async (sent, ctx) => {
    const secondes = await consumeCode(sent.numero)
    if (secondes > 0) return refuse({ code: 'trop-de-demandes', secondes })
    const asked = await slowly(
      askCodeOfDemande(sent.numero, ctx, {
        seal: sealCode,
        par: sent.par,
        write: (code, canal) =>
          canal === 'courriel'
            ? courrielDeCode({ code, pour: 'rattachement' })
            : { objet: null, corps: smsDeCode(code) },
      }),
    )
    if (asked.ok)
      (await cookies()).set(billetDeCodeCookie(), asked.value.id, { ...cookieOptions(), maxAge: MINUTES_DU_CODE * 60 })
    return asked
  },
  ensuite: () => redirect('/ma-demande/rattacher/code'),
})

export const attachByCodeAction = defineAction({
  nom: 'rattacher-par-un-code',
  acces: 'rattacher-demande',
  schema: z.object({
    code: z.string({ error: 'Écrivez les six chiffres du code.' }).transform((typed, ctx) => {
      const code = parseCode(typed)
      if (code) return code
      ctx.addIssue({ code: 'custom', message: 'Le code a six chiffres, sans lettre. Recopiez-le du message.' })
      return z.NEVER
    }),
  }),
  limite: { nombre: 60, secondes: 600 },
  run: async ({ code }, ctx) => {
    const jar = await cookies()
    const id = z.uuid().safeParse(jar.get(billetDeCodeCookie())?.value)
    if (!id.success) return refuse({ code: 'code-perime' })
    const attached = await slowly(attachByCode({ id: id.data, code }, ctx, sealCode))
    if (attached.ok) jar.delete(forgetCookie(billetDeCodeCookie()))
    return attached
  },
  ensuite: (_sent, { ref }) => redirect(`/ma-demande/${ref}`),
})

export const attachByCodeRemisAction = defineAction({
  nom: 'rattacher-par-un-code-remis',
  acces: 'rattacher-demande',
  schema: z.object({
    numero,
    codeRemis: z.string({ error: 'Écrivez le code de la feuille qui vous a été remise.' }).transform((typed, ctx) => {
      const code = parseCodeRemis(typed)
      if (code) return code
      ctx.addIssue({
        code: 'custom',
        message: 'Ce code a dix signes, par exemple ABCD3-FGHJK. Recopiez-le de la feuille.',
      })
      return z.NEVER
    }),
  }),
  limite: { nombre: 20, secondes: 3600 },
  run: (sent, ctx) => slowly(attachByCodeRemis({ numero: sent.numero, code: sent.codeRemis }, ctx, sealCode)),
  ensuite: (_sent, { ref }) => redirect(`/ma-demande/${ref}`),
})
