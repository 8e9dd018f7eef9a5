/** Sign-in and its return from the identity provider, in the hands of next-auth. */
import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { HEURES_DE_SESSION_D_AGENT } from '#lib/domain/acces/session-d-agent.ts'
import { env } from '#lib/env.ts'
import { enterAdministration } from '#lib/usecases/enter-administration.ts'
import { makeAuthOptions } from '#lib/web/auth.ts'

export const acces = 'public'

type Context = { params: Promise<{ nextauth: string[] }> }

async function handle(request: NextRequest, context: Context): Promise<Response> {
  env.announceToNextAuth()
  return NextAuth(
    request,
    context,
    makeAuthOptions({ enter: enterAdministration, sessionHours: HEURES_DE_SESSION_D_AGENT }),
  )
}

export { handle as GET, handle as POST }
