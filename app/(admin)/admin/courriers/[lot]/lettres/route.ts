/** The letters of a batch, to print: the same bytes each time. */
import { renderLettres } from '#lib/documents/lettres-pdf.ts'
import { jourLocal } from '#lib/domain/calendrier.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { env } from '#lib/env.ts'
import { readLot } from '#lib/usecases/read-courriers.ts'
import { defineDownload } from '#lib/web/define-download.ts'
import { attachment } from '../../../recensements/piece-jointe.ts'

export const acces = 'consulter-courriers'

export const GET = defineDownload<{ lot: string }>(acces, async (ctx, { lot: id }) => {
  const lu = isUuid(id) ? await readLot(id, ctx) : undefined
  if (!lu) return undefined
  const { territoire, prisAt, expediteur } = lu.lot
  const le = jourLocal(prisAt, fuseauDuTerritoire(territoire))
  const octets = await renderLettres(lu.lettres, { le, expediteur, siteUrl: env.siteUrl })
  return attachment(`lettres-${territoire}-${le}.pdf`, new Uint8Array(octets))
})
