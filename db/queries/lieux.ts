/** Communes and départements as the directory needs them. */
import { asc, desc, eq, or, sql } from 'drizzle-orm'
import { slugOf } from '#lib/domain/territoire/slug.ts'
import type { Reader } from '../client.ts'
import { commune, departement } from '../schema/index.ts'

export type CommuneTrouvee = Readonly<{ codeInsee: string; nom: string; departement: string }>

const AUTRES_MAX = 8

/** The communes that a whole name or a postcode means, most populated first. */
export async function findCommunes(reader: Reader, texte: string): Promise<CommuneTrouvee[]> {
  const typed = texte.trim()
  const slug = slugOf(typed)
  const where = /^\d{5}$/.test(typed)
    ? or(sql`${typed} = any(${commune.codesPostaux})`, eq(commune.codeInsee, typed))
    : eq(commune.slug, slug)
  return reader
    .select({ codeInsee: commune.codeInsee, nom: commune.nom, departement: commune.departementCode })
    .from(commune)
    .where(where)
    .orderBy(desc(commune.population), asc(commune.codeInsee))
    .limit(AUTRES_MAX)
}

/** Every département, in the order of its code. */
export const listDepartements = (reader: Reader): Promise<{ code: string; nom: string }[]> =>
  reader
    .select({ code: departement.code, nom: departement.nom })
    .from(departement)
    .orderBy(sql`${departement.code} collate "C"`)
