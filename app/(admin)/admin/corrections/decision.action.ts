'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { courrielDeCorrectionDecidee, SMS_DE_CORRECTION_DECIDEE } from '#lib/documents/courriels.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { env } from '#lib/env.ts'
import { decideCorrection } from '#lib/usecases/edit-demande.ts'
import { defineAction } from '#lib/web/define-action.ts'
import { PORTE_DU_GESTIONNAIRE } from './porte.ts'

export const decideCorrectionAction = defineAction({
  nom: 'decider-une-correction',
  acces: 'traiter-corrections',
  schema: z.object({
    id: z.uuid(),
    version: z.coerce.number<string>().int(),
    decision: z.enum(['acceptee', 'refusee'], { error: 'Dites si le nom se corrige ou se garde.' }),
    piece: z.string().trim().max(300, 'Dites la pièce en 300 caractères au plus.').optional(),
  }),
  run: async ({ id, version, decision, piece = null }, ctx) => {
    const ref = parseDemandeRef(id)
    if (!ref) return refuse({ code: 'introuvable' })
    const avis = { courriel: courrielDeCorrectionDecidee(decision, env.siteUrl), sms: SMS_DE_CORRECTION_DECIDEE }
    return decideCorrection({ ref, ctx, porte: PORTE_DU_GESTIONNAIRE }, { decision, piece, version }, avis)
  },
  ensuite: () => redirect('/admin/corrections?decidee'),
})
