/** The list of the sitemaps: pages, communes and points, each far below the 50,000 addresses allowed. */

import { ADRESSES_PAR_PLAN, loadFraicheur } from '#db/queries/donnees-ouvertes.ts'
import { lecture } from '#db/queries/lecture.ts'
import { formatIndexDeSitemaps } from '#lib/documents/plan-du-site.ts'
import { env } from '#lib/env.ts'
import { answerPublicText } from '#lib/web/texte-public.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  const { communes, points } = await loadFraicheur(lecture)
  const parts = (name: string, count: number) =>
    Array.from({ length: Math.ceil(count / ADRESSES_PAR_PLAN) }, (_, rang) => `${name}-${rang + 1}`)
  const names = ['pages', ...parts('communes', communes), ...parts('points', points)]
  return answerPublicText(
    formatIndexDeSitemaps(names.map((name) => ({ loc: `${env.siteUrl}/sitemaps/${name}.xml` }))),
    'application/xml',
  )
}
