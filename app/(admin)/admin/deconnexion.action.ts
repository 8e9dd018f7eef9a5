'use server'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accept } from '#lib/domain/resultat.ts'
import { leaveAdministration } from '#lib/usecases/enter-administration.ts'
import { forgetCookie, sessionCookie } from '#lib/web/cookies.ts'
import { defineAction } from '#lib/web/define-action.ts'
import { readSid } from '#lib/web/session.ts'

export const signOutAction = defineAction({
  nom: 'deconnexion',
  acces: 'public',
  schema: z.object({}),
  run: async () => {
    const sid = await readSid()
    if (sid) await leaveAdministration(sid)
    ;(await cookies()).delete(forgetCookie(sessionCookie()))
    return accept(true)
  },
  ensuite: () => redirect('/'),
})
