/** Départements as the directory offers them. */
import { sql } from 'drizzle-orm'
import type { Reader } from '../client.ts'
import { departement } from '../schema/index.ts'

/** Every département, in the order of its code. */
export const listDepartements = (reader: Reader): Promise<{ code: string; nom: string }[]> =>
  reader
    .select({ code: departement.code, nom: departement.nom })
    .from(departement)
    .orderBy(sql`${departement.code} collate "C"`)
