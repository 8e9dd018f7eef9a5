'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { codesOf } from '#lib/domain/demande/formulaire/codes.ts'
import { parseTerritoire } from '#lib/domain/demande/territoire.ts'
import { DECISIONS_D_ENVOI } from '#lib/domain/rappels/envoi.ts'
import { NOMS_DE_JALON } from '#lib/domain/rappels/jalons.ts'
import { decideEnvoi, steerCampagne } from '#lib/usecases/steer-envois.ts'
import { defineAction } from '#lib/web/define-action.ts'

const territoire = z.string({ error: 'Choisissez un territoire.' }).transform((code, issue) => {
  const parsed = parseTerritoire(code)
  if (!parsed) issue.addIssue('Choisissez un territoire.')
  return parsed ?? z.NEVER
})
const jalon = z.enum(NOMS_DE_JALON, { error: 'Choisissez une étape.' })

export const stopCampagneAction = defineAction({
  nom: 'arreter-une-campagne',
  acces: 'regler-envois',
  schema: z.object({ territoire, jalon }),
  run: (campagne, ctx) => steerCampagne({ ...campagne, isArret: true }, ctx),
  ensuite: () => redirect('/admin/envois?arretee'),
})

export const resumeCampagneAction = defineAction({
  nom: 'reprendre-une-campagne',
  acces: 'regler-envois',
  schema: z.object({ territoire, jalon }),
  run: (campagne, ctx) => steerCampagne({ ...campagne, isArret: false }, ctx),
  ensuite: () => redirect('/admin/envois?reprise'),
})

export const decideEnvoiAction = defineAction({
  nom: 'decider-d-un-envoi',
  acces: 'regler-envois',
  schema: z.object({
    reference: z.uuid(),
    decision: z.enum(codesOf(DECISIONS_D_ENVOI), { error: 'Dites si cet envoi est parti.' }),
  }),
  run: (envoi, ctx) => decideEnvoi(envoi, ctx),
  ensuite: () => redirect('/admin/envois?decide'),
})
