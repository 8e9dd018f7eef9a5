/** The file of an import, as it was sent. */
import { loadFichierDImport } from '#db/queries/administration-imports.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { defineDownload } from '#lib/web/define-download.ts'
import { attachment } from '../../piece-jointe.ts'

export const acces = 'consulter-recensements'

export const GET = defineDownload<{ id: string }>(acces, async ({ acteur }, { id }) => {
  const found = isUuid(id) ? await loadFichierDImport(acteur, id) : undefined
  return found?.fichier ? attachment(found.fichierNom, new Uint8Array(found.fichier)) : undefined
})
