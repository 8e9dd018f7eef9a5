/** How far the reading of an import is, for the page that shows it and asks again by itself. */
import { findImport, findLecture } from '#db/queries/imports.ts'
import { defineDownload } from '#lib/web/define-download.ts'

export const acces = 'consulter-recensements'

export const GET = defineDownload<{ id: string }>(
  acces,
  async ({ acteur }, { id }) => {
    if (!(await findImport(acteur, id))) return undefined
    const { lues = 0, enCours = false } = (await findLecture(id)) ?? {}
    return Response.json({ lues, enCours }, { headers: { 'cache-control': 'private, no-store' } })
  },
  { isGeste: false },
)
