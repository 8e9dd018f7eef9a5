/** Read side of the figures of communes. What is returned is masked: no raw count leaves this file. */
import { eq, inArray } from 'drizzle-orm'
import { type ChiffresPublies, publishChiffres } from '#lib/domain/territoire/chiffres.ts'
import { REGLAGE_DU_SEUIL, readSeuil } from '#lib/domain/territoire/secret.ts'
import type { Reader } from '../client.ts'
import { chiffreDeCommune, reglage } from '../schema/index.ts'

/** The masking threshold in force. */
export async function loadSeuil(reader: Reader): Promise<number> {
  const [row] = await reader.select({ valeur: reglage.valeur }).from(reglage).where(eq(reglage.nom, REGLAGE_DU_SEUIL))
  return readSeuil(row?.valeur)
}

/** The latest figures of a commune, masked; undefined when none is declared. */
export async function loadChiffres(reader: Reader, codeInsee: string): Promise<ChiffresPublies | undefined> {
  return (await loadChiffresOf(reader, [codeInsee])).get(codeInsee)
}

/** The same for several communes at once, by INSEE code. */
export async function loadChiffresOf(
  reader: Reader,
  codes: readonly string[],
): Promise<ReadonlyMap<string, ChiffresPublies>> {
  if (codes.length === 0) return new Map()
  const seuil = await loadSeuil(reader)
  const rows = await reader
    .select()
    .from(chiffreDeCommune)
    .where(inArray(chiffreDeCommune.codeInsee, [...codes]))
  return new Map(
    [...Map.groupBy(rows, (row) => row.codeInsee)].flatMap(([codeInsee, declared]) => {
      const published = publishChiffres(declared, seuil)
      return published ? [[codeInsee, published] as const] : []
    }),
  )
}
