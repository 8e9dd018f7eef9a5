/** The public keys of attestations, newest last, in the form that every tool reads. */
import { pemOf } from '#lib/documents/attestation/signature.ts'
import { clesDAttestation } from '#lib/web/cles-d-attestation.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

export function GET(): Response {
  const corps = clesDAttestation()
    .map((cle) => `# ${cle.id}\n${pemOf(cle)}`)
    .join('')
  return new Response(corps, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=0, s-maxage=60' },
  })
}
