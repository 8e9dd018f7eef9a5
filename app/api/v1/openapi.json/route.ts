/** The description of the open data for programs; it depends on the deployment's address only. */
import { env } from '#lib/env.ts'
import { buildOpenApi } from '#lib/web/api/openapi.ts'
import { CACHE_PARTAGE } from '#lib/web/cache-partage.ts'
import { preflight, refuseMethode } from '#lib/web/define-route.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

export function GET(): Response {
  return Response.json(buildOpenApi({ siteUrl: env.siteUrl, version: env.version }), {
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': CACHE_PARTAGE,
    },
  })
}

export const OPTIONS = preflight
export const POST = refuseMethode
export const PUT = refuseMethode
export const PATCH = refuseMethode
export const DELETE = refuseMethode
