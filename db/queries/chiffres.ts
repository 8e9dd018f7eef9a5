/** Read side of the figures of communes. What is returned is masked: no raw count leaves this file. */
import { eq, inArray } from 'drizzle-orm'
import { parseJour } from '#lib/domain/calendrier.ts'
import { chiffresDuRegistre } from '#lib/domain/demande/comptage.ts'
import { parseDepartement, territoireDuDepartement } from '#lib/domain/demande/territoire.ts'
import { type ChiffresDuRegistre, type ChiffresPublies, publishChiffres } from '#lib/domain/territoire/chiffres.ts'
import { departementOf } from '#lib/domain/territoire/code-insee.ts'
import { REGLAGE_DU_SEUIL, readSeuil } from '#lib/domain/territoire/secret.ts'
import { env } from '#lib/env.ts'
import type { Reader } from '../client.ts'
import { listTerritoiresOuverts } from '../repositories/reglages-de-territoire.ts'
import { chiffreDeCommune, comptage, reglage } from '../schema/index.ts'

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
  const [seuil, registres] = [await loadSeuil(reader), await loadRegistreOf(reader, codes)]
  const rows = await reader
    .select()
    .from(chiffreDeCommune)
    .where(inArray(chiffreDeCommune.codeInsee, [...codes]))
  const declares = Map.groupBy(rows, (row) => row.codeInsee)
  return new Map(
    codes.flatMap((codeInsee) => {
      const published = publishChiffres(declares.get(codeInsee) ?? [], seuil, registres.get(codeInsee))
      return published ? [[codeInsee, published] as const] : []
    }),
  )
}

/** What the register counted of communes, where it is the register of their territory (online renewal is switched on). */
async function loadRegistreOf(
  reader: Reader,
  codes: readonly string[],
): Promise<ReadonlyMap<string, ChiffresDuRegistre>> {
  const territoires = new Map(
    codes.flatMap((code) => {
      const departement = parseDepartement(departementOf(code))
      return departement ? [[code, territoireDuDepartement(departement)] as const] : []
    }),
  )
  const rows = await reader
    .select()
    .from(comptage)
    .where(inArray(comptage.lieu, [...codes, ...new Set(territoires.values())]))
  if (rows.length === 0) return new Map()
  const ouverts = new Set<string>(await listTerritoiresOuverts(reader, 'renouvellement-en-ligne'))
  const byLieu = Map.groupBy(rows, ({ lieu }) => lieu)
  return new Map(
    [...territoires].flatMap(([code, territoire]) => {
      // R-CHI-17 — choix du portail : un registre où un territoire n’est pas entré n’en compte que des restes
      if (!ouverts.has(territoire)) return []
      const ouverture = byLieu.get(territoire)?.find(({ mesure }) => mesure === 'ouverture')
      const suivi = {
        suiviDepuis: (ouverture && parseJour(ouverture.periode)) ?? null,
        plieLe: ouverture?.arreteLe ?? null,
        demonstration: env.mode === 'demonstration',
      }
      const registre = chiffresDuRegistre(byLieu.get(code) ?? [], suivi)
      return registre ? [[code, registre] as const] : []
    }),
  )
}
