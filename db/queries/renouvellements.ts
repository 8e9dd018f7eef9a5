/** How many renewals the register counted in a month, by region and by canal: what the night folded, never the faits. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
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
const lignesSchema = z.array(z.object({ nom: z.string(), canaux: z.record(z.string(), z.number()), total: z.number() }))

/**
 * Those of a month, of the last one that is counted unless another is asked that is; null: none is. `autres`: the other
 * months, the last ones first.
 */
export async function listRenouvellements(
  demande?: unknown,
): Promise<Readonly<{ mois: string | null; autres: readonly string[]; regions: readonly RenouvellementsDeRegion[] }>> {
  const connus = moisSchema
    .parse([
      ...(await db.execute(sql`
        select distinct periode as mois from comptage where mesure = 'renouvellements' and nombre <> 0
        order by 1 desc limit ${MOIS_AU_PLUS}`)),
    ])
    .map(({ mois }) => mois)
  const mois = connus.find((un) => un === demande) ?? connus[0]
  if (mois === undefined) return { mois: null, autres: [], regions: [] }
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
    regions: regions.toSorted((une, autre) => une.nom.localeCompare(autre.nom, 'fr')),
  }
}
