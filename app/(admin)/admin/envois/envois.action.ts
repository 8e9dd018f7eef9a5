'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { INCERTAINS_PAR_PAGE } from '#db/queries/envois.ts'
import { codesOf } from '#lib/domain/demande/formulaire/codes.ts'
import { parseTerritoire } from '#lib/domain/demande/territoire.ts'
import { DECISIONS_D_ENVOI } from '#lib/domain/rappels/envoi.ts'
import { NOMS_DE_JALON } from '#lib/domain/rappels/jalons.ts'
import { decideEnvois, steerCampagne } from '#lib/usecases/steer-envois.ts'
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

const reference = z.uuid()

/** `choisis`: those that were ticked, or `tous`, which are those that the page showed (`vus`). */
export const decideEnvoisAction = defineAction({
  nom: 'decider-d-envois',
  acces: 'regler-envois',
  schema: z.object({
    vus: z.array(reference).max(INCERTAINS_PAR_PAGE),
    choisis: z
      .array(z.union([reference, z.literal('tous')]))
      .min(1, { error: 'Cochez au moins un envoi.' })
      .max(INCERTAINS_PAR_PAGE + 1),
    decision: z.enum(codesOf(DECISIONS_D_ENVOI), { error: 'Dites si ces envois sont partis.' }),
  }),
  run: ({ vus, choisis, decision }, ctx) =>
    decideEnvois({ references: choisis.includes('tous') ? vus : choisis, decision }, ctx),
  ensuite: (_, { decides, regles }) => redirect(`/admin/envois?decides=${decides}&regles=${regles}`),
})
