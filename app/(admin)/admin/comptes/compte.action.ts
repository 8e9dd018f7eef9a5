'use server'
import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { courrielDInvitation } from '#lib/documents/courriels.ts'
import { correctionSchema, invitationSchema } from '#lib/domain/acces/compte.ts'
import { cleDeFormulaireSchema } from '#lib/domain/identifiants.ts'
import { env } from '#lib/env.ts'
import { closeCompteOf, correctCompte, inviteCompte, reopenCompteOf } from '#lib/usecases/manage-comptes.ts'
import { defineAction } from '#lib/web/define-action.ts'

export const inviteCompteAction = defineAction({
  nom: 'inviter-compte',
  acces: 'gerer-comptes',
  schema: invitationSchema.safeExtend({
    // A page of before this field: its form is one of its own.
    cle: cleDeFormulaireSchema.default(() => randomUUID()),
  }),
  limite: { nombre: 300, secondes: 3600 },
  run: ({ cle, ...invitation }, ctx) =>
    inviteCompte({ cle, invitation }, courrielDInvitation({ role: invitation.role, siteUrl: env.siteUrl }), ctx),
  ensuite: () => redirect('/admin/comptes?invite'),
})

export const closeCompteAction = defineAction({
  nom: 'fermer-compte',
  acces: 'gerer-comptes',
  schema: z.object({ id: z.uuid() }),
  run: ({ id }, ctx) => closeCompteOf(id, ctx),
  ensuite: () => redirect('/admin/comptes?ferme'),
})

export const correctCompteAction = defineAction({
  nom: 'corriger-compte',
  acces: 'gerer-comptes',
  schema: correctionSchema.extend({
    id: z.uuid(),
    version: z.coerce.number<string>().int(),
    /** One more centre, chosen in a list. */
    ajout: z.uuid().optional(),
  }),
  run: ({ id, version, ajout, centreIds, ...portee }, ctx) => {
    const centres = new Set([...centreIds, ...(ajout ? [ajout] : [])])
    return correctCompte({ id, version, portee: { ...portee, centreIds: [...centres] } }, ctx)
  },
  ensuite: ({ id }) => redirect(`/admin/comptes/${id}?enregistre`),
})

export const reopenCompteAction = defineAction({
  nom: 'rouvrir-compte',
  acces: 'gerer-comptes',
  schema: z.object({ id: z.uuid() }),
  run: ({ id }, ctx) => reopenCompteOf(id, ctx),
  ensuite: ({ id }) => redirect(`/admin/comptes/${id}?rouvert`),
})
