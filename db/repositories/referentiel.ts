/** The facts that the reading of a census needs: the territory, the centres, what is published. */
import { and, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import type { PointPublie } from '#lib/domain/guichet/recensement/comparaison.ts'
import { identiteDe } from '#lib/domain/guichet/recensement/contenus.ts'
import { cleDeChiffres } from '#lib/domain/guichet/recensement/examen.ts'
import type { CentreConnu } from '#lib/domain/guichet/recensement/lecteur.ts'
import { buildReferentiel, type Referentiel } from '#lib/domain/guichet/recensement/referentiel.ts'
import { db, type Reader } from '../client.ts'
import {
  centre,
  chiffreDeCommune,
  commune,
  communeAncienne,
  departement,
  epci,
  pointDeContact,
} from '../schema/index.ts'
import { keepTerritoire } from './garde.ts'
import { toPoint } from './points-de-contact.row.ts'
import type { Tenants } from './verrous.ts'

/** The whole territory, indexed: about a second, once in a process as long as nobody publishes another. */
export const loadReferentiel = keepTerritoire('référentiel', readReferentiel, { confiance: 0 })

type Lieu = readonly [
  ...[codeInsee: string, nom: string, departement: string, epci: string | null, codesPostaux: readonly string[]],
  ...[latitude: number | null, longitude: number | null],
]
type NomPasse = readonly [
  ...[codeInsee: string, nom: string, nature: string, communeCode: string, codesPostaux: readonly string[]],
]

/** The rows of a table as one value: tens of thousands of them, each read by itself, take the driver far longer. */
const asOne = <T>(...colonnes: readonly PgColumn[]) =>
  sql<readonly T[]>`coalesce(json_agg(json_build_array(${sql.join([...colonnes], sql`, `)})), '[]'::json)`

async function readReferentiel(): Promise<Referentiel> {
  const [c, a] = [commune, communeAncienne]
  const lieu = [c.codeInsee, c.nom, c.departementCode, c.epciCode, c.codesPostaux, c.latitude, c.longitude]
  const [pays] = await db.select({ communes: asOne<Lieu>(...lieu) }).from(c)
  const nomPasse = [a.codeInsee, a.nom, a.nature, a.communeCode, a.codesPostaux]
  const [passe] = await db.select({ anciennes: asOne<NomPasse>(...nomPasse) }).from(a)
  const departements = await db.select({ code: departement.code, nom: departement.nom }).from(departement)
  const epcis = await db.select({ code: epci.code, nom: epci.nom }).from(epci)
  return buildReferentiel({
    communes: (pays?.communes ?? []).map(([codeInsee, nom, departement, epci, codesPostaux, latitude, longitude]) => ({
      codeInsee,
      nom,
      departement,
      epci,
      codesPostaux,
      position: latitude === null || longitude === null ? null : { latitude, longitude },
    })),
    anciennes: (passe?.anciennes ?? []).map(([codeInsee, nom, nature, communeCode, codesPostaux]) => ({
      codeInsee,
      nom,
      nature,
      communeCode,
      codesPostaux,
    })),
    departements,
    epcis,
  })
}

const CENTRE = {
  id: centre.id,
  code: centre.code,
  siren: centre.siren,
  nom: centre.nom,
  departements: centre.departements,
}

/** Every centre: a gestionnaire's rows find theirs among them. */
export const loadCentres = (reader: Reader): Promise<CentreConnu[]> =>
  reader.select(CENTRE).from(centre).orderBy(centre.nom)

/** A centre by its id or by its code guichet. */
export async function findCentreConnu(reader: Reader, key: { id: string } | { code: string }) {
  const [row] = await reader
    .select(CENTRE)
    .from(centre)
    .where('id' in key ? eq(centre.id, key.id) : eq(centre.code, key.code))
  return row
}

/** Held by these centres, or by no centre in these départements. */
export const heldBy = ({ centreIds, departements }: Tenants) =>
  or(
    centreIds.length > 0 ? inArray(pointDeContact.centreId, [...centreIds]) : sql`false`,
    departements.length > 0
      ? and(isNull(pointDeContact.centreId), inArray(pointDeContact.departementCode, [...departements]))
      : sql`false`,
  )

/** Published points of these centres, and those without a centre in these départements; locked for a publication. */
export async function loadPublies(
  reader: Reader,
  { lock = false, ...portee }: Tenants & Readonly<{ lock?: boolean }>,
): Promise<PointPublie[]> {
  const scan = reader
    .select()
    .from(pointDeContact)
    .where(and(isNull(pointDeContact.retireAt), heldBy(portee)))
    .orderBy(pointDeContact.id)
  const rows = await (lock ? scan.for('update') : scan)
  return rows.map((row) => ({ point: toPoint(row), version: row.version }))
}

/** Where these contents say: in one of their communes, or by telephone and on the internet. */
function isNear(contenus: readonly ContenuDePoint[]) {
  const communes = new Set(contenus.flatMap(({ canal, adresse }) => (canal === 'physique' ? [adresse.codeInsee] : [])))
  return or(
    contenus.some(({ canal }) => canal !== 'physique') ? ne(pointDeContact.canal, 'physique') : sql`false`,
    communes.size > 0 ? inArray(pointDeContact.codeInsee, [...communes]) : sql`false`,
  )
}

async function loadNear(reader: Reader, contenus: readonly ContenuDePoint[], portee: SQL | undefined) {
  const rows = await reader
    .select()
    .from(pointDeContact)
    .where(and(isNull(pointDeContact.retireAt), isNear(contenus), portee))
    .orderBy(pointDeContact.id)
  return rows.map((row): PointPublie => ({ point: toPoint(row), version: row.version }))
}

type Pres = Readonly<{ departements: readonly string[]; contenus: readonly ContenuDePoint[] }>

/** Published points of these départements that `sauf` does not hold, and that may stand where these contents say. */
export const loadAutres = async (
  reader: Reader,
  { sauf, departements, contenus }: Pres & Readonly<{ sauf: Tenants }>,
): Promise<PointPublie[]> =>
  departements.length === 0 || contenus.length === 0
    ? []
    : loadNear(
        reader,
        contenus,
        and(inArray(pointDeContact.departementCode, [...departements]), sql`not coalesce(${heldBy(sauf)}, false)`),
      )

/** The same, with those that `tenants` hold. */
export const loadVoisins = async (
  reader: Reader,
  { tenants, departements, contenus }: Pres & Readonly<{ tenants: Tenants }>,
): Promise<PointPublie[]> =>
  loadNear(
    reader,
    contenus,
    or(
      heldBy(tenants),
      departements.length > 0 ? inArray(pointDeContact.departementCode, [...departements]) : sql`false`,
    ),
  )

/** By the id of each duplicate among these, the published point to which it leads, however many times they were merged. */
export async function loadReunis(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reader.execute<{ doublon: string; garde: string }>(sql`
    with recursive suite as (
      select p.id as doublon, p.id, p.fusionne_dans, p.retire_at
      from point_de_contact p where p.id = any(${sql.param([...ids])}) and p.fusionne_dans is not null
      union all
      select suite.doublon, p.id, p.fusionne_dans, p.retire_at
      from point_de_contact p join suite on p.id = suite.fusionne_dans
    )
    select doublon, id as garde from suite where retire_at is null`)
  return new Map(rows.map(({ doublon, garde }) => [doublon, garde]))
}

/** Names of centres, by id. */
export async function loadNomsDeCentres(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reader
    .select({ id: centre.id, nom: centre.nom })
    .from(centre)
    .where(inArray(centre.id, [...ids]))
  return new Map(rows.map(({ id, nom }) => [id, nom]))
}

/** Withdrawn points of the same holders, by what names them; of several, the last one withdrawn. */
export async function loadRetires(reader: Reader, portee: Tenants): Promise<Map<string, string>> {
  const rows = await reader
    .select()
    .from(pointDeContact)
    .where(and(isNotNull(pointDeContact.retireAt), heldBy(portee)))
    .orderBy(pointDeContact.retireAt)
  return new Map(
    rows.map((row) => {
      const { id, centreId, ...contenu } = toPoint(row)
      return [identiteDe({ contenu, centreId }), id]
    }),
  )
}

/** Stored figures of these communes, by commune, year and type. */
export async function loadChiffresPublies(
  reader: Reader,
  codes: readonly string[],
): Promise<Map<string, ChiffresDeclares>> {
  if (codes.length === 0) return new Map()
  const rows = await reader
    .select({
      codeInsee: chiffreDeCommune.codeInsee,
      annee: chiffreDeCommune.annee,
      type: chiffreDeCommune.type,
      logements: chiffreDeCommune.logements,
      demandesEnAttente: chiffreDeCommune.demandesEnAttente,
      attributionsN1: chiffreDeCommune.attributionsN1,
      arreteAu: chiffreDeCommune.arreteAu,
      source: chiffreDeCommune.source,
    })
    .from(chiffreDeCommune)
    .where(inArray(chiffreDeCommune.codeInsee, [...new Set(codes)]))
  return new Map(rows.map((row) => [cleDeChiffres(row), row]))
}
