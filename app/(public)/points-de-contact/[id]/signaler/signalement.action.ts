'use server'
import { redirect } from 'next/navigation'
import { lecture } from '#db/queries/lecture.ts'
import { loadPoint } from '#db/queries/points.ts'
import { courrielDeSignalement } from '#lib/documents/courriels.ts'
import { signalementSchema } from '#lib/domain/guichet/signalement.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { env } from '#lib/env.ts'
import { reportSignalement } from '#lib/usecases/report-signalement.ts'
import { defineAction } from '#lib/web/define-action.ts'

export const reportSignalementAction = defineAction({
  nom: 'signaler-une-erreur',
  acces: 'public',
  schema: signalementSchema,
  // A person who tells all that is wrong around them is welcome; a machine is not.
  ecritures: { nombre: 10, secondes: 3600 },
  run: async (said) => {
    const point = await loadPoint(lecture, said.pointId)
    if (!point) return refuse({ code: 'introuvable' })
    return reportSignalement(said, courrielDeSignalement({ point, signalement: said, siteUrl: env.siteUrl }))
  },
  ensuite: ({ pointId }) => redirect(`/points-de-contact/${pointId}/signaler?merci`),
})
