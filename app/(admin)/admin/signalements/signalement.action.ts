'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { ETATS_DE_SIGNALEMENT } from '#lib/domain/guichet/etats-de-signalement.ts'
import { codesOf } from '#lib/domain/guichet/vocabulaire.ts'
import { treatSignalement } from '#lib/usecases/treat-signalement.ts'
import { defineAction } from '#lib/web/define-action.ts'

export const treatSignalementAction = defineAction({
  nom: 'traiter-signalement',
  acces: 'traiter-signalement',
  schema: z.object({ id: z.uuid(), etat: z.enum(codesOf(ETATS_DE_SIGNALEMENT)) }),
  run: ({ id, etat }, ctx) => treatSignalement(id, etat, ctx),
  ensuite: () => redirect('/admin/signalements?enregistre'),
})
