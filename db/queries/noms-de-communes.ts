/** Names of the communes that a demande speaks of. */
import { inArray } from 'drizzle-orm'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { db } from '../client.ts'
import { commune } from '../schema/index.ts'

/** By INSEE code; a code that is no commune of today has no name here. */
export async function listNomsDeCommunes(contenu: Contenu): Promise<ReadonlyMap<string, string>> {
  const { demandeur, recherche } = contenu
  const codes = [demandeur.adresse.commune, ...recherche.localisations.map((une) => une.commune)].flatMap(
    (code) => code ?? [],
  )
  if (codes.length === 0) return new Map()
  const rows = await db
    .select({ codeInsee: commune.codeInsee, nom: commune.nom })
    .from(commune)
    .where(inArray(commune.codeInsee, codes))
  return new Map(rows.map(({ codeInsee, nom }) => [codeInsee, nom]))
}
