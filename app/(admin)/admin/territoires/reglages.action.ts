'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { codesOf } from '#lib/domain/demande/formulaire/codes.ts'
import { FONCTIONS_DE_TERRITOIRE, reglagesDe } from '#lib/domain/demande/reglages-de-territoire.ts'
import { TERRITOIRES } from '#lib/domain/demande/territoire.ts'
import { changeReglages, undoReglages } from '#lib/usecases/change-reglages.ts'
import { defineAction } from '#lib/web/define-action.ts'

const territoire = z.string().transform((code, issue) => {
  const parsed = TERRITOIRES.find((one) => one === code)
  if (!parsed) issue.addIssue('Ce territoire n’existe pas. Rouvrez la liste des territoires.')
  return parsed ?? z.NEVER
})
const confirmation = z.array(z.literal('oui'))

export const changeReglagesAction = defineAction({
  nom: 'regler-territoire',
  acces: 'regler-territoires',
  schema: z.object({
    territoire,
    version: z.coerce.number<string>().int(),
    ouverts: z.array(z.enum(codesOf(FONCTIONS_DE_TERRITOIRE))),
    confirmation,
  }),
  run: ({ territoire: code, version, ouverts, confirmation: dite }, ctx) =>
    changeReglages({ territoire: code, version, reglages: reglagesDe(ouverts), isConfirmee: dite.length > 0 }, ctx),
  ensuite: ({ territoire: code }) => redirect(`/admin/territoires/${code}?enregistre`),
})

export const undoReglagesAction = defineAction({
  nom: 'annuler-reglage-de-territoire',
  acces: 'regler-territoires',
  schema: z.object({ territoire, id: z.coerce.number<string>().int().positive(), confirmation }),
  run: ({ territoire: code, id, confirmation: dite }, ctx) =>
    undoReglages({ territoire: code, id, isConfirmee: dite.length > 0 }, ctx),
  ensuite: ({ territoire: code }) => redirect(`/admin/territoires/${code}?annule`),
})
