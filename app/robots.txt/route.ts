/** What search engines may visit; the address of the site is known when the server runs, not when it is built. */
import { formatRobots } from '#lib/documents/plan-du-site.ts'
import { env } from '#lib/env.ts'
import { answerPublicText } from '#lib/web/texte-public.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

export const GET = (): Response => answerPublicText(formatRobots(env.siteUrl), 'text/plain')
