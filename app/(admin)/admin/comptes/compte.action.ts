'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { courrielDInvitation } from '#lib/documents/courriels.ts'
import { invitationSchema } from '#lib/domain/acces/compte.ts'
import { env } from '#lib/env.ts'
import { closeCompteOf, inviteCompte } from '#lib/usecases/manage-comptes.ts'
import { defineAction } from '#lib/web/define-action.ts'

export const inviteCompteAction = defineAction({
  nom: 'inviter-compte',
  acces: 'gerer-comptes',
  schema: invitationSchema,
  limite: { nombre: 300, secondes: 3600 },
  run: (invitation, ctx) =>
    inviteCompte(invitation, courrielDInvitation({ role: invitation.role, siteUrl: env.siteUrl }), ctx),
  ensuite: () => redirect('/admin/comptes?invite'),
})

export const closeCompteAction = defineAction({
  nom: 'fermer-compte',
  acces: 'gerer-comptes',
  schema: z.object({ id: z.uuid() }),
  run: ({ id }, ctx) => closeCompteOf(id, ctx),
  ensuite: () => redirect('/admin/comptes?ferme'),
})
