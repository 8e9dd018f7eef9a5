/** The other demandes of a person in a territory, by the keys that a trigger keeps: one look-up of their index. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { MEMES_AU_PLUS, type MemePersonne, rankMemesPersonnes } from '#lib/domain/demande/memes-personnes.ts'
import { type NumeroUnique, parseNumeroUnique, readNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Tx } from '../client.ts'
import { clesDesTitulaires } from './demandes.row.ts'

/** Others of one key that are looked up: one more than are compared at a time, so that it is known that there are. */
export const MEMES_PAR_CLE = MEMES_AU_PLUS + 1

export type RowDeMeme = Readonly<{ numeroUnique: string; cle: string }>
const rowsSchema = z.array(z.object({ numeroUnique: z.string(), cle: z.string() }))

export function toMeme({ numeroUnique, cle }: RowDeMeme): MemePersonne {
  const numero = parseNumeroUnique(numeroUnique)
  if (!numero) throw new Error('The register holds a number that is none')
  return { numeroUnique: numero, certitude: cle.startsWith('c') ? 'certaine' : 'probable' }
}

/**
 * Those of whoever holds this content, in the territory of this number; itself apart. `distinctes`: those of which people
 * said that they are of another person, found after the others.
 */
export async function findMemesPersonnes(
  tx: Tx,
  { numeroUnique, contenu }: Readonly<{ numeroUnique: NumeroUnique; contenu: Contenu }>,
  distinctes: readonly NumeroUnique[] = [],
): Promise<readonly MemePersonne[]> {
  const cles = clesDesTitulaires(contenu)
  if (cles.length === 0) return []
  const { territoire } = readNumeroUnique(numeroUnique)
  // Said only when there are some: it keeps the index from giving the first ones.
  const dernieres = distinctes.length > 0 ? sql`numero_unique = any(${sql.param([...distinctes])}::text[]), ` : sql``
  // Key by key: the many homonyms of one would hide the others.
  const rows = await tx.execute(sql`
    select autre.* from unnest(${sql.param(cles)}::text[]) mienne(cle) cross join lateral (
      select numero_unique as "numeroUnique", mienne.cle from cle_de_titulaire
      where territoire = ${territoire} and cle = mienne.cle and numero_unique <> ${numeroUnique}
      order by ${dernieres}numero_unique limit ${MEMES_PAR_CLE}) autre`)
  return rankMemesPersonnes(rowsSchema.parse([...rows]).map(toMeme))
}
