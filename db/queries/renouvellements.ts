/** How many renewals the register counted in a month, by region and by canal: what the night folded, never the faits. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Jour, jour } from '#lib/domain/calendrier.ts'
import { departementsDuTerritoire, TERRITOIRES } from '#lib/domain/demande/territoire.ts'
import { db } from '../client.ts'

/** Months that may be read: more are in the table. */
const MOIS_AU_PLUS = 13
/** Saint-Pierre-et-Miquelon is in none. */
const HORS_DES_REGIONS = 'Hors des régions'

export type RenouvellementsDeRegion = Readonly<{
  nom: string
  /** By code of the canal; empty: nobody says by which. */
  canaux: Readonly<Record<string, number>>
  total: number
}>

const moisSchema = z.array(z.object({ mois: z.string() }))
const jusquaSchema = z.array(z.object({ jusqua: z.string().nullable() }))
const lignesSchema = z.array(z.object({ nom: z.string(), canaux: z.record(z.string(), z.number()), total: z.number() }))

type Renouvellements = Readonly<{
  mois: string | null
  autres: readonly string[]
  /** The last day that the night counted, AAAA-MM-JJ; null: none was yet. */
  jusquAu: Jour | null
  regions: readonly RenouvellementsDeRegion[]
}>

/**
 * Those of a month, of the last one that is counted unless another is asked that is; null: none is. `autres`: the other
 * months, the last ones first.
 */
export async function listRenouvellements(demande?: unknown): Promise<Renouvellements> {
  // By place first, as the table is kept: its lines of communes are many more.
  const deTerritoires = sql`lieu in (select json_array_elements_text(${JSON.stringify(TERRITOIRES)}::json))`
  const connus = moisSchema
    .parse([
      ...(await db.execute(sql`
        select distinct periode as mois from comptage
        where ${deTerritoires} and mesure = 'renouvellements' and nombre <> 0
        order by 1 desc limit ${MOIS_AU_PLUS}`)),
    ])
    .map(({ mois }) => mois)
  const mois = connus.find((un) => un === demande) ?? connus[0]
  const [arrete] = jusquaSchema.parse([
    ...(await db.execute(sql`
      select max(arrete_le)::text as jusqua from comptage where ${deTerritoires} and mesure = 'ouverture'`)),
  ])
  const jusquAu = arrete?.jusqua ? jour(arrete.jusqua) : null
  if (mois === undefined) return { mois: null, autres: [], jusquAu, regions: [] }
  // R-STA-01 — bulletin de juillet 2014, « Portail Grand Public » : par mois et par canal, dans la région du territoire
  const territoires = TERRITOIRES.map((territoire) => ({
    territoire,
    departement: departementsDuTerritoire(territoire)[0],
  }))
  const regions = lignesSchema.parse([
    ...(await db.execute(sql`
      with comptes as (
        select coalesce(region.nom, ${HORS_DES_REGIONS}) as nom, comptage.detail, sum(comptage.nombre)::int as nombre
        from json_to_recordset(${JSON.stringify(territoires)}::json) suivi(territoire text, departement text)
        join comptage on comptage.lieu = suivi.territoire
        left join departement on departement.code = suivi.departement
        left join region on region.code = departement.region_code
        where comptage.mesure = 'renouvellements' and comptage.periode = ${mois}
        group by 1, 2 having sum(comptage.nombre) <> 0)
      select nom, json_object_agg(detail, nombre) as canaux, sum(nombre)::int as total from comptes group by nom`)),
  ])
  return {
    mois,
    autres: connus.filter((un) => un !== mois),
    jusquAu,
    regions: regions.toSorted((une, autre) => une.nom.localeCompare(autre.nom, 'fr')),
  }
}
