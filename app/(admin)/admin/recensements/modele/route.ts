/** The census workbook, filled with the points and the figures already published: to be corrected, then deposited again. */
import { findCentre } from '#db/queries/administration.ts'
import { listContenusTenus } from '#db/queries/administration-points.ts'
import { listChiffresPourCentre, listChiffresTenus } from '#db/queries/chiffres-du-classeur.ts'
import { writeRecensement } from '#lib/documents/recensement-modele.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { answerClasseur } from '#lib/web/classeur.ts'
import { defineDownload } from '#lib/web/define-download.ts'

export const acces = 'deposer-recensement'

export const GET = defineDownload(acces, async ({ acteur }, _params, query) => {
  const asked = query.get('centre') ?? ('centres' in acteur ? acteur.centres[0] : undefined)
  const centre = asked && isUuid(asked) ? await findCentre(acteur, asked) : undefined
  if (asked ? !centre : acteur.role !== 'gestionnaire-territorial') return undefined
  const [points, chiffres] = await Promise.all([
    listContenusTenus(acteur, centre?.id ?? null),
    centre ? listChiffresPourCentre(centre.departements) : listChiffresTenus(acteur),
  ])
  return answerClasseur(
    await writeRecensement({ points, chiffres }),
    `recensement-${centre?.code ?? 'gestionnaire'}.xlsx`,
  )
})
