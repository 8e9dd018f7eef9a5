'use server'
import { redirect } from 'next/navigation'
import { courrielDeSignalement } from '#lib/documents/courriels.ts'
import { signalementSchema } from '#lib/domain/guichet/signalement.ts'
import { env } from '#lib/env.ts'
import { reportSignalement } from '#lib/usecases/report-signalement.ts'
import { defineAction } from '#lib/web/define-action.ts'

export const reportSignalementAction = defineAction({
  nom: 'signaler-une-erreur',
  acces: 'public',
  schema: signalementSchema,
  // A person who tells all that is wrong around them is welcome; a machine is not.
  ecritures: { nombre: 10, secondes: 3600 },
  run: async (said) =>
    reportSignalement(said, (point) => courrielDeSignalement({ point, signalement: said, siteUrl: env.siteUrl })),
  // Where the point is now: it may have been merged since its page was opened.
  ensuite: (_said, { pointId }) => redirect(`/points-de-contact/${pointId}/signaler?merci`),
})
