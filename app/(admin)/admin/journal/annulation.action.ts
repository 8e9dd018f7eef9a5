'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { undoFaitDeChiffre, undoFaitDePoint } from '#lib/usecases/undo-fait.ts'
import { defineAction } from '#lib/web/define-action.ts'

const id = z.coerce.number<string>().int().positive()

export const undoPointAction = defineAction({
  nom: 'annuler-changement-de-point',
  acces: 'modifier-point',
  schema: z.object({ id, choisis: z.array(z.string().max(1000)).max(1).default([]) }),
  run: (input, ctx) => undoFaitDePoint(input.id, ctx, input.choisis),
  ensuite: (_input, { pointId }) => redirect(`/admin/journal?point=${encodeURIComponent(pointId)}&annule`),
})

export const undoChiffreAction = defineAction({
  nom: 'annuler-changement-de-chiffres',
  acces: 'modifier-chiffres',
  schema: z.object({ id }),
  run: (input, ctx) => undoFaitDeChiffre(input.id, ctx),
  ensuite: (_input, { codeInsee }) => redirect(`/admin/journal?commune=${codeInsee}&annule`),
})
