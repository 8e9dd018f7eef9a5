'use server'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { courrielDeCode } from '#lib/documents/courriels.ts'
import { MINUTES_DU_CODE, parseCode } from '#lib/domain/acces/code.ts'
import { courrielSchema } from '#lib/domain/demande/formulaire/contacts.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { sealCode, sealDestination } from '#lib/sceau.ts'
import { askCode, enterByCode } from '#lib/usecases/sign-in-demandeur.ts'
import { billetDeCodeCookie, cookieOptions, forgetCookie } from '#lib/web/cookies.ts'
import { consumeCode, PAR_RESEAU } from '#lib/web/debit-de-code.ts'
import { defineAction } from '#lib/web/define-action.ts'
import { giveSessionDeDemandeur, readSidDeDemandeur, safeRetour } from '#lib/web/demandeur.ts'

export const askCodeAction = defineAction({
  nom: 'demander-un-code',
  acces: 'public',
  schema: z.object({
    courriel: z
      .string({ error: 'Écrivez votre adresse de courriel, par exemple prenom.nom@exemple.fr.' })
      .max(254, 'Cette adresse est trop longue.')
      .pipe(courrielSchema),
    appareilPartage: z.boolean().optional(),
    retour: z.string().optional(),
  }),
  limite: PAR_RESEAU,
  run: async ({ courriel, appareilPartage = false }) => {
    const secondes = await consumeCode(courriel.toLowerCase())
    if (secondes > 0) return refuse({ code: 'trop-de-demandes', secondes })
    const { id } = await askCode(
      { courriel, appareilPartage },
      { seal: sealCode, write: (code) => courrielDeCode({ code, pour: 'connexion' }) },
    )
    ;(await cookies()).set(billetDeCodeCookie(), id, { ...cookieOptions(), maxAge: MINUTES_DU_CODE * 60 })
    return { ok: true, value: id }
  },
  ensuite: ({ retour }) => redirect(`/ma-demande/connexion/code?retour=${encodeURIComponent(safeRetour(retour))}`),
})

export const enterByCodeAction = defineAction({
  nom: 'entrer-par-un-code',
  acces: 'public',
  schema: z.object({
    code: z.string({ error: 'Écrivez les six chiffres du code.' }).transform((typed, ctx) => {
      const code = parseCode(typed)
      if (code) return code
      ctx.addIssue({ code: 'custom', message: 'Le code a six chiffres, sans lettre. Recopiez-le du courriel.' })
      return z.NEVER
    }),
    retour: z.string().optional(),
  }),
  limite: { nombre: 100, secondes: 600 },
  run: async ({ code }) => {
    const jar = await cookies()
    const id = z.uuid().safeParse(jar.get(billetDeCodeCookie())?.value)
    if (!id.success) return refuse({ code: 'code-perime' })
    const precedente = (await readSidDeDemandeur()) ?? null
    const entree = await enterByCode(
      { id: id.data, code, precedente },
      { seal: sealCode, empreinteDe: sealDestination },
    )
    if (entree.ok) {
      jar.delete(forgetCookie(billetDeCodeCookie()))
      await giveSessionDeDemandeur(entree.value.sid, entree.value.appareilPartage)
    }
    return entree
  },
  ensuite: ({ retour }) => redirect(safeRetour(retour)),
})
