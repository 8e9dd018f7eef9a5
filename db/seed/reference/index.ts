/** The territory: regions, départements, EPCI, communes of today and the former codes and names that lead to them. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db, Tx } from '#db/client.ts'
import { PATIENCE, type Patience, tryPatiently } from '#db/patience.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { BALISE_DU_TERRITOIRE } from '#lib/domain/guichet/balises.ts'
import { placeCommunes } from '#lib/domain/territoire/positions.ts'
import { slugOf } from '#lib/domain/territoire/slug.ts'
import { listAnciennes } from './anciennes.ts'
import { readCommunes, readDepartements, readEpcis, readLieux, readRegions, versionOfSources } from './sources.ts'

/** Raised when this file or the rules that it calls would fill the same lists differently. */
const VERSION_DU_REMPLISSAGE = 3
const REGLAGE = 'territoire'
const LOCK = 7_140_730

/**
 * Fills the territory, in one transaction; does nothing when these lists are already there. Official positions that an
 * operator has loaded (npm run positions) are kept. A commune that left the list keeps its row, and its page: figures may
 * hold it; it says since when, and it is of before (R-TER-17). Rejects with an `Obstacle` when somebody holds a table too
 * long: nothing is filled then.
 */
export async function seedReference(db: Db, { attente, essais }: Patience = PATIENCE): Promise<void> {
  const version = `${VERSION_DU_REMPLISSAGE} ${versionOfSources()}`
  if (await isUpToDate(db, version)) return
  const refill = () =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
      if (await isUpToDate(tx, version)) return
      // The recount closes the demandes to whoever writes: the version that still serves would wait behind it.
      await tx.execute(sql`select set_config('lock_timeout', ${String(attente)}, true)`)
      await fill(tx)
      await tx.execute(sql`
        insert into reglage (nom, valeur) values (${REGLAGE}, to_jsonb(${version}::text))
        on conflict (nom) do update set valeur = excluded.valeur`)
      await recordPublication(tx, [BALISE_DU_TERRITOIRE])
    })
  await tryPatiently(refill, { essais })
  await db.execute(sql`analyze region, departement, epci, commune, commune_ancienne`)
}

async function isUpToDate(reader: Pick<Db, 'execute'> | Tx, version: string): Promise<boolean> {
  const rows = await reader.execute(
    sql`select 1 from reglage where nom = ${REGLAGE} and valeur = to_jsonb(${version}::text)`,
  )
  return rows.length > 0
}

/** Rows travel as one JSON text each: 35,000 communes in about a second. */
const rowsOf = (rows: readonly unknown[]) => sql`(${JSON.stringify(rows)}::text)::jsonb`

const carteSchema = z.tuple([z.object({ carte: z.string() })])

async function fill(tx: Tx): Promise<void> {
  const [{ carte }] = carteSchema.parse([...(await tx.execute(sql`select carte_des_communes()::text as carte`))])
  const all = readCommunes()
  const actuelles = all.filter((commune) => commune.type === 'commune-actuelle')
  const epcis = readEpcis()
  const epciOf = new Map(epcis.flatMap((epci) => epci.membres.map((membre) => [membre.code, epci.code] as const)))
  const { positions } = placeCommunes(
    actuelles.map((commune) => ({
      codeInsee: commune.code,
      nom: commune.nom,
      departement: commune.departement,
      arrondissement: commune.arrondissement ?? null,
      codesPostaux: commune.codesPostaux ?? [],
    })),
    readLieux(actuelles),
  )

  await tx.execute(sql`
    insert into region select * from jsonb_to_recordset(${rowsOf(readRegions())}) as r(code text, nom text)
    on conflict (code) do update set nom = excluded.nom`)
  await tx.execute(sql`
    insert into departement (code, nom, region_code)
    select code, nom, region from jsonb_to_recordset(${rowsOf(readDepartements())}) as d(code text, nom text, region text)
    on conflict (code) do update set nom = excluded.nom, region_code = excluded.region_code`)
  await tx.execute(sql`
    insert into epci select * from jsonb_to_recordset(${rowsOf(epcis.map(({ code, nom }) => ({ code, nom })))}) as e(code text, nom text)
    on conflict (code) do update set nom = excluded.nom`)
  const rows = actuelles.map((commune) => {
    const position = positions.get(commune.code)
    return {
      code_insee: commune.code,
      nom: commune.nom,
      slug: slugOf(commune.nom),
      departement_code: commune.departement,
      epci_code: epciOf.get(commune.code) ?? null,
      codes_postaux: commune.codesPostaux ?? [],
      population: commune.population ?? 0,
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
      position_precision: position?.precision ?? null,
      position_source: position?.source ?? null,
    }
  })
  await tx.execute(sql`
    insert into commune (code_insee, nom, slug, departement_code, epci_code, codes_postaux, population,
                         latitude, longitude, position_precision, position_source)
    select code_insee, nom, slug, departement_code, epci_code, codes_postaux, population,
           latitude, longitude, position_precision, position_source
    from jsonb_to_recordset(${rowsOf(rows)}) as c(
      code_insee text, nom text, slug text, departement_code text, epci_code text, codes_postaux text[], population int,
      latitude float8, longitude float8, position_precision text, position_source text)
    on conflict (code_insee) do update set
      nom = excluded.nom, slug = excluded.slug, departement_code = excluded.departement_code,
      epci_code = excluded.epci_code, codes_postaux = excluded.codes_postaux, population = excluded.population,
      quittee_le = null,
      latitude = case when commune.position_source = 'officielle' then commune.latitude else excluded.latitude end,
      longitude = case when commune.position_source = 'officielle' then commune.longitude else excluded.longitude end,
      position_precision = case when commune.position_source = 'officielle' then commune.position_precision else excluded.position_precision end,
      position_source = case when commune.position_source = 'officielle' then 'officielle' else excluded.position_source end`)
  await tx.execute(sql`
    update commune set quittee_le = current_date where quittee_le is null
      and code_insee not in (select jsonb_array_elements_text(${rowsOf(actuelles.map(({ code }) => code))}))`)
  await tx.execute(sql`delete from commune_ancienne`)
  await tx.execute(sql`
    insert into commune_ancienne (code_insee, nom, nature, commune_code, codes_postaux)
    select "codeInsee", nom, nature, "communeCode", "codesPostaux"
    from jsonb_to_recordset(${rowsOf(listAnciennes(all))}) as a(
      "codeInsee" text, nom text, nature text, "communeCode" text, "codesPostaux" text[])
    on conflict do nothing`)
  // R-TER-17: what was counted in a commune that is now in another counts in that one.
  await tx.execute(sql`select recompter_communes(${carte}::text::jsonb)`)
}
