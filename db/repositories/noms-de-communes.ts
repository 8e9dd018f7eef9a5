/** Names of the communes that a demande speaks of: those of today and of before, arrondissements municipaux too. */
import { and, eq, inArray } from 'drizzle-orm'
import { type CommunePostale, villeDe } from '#lib/domain/territoire/code-insee.ts'
import type { Reader } from '../client.ts'
import { commune, communeAncienne } from '../schema/index.ts'
import { listCommunesDAvant, listCommunesPostalesDAvant } from './communes-d-avant.ts'

/**
 * By INSEE code; a code that never was a commune's has no name here. An arrondissement has its own name, else that of its
 * city, which is named too: the last line of an address is hers.
 */
export async function listNomsDeCommunes(reader: Reader, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const arrondissements = [...new Set(codes)].filter((code) => villeDe(code) !== code)
  const rows = await reader
    .select({ code: commune.codeInsee, nom: commune.nom, quitteeLe: commune.quitteeLe })
    .from(commune)
    .where(inArray(commune.codeInsee, [...new Set(codes.flatMap((code) => [code, villeDe(code)]))]))
  const noms = new Map(rows.map(({ code, nom }) => [code, nom]))
  const dAujourdhui = new Set(rows.flatMap(({ code, quitteeLe }) => (quitteeLe === null ? [code] : [])))
  const autres = [...new Set(codes)].filter((code) => !dAujourdhui.has(code) && villeDe(code) === code)
  for (const { code, nom } of await listCommunesDAvant(reader, autres)) noms.set(code, nom)
  if (arrondissements.length === 0) return noms
  const nommes = await reader
    .select({ code: communeAncienne.codeInsee, nom: communeAncienne.nom })
    .from(communeAncienne)
    .where(and(eq(communeAncienne.nature, 'arrondissement'), inArray(communeAncienne.codeInsee, arrondissements)))
  const propres = new Map(nommes.map(({ code, nom }) => [code, nom]))
  for (const code of arrondissements) {
    const nom = propres.get(code) ?? noms.get(villeDe(code))
    if (nom !== undefined) noms.set(code, nom)
  }
  return noms
}

/** By INSEE code, how the post calls it: an arrondissement is its city; a code that never was a commune's is not there. */
export async function listCommunesPostales(
  reader: Reader,
  codes: readonly string[],
): Promise<ReadonlyMap<string, CommunePostale>> {
  const villes = [...new Set(codes.map(villeDe))]
  if (villes.length === 0) return new Map()
  const rows = await reader
    .select({ code: commune.codeInsee, nom: commune.nom, quitteeLe: commune.quitteeLe })
    .from(commune)
    .where(inArray(commune.codeInsee, villes))
  const postales = new Map<string, CommunePostale>(rows.map(({ code, nom }) => [code, { nom, ancienne: null }]))
  const dAujourdhui = new Set(rows.flatMap(({ code, quitteeLe }) => (quitteeLe === null ? [code] : [])))
  const davant = await listCommunesPostalesDAvant(
    reader,
    villes.filter((code) => !dAujourdhui.has(code)),
  )
  for (const [code, une] of davant) postales.set(code, une)
  return postales
}
