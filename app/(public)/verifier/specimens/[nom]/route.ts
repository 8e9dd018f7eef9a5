/** A sample of each attestation: `creation.pdf`, `renouvellement.pdf`. */
import { renderSpecimen } from '#lib/documents/attestation/specimen.ts'
import { NATURES_D_ATTESTATION, type NatureDAttestation } from '#lib/domain/attestation/droit.ts'
import { env } from '#lib/env.ts'
import { problem } from '#lib/web/problem.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

/** Drawn once for each nature and address of the site: its bytes never change. */
const dessines = new Map<string, Promise<Buffer>>()

const isNature = (nom: string): nom is NatureDAttestation => nom in NATURES_D_ATTESTATION

export async function GET(_request: Request, { params }: { params: Promise<{ nom: string }> }): Promise<Response> {
  const nature = (await params).nom.replace(/\.pdf$/, '')
  if (!isNature(nature)) return problem('introuvable', 'Il n’y a pas de spécimen de ce nom.')
  const cle = `${nature} ${env.siteUrl}`
  const dessin = dessines.get(cle) ?? renderSpecimen(nature, env.siteUrl)
  dessines.set(cle, dessin)
  return new Response(new Uint8Array(await dessin), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="specimen-attestation-${nature}.pdf"`,
      'cache-control': 'public, max-age=0, s-maxage=60',
    },
  })
}
