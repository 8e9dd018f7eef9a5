/** `GET /api/v1/communes?q=`: the communes that a text may mean, best first. */
import { findCommunes } from '#db/queries/index-communes.ts'
import { COLONNES_DE_COMMUNE, formatCommuneTrouvee } from '#lib/documents/communes-ouvertes.ts'
import { streamCsv } from '#lib/documents/csv.ts'
import { contratCommunes } from '#lib/web/api/contrats.ts'
import { defineRoute, preflight, refuseMethode } from '#lib/web/define-route.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

export const GET = defineRoute({
  acces: 'public',
  contrat: contratCommunes,
  run: async ({ q, limite }) => ({ ok: true, value: (await findCommunes(q, limite)).map(formatCommuneTrouvee) }),
  exports: {
    csv: async ({ q, limite }) => ({
      ok: true,
      value: { nom: 'communes.csv', morceaux: streamCsv(COLONNES_DE_COMMUNE, await findCommunes(q, limite)) },
    }),
  },
})

export const OPTIONS = preflight
export const POST = refuseMethode
export const PUT = refuseMethode
export const PATCH = refuseMethode
export const DELETE = refuseMethode
