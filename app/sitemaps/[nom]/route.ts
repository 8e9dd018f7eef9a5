/** One sitemap: `pages.xml`, `communes-1.xml`, `points-1.xml`… */

import { listCommunesDuPlan, listPointsDuPlan } from '#db/queries/donnees-ouvertes.ts'
import { lecture } from '#db/queries/lecture.ts'
import { type Adresse, formatSitemap, PAGES_FIXES } from '#lib/documents/plan-du-site.ts'
import { pathOfCommune } from '#lib/domain/territoire/slug.ts'
import { env } from '#lib/env.ts'
import { answerNoText, answerPublicText } from '#lib/web/texte-public.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

async function list(nom: string): Promise<Adresse[]> {
  if (nom === 'pages.xml') return PAGES_FIXES.map((path) => ({ loc: `${env.siteUrl}${path}` }))
  const [, kind, number] = /^(communes|points)-([1-9]\d{0,2})\.xml$/.exec(nom) ?? []
  const rang = Number(number) - 1
  if (kind === 'communes')
    return (await listCommunesDuPlan(lecture, rang)).map((commune) => ({ loc: env.siteUrl + pathOfCommune(commune) }))
  if (kind === 'points')
    return (await listPointsDuPlan(lecture, rang)).map(({ id, misAJourLe }) => ({
      loc: `${env.siteUrl}/points-de-contact/${id}`,
      lastmod: misAJourLe,
    }))
  return []
}

export async function GET(_: Request, { params }: { params: Promise<{ nom: string }> }): Promise<Response> {
  const addresses = await list((await params).nom)
  if (addresses.length === 0)
    return answerNoText('Ce morceau du plan du site n’existe pas. La liste est dans /sitemap.xml.')
  return answerPublicText(formatSitemap(addresses), 'application/xml')
}
