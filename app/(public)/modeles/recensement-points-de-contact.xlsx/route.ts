/** The blank census workbook, for anyone; the administration hands over the prefilled one. */
import { writeRecensement } from '#lib/documents/recensement-modele.ts'
import { answerClasseur } from '#lib/web/classeur.ts'

export const acces = 'public'
export const dynamic = 'force-static'

export const GET = async (): Promise<Response> =>
  answerClasseur(await writeRecensement(), 'recensement-points-de-contact.xlsx', 'public, max-age=0, s-maxage=3600')
