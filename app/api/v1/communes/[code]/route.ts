/** `GET /api/v1/communes/{code}`: a commune and its latest figures, masked; a former code leads to today's. */
import { loadChiffres } from '#db/queries/chiffres.ts'
import { type CommuneDetaillee, loadCommune, resolveCode } from '#db/queries/communes.ts'
import { lecture } from '#db/queries/lecture.ts'
import { listPoints } from '#db/queries/points.ts'
import { COLONNES_DE_CHIFFRES, formatCommuneOuverte, linesOfChiffres } from '#lib/documents/communes-ouvertes.ts'
import { streamCsv } from '#lib/documents/csv.ts'
import { contratCommune } from '#lib/web/api/contrats.ts'
import { defineRoute, preflight, refuseMethode, type Sortie } from '#lib/web/define-route.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

/** The commune of today, the address of the one that took it over, or nothing. */
async function find(code: string): Promise<Sortie<CommuneDetaillee>> {
  const resolu = await resolveCode(lecture, code)
  if (resolu?.kind === 'ancienne') return { ok: 'ailleurs', vers: `/api/v1/communes/${resolu.codeInsee}` }
  const value = resolu && (await loadCommune(lecture, resolu.codeInsee))
  if (value) return { ok: true, value }
  return { ok: false, refus: { code: 'introuvable', detail: `Aucune commune ne porte le code INSEE ${code}.` } }
}

export const GET = defineRoute({
  acces: 'public',
  contrat: contratCommune,
  run: async ({ code }) => {
    const found = await find(code)
    if (found.ok !== true) return found
    const [chiffres, { total }] = await Promise.all([
      loadChiffres(lecture, found.value.codeInsee),
      listPoints(lecture, { commune: found.value.codeInsee, tousPublics: true }, { limite: 1 }),
    ])
    return { ok: true, value: formatCommuneOuverte(found.value, chiffres, total) }
  },
  exports: {
    csv: async ({ code }) => {
      const found = await find(code)
      if (found.ok !== true) return found
      const lines = linesOfChiffres(found.value, await loadChiffres(lecture, found.value.codeInsee))
      const nom = `logement-social-${found.value.codeInsee}-${found.value.slug}.csv`
      return { ok: true, value: { nom, morceaux: streamCsv(COLONNES_DE_CHIFFRES, lines) } }
    },
  },
})

export const OPTIONS = preflight
export const POST = refuseMethode
export const PUT = refuseMethode
export const PATCH = refuseMethode
export const DELETE = refuseMethode
