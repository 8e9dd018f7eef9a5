/** One attestation of a demande of the applicant, made again from its fait: the same bytes each time. */
import { renderAttestation } from '#lib/documents/attestation/pdf.ts'
import { signAttestation } from '#lib/documents/attestation/signature.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { env } from '#lib/env.ts'
import { issueAttestation } from '#lib/usecases/issue-attestation.ts'
import { clesDAttestation } from '#lib/web/cles-d-attestation.ts'
import { defineDownload } from '#lib/web/define-download.ts'

export const acces = 'consulter-ma-demande'

export const GET = defineDownload<{ ref: string; rang: string }>(acces, async (ctx, { ref: text, rang }) => {
  const ref = parseDemandeRef(text)
  if (!ref || !/^[1-9]\d{0,5}$/.test(rang)) return undefined
  const issued = await issueAttestation(
    { ref, ctx },
    {
      rang: Number(rang),
      site: env.siteUrl,
      sign: (attestation) => signAttestation(attestation, clesDAttestation()),
    },
  )
  if (!issued.ok) return undefined
  const { attestation, signature } = issued.value
  const octets = await renderAttestation(attestation, signature)
  // A name of file that says nothing of anyone: it stays in the downloads of a computer that others use.
  const nom = `attestation-${attestation.nature}-${attestation.le}.pdf`
  return new Response(new Uint8Array(octets), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${nom}"`,
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex',
    },
  })
})
