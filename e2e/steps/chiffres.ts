import { db } from '#db/client.ts'
import { upsertChiffres } from '#db/repositories/chiffres.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import type { TypeDeLogement } from '#lib/domain/guichet/vocabulaire.ts'
import { openOnce } from './base.ts'

/** As a file would publish them: a source of its own for each row. */
export async function publierDesChiffres(
  codeInsee: string,
  annee: number,
  sources: readonly (readonly [type: TypeDeLogement, source: string])[],
): Promise<void> {
  await openOnce()
  const commun = { codeInsee, annee, logements: 4, demandesEnAttente: null, attributionsN1: null, arreteAu: null }
  await db.transaction(async (tx) => {
    const rows = sources.map(([type, source]) => ({ chiffres: { ...commun, type, source } }))
    await recordPublication(tx, await upsertChiffres(tx, rows, { compteId: null }))
  })
}
