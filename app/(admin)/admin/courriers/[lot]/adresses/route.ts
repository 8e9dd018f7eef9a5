/** The addresses of a batch, in the order of its letters. */
import { COLONNES_D_ADRESSES } from '#lib/documents/courriers.ts'
import { streamCsv } from '#lib/documents/csv.ts'
import { jourLocal } from '#lib/domain/calendrier.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { readLot } from '#lib/usecases/read-courriers.ts'
import { defineDownload } from '#lib/web/define-download.ts'
import { attachment } from '../../../recensements/piece-jointe.ts'

export const acces = 'consulter-courriers'

export const GET = defineDownload<{ lot: string }>(acces, async (ctx, { lot: id }) => {
  const lu = isUuid(id) ? await readLot(id, ctx) : undefined
  if (!lu) return undefined
  const { territoire, prisAt } = lu.lot
  const lignes: string[] = []
  for await (const ligne of streamCsv(COLONNES_D_ADRESSES, lu.lettres)) lignes.push(ligne)
  const le = jourLocal(prisAt, fuseauDuTerritoire(territoire))
  return attachment(`adresses-${territoire}-${le}.csv`, new TextEncoder().encode(lignes.join('')))
})
