/** How much open data there is and how fresh it is; the addresses that a search engine should know. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Reader } from '../client.ts'

const fraicheurSchema = z.tuple([
  z.object({
    communes: z.coerce.number(),
    points: z.coerce.number(),
    communesAvecChiffres: z.coerce.number(),
    annee: z.coerce.number().nullable(),
    publieAt: z.coerce.date().nullable(),
  }),
])
export type Fraicheur = z.infer<typeof fraicheurSchema>[0]

/** `annee`: the latest year with figures; `publieAt`: the instant of the last publication, null before any. */
export async function loadFraicheur(reader: Reader): Promise<Fraicheur> {
  const rows = await reader.execute(sql`
    select (select count(*) from commune) as communes,
      (select count(*) from point_de_contact where retire_at is null) as points,
      (select count(distinct code_insee) from chiffre_de_commune) as "communesAvecChiffres",
      (select max(annee) from chiffre_de_commune) as annee,
      (select max(at) from publication) as "publieAt"`)
  return fraicheurSchema.parse([...rows])[0]
}

/** Far below the 50,000 addresses that one sitemap may hold. */
export const ADRESSES_PAR_PLAN = 10_000

const communesSchema = z.array(z.object({ codeInsee: z.string(), slug: z.string() }))
const pointsSchema = z.array(z.object({ id: z.string(), misAJourLe: z.string() }))

/** Part `rang` (from 0) of the communes, by code. */
export const listCommunesDuPlan = async (reader: Reader, rang: number) =>
  communesSchema.parse([
    ...(await reader.execute(sql`select code_insee as "codeInsee", slug from commune order by code_insee
      limit ${ADRESSES_PAR_PLAN} offset ${rang * ADRESSES_PAR_PLAN}`)),
  ])

/** Part `rang` (from 0) of the published points, by id. */
export const listPointsDuPlan = async (reader: Reader, rang: number) =>
  pointsSchema.parse([
    ...(await reader.execute(sql`select id, mis_a_jour_le::text as "misAJourLe" from point_de_contact
      where retire_at is null order by id limit ${ADRESSES_PAR_PLAN} offset ${rang * ADRESSES_PAR_PLAN}`)),
  ])
