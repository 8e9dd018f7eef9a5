'use server'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { ETATS_DE_SIGNALEMENT } from '#lib/domain/guichet/etats-de-signalement.ts'
import { codesOf } from '#lib/domain/guichet/vocabulaire.ts'
import { treatSignalement } from '#lib/usecases/treat-signalement.ts'
import { defineAction } from '#lib/web/define-action.ts'

const ETAT = z.enum(codesOf(ETATS_DE_SIGNALEMENT))

export const treatSignalementAction = defineAction({
  nom: 'traiter-signalement',
  acces: 'traiter-signalement',
  schema: z.object({ id: z.uuid(), etat: ETAT, vu: ETAT }),
  run: async (input, ctx) => {
    const done = await treatSignalement(input, ctx)
    // What the other person did is shown at once, around the form that was sent.
    if (!done.ok && done.refus.code === 'signalement-traite-entre-temps') refresh()
    return done
  },
  ensuite: () => redirect('/admin/signalements?enregistre'),
})
