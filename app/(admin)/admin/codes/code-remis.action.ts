'use server'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { PIECES_D_IDENTITE } from '#lib/domain/acces/code-remis.ts'
import { codesOf } from '#lib/domain/demande/formulaire/codes.ts'
import { parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { SECONDES_DE_FEUILLE, sealCode, sealFeuille } from '#lib/sceau.ts'
import { giveCodeRemis } from '#lib/usecases/attach-demande.ts'
import { cookieOptions, feuilleCookie } from '#lib/web/cookies.ts'
import { defineAction } from '#lib/web/define-action.ts'

export const giveCodeRemisAction = defineAction({
  nom: 'remettre-un-code',
  acces: 'remettre-un-code',
  schema: z.object({
    numero: z.string({ error: 'Écrivez le numéro unique de la demande.' }).transform((typed, ctx) => {
      const read = parseNumeroUnique(typed)
      if (read) return read
      ctx.addIssue({
        code: 'custom',
        message: 'Vérifiez le numéro unique : 18 caractères, par exemple 009 0318 016982 G1104.',
      })
      return z.NEVER
    }),
    piece: z.enum(codesOf(PIECES_D_IDENTITE), { error: 'Dites quelle pièce d’identité vous avez vue.' }),
    vue: z.literal(true, { error: 'Ne remettez un code qu’après avoir vu la pièce de la personne présente.' }),
  }),
  limite: { nombre: 60, secondes: 3600 },
  run: async ({ numero, piece }, ctx) => {
    const given = await giveCodeRemis({ numero, piece }, ctx, sealCode)
    if (given.ok) {
      // Carried to the sheet that is printed, and nowhere else: neither an address nor a log holds it.
      const { code, remisAt } = given.value
      const sealed = sealFeuille(numero, code, new Date(remisAt))
      ;(await cookies()).set(feuilleCookie(), sealed, { ...cookieOptions(), maxAge: SECONDES_DE_FEUILLE })
    }
    return given
  },
  ensuite: () => redirect('/admin/codes/feuille'),
})
