/** A program that asks for an address that does not exist gets a problem it can read, not a page. */
import { problem } from '#lib/web/problem.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

export function GET(): Response {
  return problem(
    'introuvable',
    'Cette adresse n’existe pas. La liste est dans /api/v1/openapi.json.',
    {},
    {
      'Access-Control-Allow-Origin': '*',
    },
  )
}

export const POST = GET
export const PUT = GET
export const PATCH = GET
export const DELETE = GET
