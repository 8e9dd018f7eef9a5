/** The file of an import, as it was sent. */
import { findFichier } from '#db/queries/imports.ts'
import { defineDownload } from '#lib/web/define-download.ts'
import { attachment } from '../../piece-jointe.ts'

export const acces = 'consulter-recensements'

export const GET = defineDownload<{ id: string }>(acces, async ({ acteur }, { id }) => {
  const found = await findFichier(acteur, id)
  return found?.octets ? attachment(found.nom, new Uint8Array(found.octets)) : undefined
})
