'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { reopenImport, revertImport } from '#lib/usecases/revert-import.ts'
import { defineAction } from '#lib/web/define-action.ts'

const id = z.uuid()

export const revertAction = defineAction({
  nom: 'annuler-recensement',
  acces: 'publier-recensement',
  schema: z.object({ id, choisis: z.array(z.string().max(40)).max(1000).default([]) }),
  run: (input, ctx) => revertImport(input.id, ctx, { choisis: input.choisis }),
  ensuite: (input) => redirect(`/admin/recensements/${input.id}?annule`),
})

export const reopenAction = defineAction({
  nom: 'comparer-recensement-annule',
  acces: 'publier-recensement',
  schema: z.object({ id }),
  run: (input, ctx) => reopenImport(input.id, ctx),
  ensuite: (input) => redirect(`/admin/recensements/${input.id}`),
})
