/** `GET /api/v1/echeances`: when a demande must be renewed, for anyone, from a day and a département. */
import { readMaintenant } from '#db/queries/instant.ts'
import { lecture } from '#db/queries/lecture.ts'
import { streamCsv } from '#lib/documents/csv.ts'
import { COLONNES_D_ECHEANCES, formatEcheancesOuvertes } from '#lib/documents/echeances-ouvertes.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { parseJourDeToutSiecle } from '#lib/domain/calendrier.ts'
import { findQuand, type RefusDeQuand } from '#lib/domain/demande/quand.ts'
import { contratEcheances } from '#lib/web/api/contrats.ts'
import { defineRoute, preflight, refuseMethode } from '#lib/web/define-route.ts'

export const acces = 'public'
export const dynamic = 'force-dynamic'

/** The sentence of the page advises to write a day in a way that this address does not read. */
const phraseDe = (refus: RefusDeQuand): string =>
  refus.code === 'jour-illisible' ? 'Écrivez un jour qui existe, par exemple 2026-03-12.' : phraseDuRefus(refus)

async function find({ depuis, departement }: Readonly<{ depuis: string; departement: string }>) {
  const found = findQuand({ depuis: parseJourDeToutSiecle(depuis), departement }, await readMaintenant(lecture))
  if (found.ok) return { ok: true, value: formatEcheancesOuvertes(found.value) } as const
  const erreurs = [
    ...(found.jour ? [{ parametre: 'depuis', detail: phraseDe(found.jour) }] : []),
    ...(found.departement ? [{ parametre: 'departement', detail: phraseDe(found.departement) }] : []),
  ]
  const [first] = [found.jour, found.departement].filter((refus) => refus !== undefined)
  if (!first) throw new Error('Refused without a reason')
  return { ok: false, refus: { code: first.code, detail: phraseDe(first), erreurs } } as const
}

export const GET = defineRoute({
  acces: 'public',
  contrat: contratEcheances,
  run: find,
  exports: {
    csv: async (input) => {
      const found = await find(input)
      if (!found.ok) return found
      const { depuis, departement } = found.value
      const nom = `echeances-${depuis}-${departement}.csv`
      return { ok: true, value: { nom, morceaux: streamCsv(COLONNES_D_ECHEANCES, [found.value]) } }
    },
  },
})

export const OPTIONS = preflight
export const POST = refuseMethode
export const PUT = refuseMethode
export const PATCH = refuseMethode
export const DELETE = refuseMethode
