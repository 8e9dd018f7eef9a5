/** The communes that were, by a code that none of today has: how each is named, and its postcodes. */
import { and, eq, inArray, isNull, ne, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { CommuneNommee } from '#lib/domain/demande/formulaire/renouvellement/communes.ts'
import {
  type CommunePostale,
  type CommunesActuelles,
  communePostaleDAvant,
  nomDAvant,
  villeDe,
} from '#lib/domain/territoire/code-insee.ts'
import type { Reader } from '../client.ts'
import { commune, communeAncienne } from '../schema/index.ts'

/** Those of these codes, or all; an arrondissement is a commune of no day. */
export async function listCommunesDAvant(reader: Reader, codes?: readonly string[]): Promise<readonly CommuneNommee[]> {
  return (await readCommunesDAvant(reader, codes)).map((row) => ({
    code: row.code,
    nom: nomDAvant(row.nom, row.actuelle),
    codesPostaux: row.codesPostaux.length > 0 ? row.codesPostaux : row.postauxDeLActuelle,
  }))
}

const actuellesSchema = z.array(z.object({ code: z.string(), actuelle: z.string() }))

/** The commune of today that each of these codes is in, of those that a commune had before; an arrondissement is not one. */
export async function listCommunesActuelles(reader: Reader, codes: readonly string[]): Promise<CommunesActuelles> {
  const cherches = [...new Set(codes)].filter((code) => villeDe(code) === code)
  if (cherches.length === 0) return new Map()
  // R-TER-17 — code officiel géographique (INSEE) : la même fonction que les comptes du registre, un seul lieu
  const rows = await reader.execute(sql`
    select code, commune_actuelle(code) as actuelle from unnest(${sql.param(cherches)}::text[]) as cherches (code)
    where commune_actuelle(code) <> code`)
  return new Map(actuellesSchema.parse([...rows]).map(({ code, actuelle }) => [code, actuelle]))
}

/** How the post calls those of these codes. */
export async function listCommunesPostalesDAvant(
  reader: Reader,
  codes: readonly string[],
): Promise<ReadonlyMap<string, CommunePostale>> {
  const rows = await readCommunesDAvant(reader, codes)
  return new Map(rows.map(({ code, nom, actuelle }) => [code, communePostaleDAvant(nom, actuelle)]))
}

/** Each once, with its own name, empty when it is not known, and the commune that it is in today. */
async function readCommunesDAvant(reader: Reader, codes?: readonly string[]) {
  if (codes?.length === 0) return []
  const actuelle = alias(commune, 'actuelle')
  const { codeInsee, nom, nature, communeCode, codesPostaux } = communeAncienne
  const deMemeCode = reader
    .select({ un: sql`1` })
    .from(commune)
    .where(and(eq(commune.codeInsee, codeInsee), isNull(commune.quitteeLe)))
  const rows = await reader
    .select({
      code: codeInsee,
      nom,
      codesPostaux,
      actuelle: actuelle.nom,
      postauxDeLActuelle: actuelle.codesPostaux,
    })
    .from(communeAncienne)
    .innerJoin(actuelle, eq(actuelle.codeInsee, communeCode))
    .where(and(ne(nature, 'arrondissement'), notExists(deMemeCode), codes ? inArray(codeInsee, [...codes]) : undefined))
    // A row that has a name says more than one that is a code alone.
    .orderBy(codeInsee, sql`${nom} = ''`, nature, communeCode)
  const premieres = new Map<string, (typeof rows)[number]>()
  for (const row of rows) if (!premieres.has(row.code)) premieres.set(row.code, row)
  return [...premieres.values()]
}
