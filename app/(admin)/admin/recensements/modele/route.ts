/** The census workbook, filled with the points and the figures already published: to be corrected, then deposited again. */
import { findCentre, listGestionnairesDe } from '#db/queries/administration.ts'
import { listContenusTenus } from '#db/queries/administration-points.ts'
import { listChiffresPourCentre, listChiffresTenus } from '#db/queries/chiffres-du-classeur.ts'
import { formatContact, writeRecensement } from '#lib/documents/recensement-modele.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { answerClasseur } from '#lib/web/classeur.ts'
import { defineDownload } from '#lib/web/define-download.ts'

export const acces = 'deposer-recensement'

export const GET = defineDownload(acces, async ({ acteur }, _params, query) => {
  const asked = query.get('centre') ?? ('centres' in acteur ? acteur.centres[0] : undefined)
  const centre = asked && isUuid(asked) ? await findCentre(acteur, asked) : undefined
  if (asked ? !centre : acteur.role !== 'gestionnaire-territorial') return undefined
  const departements = centre?.departements ?? ('departements' in acteur ? acteur.departements : [])
  const [points, chiffres, gestionnaires] = await Promise.all([
    listContenusTenus(acteur, centre?.id ?? null),
    centre ? listChiffresPourCentre(centre.departements) : listChiffresTenus(acteur),
    listGestionnairesDe(departements),
  ])
  return answerClasseur(
    await writeRecensement({ points, chiffres, contact: formatContact(gestionnaires) }),
    `recensement-${centre?.code ?? 'gestionnaire'}.xlsx`,
  )
})
