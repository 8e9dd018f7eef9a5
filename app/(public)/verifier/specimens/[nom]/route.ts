/** A sample of each attestation: `creation.pdf`, `renouvellement.pdf`. */
import { makeSpecimens } from '#lib/documents/attestation/specimen.ts'
import { NATURES_D_ATTESTATION } from '#lib/domain/attestation/droit.ts'
import { isCleDe } from '#lib/domain/tables.ts'
import { env } from '#lib/env.ts'
import { problem } from '#lib/web/problem.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

const specimenDe = makeSpecimens()

export async function GET(_request: Request, { params }: { params: Promise<{ nom: string }> }): Promise<Response> {
  const nature = (await params).nom.replace(/\.pdf$/, '')
  if (!isCleDe(NATURES_D_ATTESTATION, nature)) return problem('introuvable', 'Il n’y a pas de spécimen de ce nom.')
  return new Response(new Uint8Array(await specimenDe(nature, env.siteUrl)), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="specimen-attestation-${nature}.pdf"`,
      'cache-control': 'public, max-age=0, s-maxage=60',
    },
  })
}
