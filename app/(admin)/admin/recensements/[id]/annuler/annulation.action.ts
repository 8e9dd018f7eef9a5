'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { defineAction } from '#lib/web/define-action.ts'
import { reopenWhereFit, revertWhereFit } from '../../traitement.ts'

const id = z.uuid()

export const revertAction = defineAction({
  nom: 'annuler-recensement',
  acces: 'publier-recensement',
  schema: z.object({ id, choisis: z.array(z.string().max(1000)).max(1000).default([]) }),
  run: async (input, ctx) => revertWhereFit(input.id, ctx, input.choisis),
  ensuite: (input) => redirect(`/admin/recensements/${input.id}?annule`),
})

export const reopenAction = defineAction({
  nom: 'comparer-recensement-annule',
  acces: 'publier-recensement',
  schema: z.object({ id }),
  run: async (input, ctx) => reopenWhereFit(input.id, ctx),
  ensuite: (input) => redirect(`/admin/recensements/${input.id}`),
})
