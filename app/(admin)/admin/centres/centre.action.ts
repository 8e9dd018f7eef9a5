'use server'
import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { centreSchema } from '#lib/domain/acces/compte.ts'
import { cleDeFormulaireSchema } from '#lib/domain/identifiants.ts'
import { correctCentre, createCentre } from '#lib/usecases/manage-centres.ts'
import { defineAction } from '#lib/web/define-action.ts'

export const createCentreAction = defineAction({
  nom: 'creer-centre',
  acces: 'gerer-centres',
  schema: centreSchema.extend({
    // A page of before this field: its form is one of its own.
    cle: cleDeFormulaireSchema.default(() => randomUUID()),
  }),
  run: ({ cle, ...contenu }, ctx) => createCentre({ cle, contenu }, ctx),
  ensuite: (_contenu, { id }) => redirect(`/admin/centres/${id}?cree`),
})

export const correctCentreAction = defineAction({
  nom: 'corriger-centre',
  acces: 'gerer-centres',
  schema: centreSchema.extend({ id: z.uuid(), version: z.coerce.number<string>().int() }),
  run: ({ id, version, ...contenu }, ctx) => correctCentre({ id, version, contenu }, ctx),
  ensuite: ({ id }) => redirect(`/admin/centres/${id}?enregistre`),
})
