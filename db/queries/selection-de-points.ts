/**
 * What filters select among the published points, and in which order: the one home of both, so that the list, its next
 * page, the export and the map never disagree on the rank of a point.
 */
import { createHash } from 'node:crypto'
import { and, asc, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { FiltresDePoints } from '#lib/domain/guichet/filtres.ts'
import { momentLocal } from '#lib/domain/guichet/horaires/moment.ts'
import { isOuvert, type Moment } from '#lib/domain/guichet/horaires/ouverture.ts'
import type { Fermeture } from '#lib/domain/guichet/point-de-contact.ts'
import type { Depart } from '#lib/domain/guichet/point-publie.ts'
import type { Public } from '#lib/domain/guichet/vocabulaire.ts'
import type { PositionDeCommune } from '#lib/domain/territoire/commune.ts'
import type { Coordonnees } from '#lib/domain/territoire/distance.ts'
import type { Reader } from '../client.ts'
import { commune, communeAncienne, desserte, pointDeContact } from '../schema/index.ts'

/** The commune as points are looked for: its codes, and its position when known. */
export type CommuneServie = Readonly<{
  codeInsee: string
  epci: string | null
  departement: string
  position: PositionDeCommune | null
}>

/** `tousPublics`: those reserved to a public too, as the open data gives them. */
export type Filtres = FiltresDePoints & Readonly<{ tousPublics?: boolean }>

export type Selection = Readonly<{
  where: SQL | undefined
  /** Where distances are counted from, null when nobody said. */
  depart: Depart | null
  /** Three texts that sort as the list does; the id comes last. */
  cle: Cle
}>

type Cle = readonly [SQL<string>, SQL<string>, SQL<string>]

/** Undefined when the commune does not exist: nothing is selected. */
export async function selectionOf(reader: Reader, filtres: Filtres): Promise<Selection | undefined> {
  const servie = filtres.commune === undefined ? null : await loadCommuneServie(reader, filtres.commune)
  if (filtres.commune !== undefined && !servie) return undefined
  const depart: Depart | null = filtres.pres
    ? { codeInsee: null, position: { ...filtres.pres, approximative: false } }
    : servie
  return { where: conditionOf(filtres, servie, depart), depart, cle: sortKey(depart) }
}

/** The points, published and reserved, that serve a commune, in the order of the directory. */
export const selectionServing = (servie: CommuneServie): Selection => ({
  where: and(isNull(pointDeContact.retireAt), serves(servie)),
  depart: servie,
  cle: sortKey(servie),
})

/** The order of a selection, for `orderBy`. */
export const orderOf = ({ cle }: Pick<Selection, 'cle'>): SQL[] => [
  ...cle.map((part) => asc(part)),
  asc(pointDeContact.id),
]

function serves({ codeInsee, epci, departement }: CommuneServie): SQL {
  const at = (niveau: string, code: string) => sql`(${desserte.niveau} = ${niveau} and ${desserte.code} = ${code})`
  // R-TER-17: a point may be said to serve a commune of before, since a workbook of its day: it serves that of today.
  const siennes = sql`(${desserte.niveau} = 'commune' and ${desserte.code} = any(array(
    select commune_actuelle(${codeInsee})
    union all select ${communeAncienne.codeInsee} from ${communeAncienne}
    where ${communeAncienne.communeCode} = commune_actuelle(${codeInsee}) and ${communeAncienne.nature} <> 'arrondissement'
      and commune_actuelle(${communeAncienne.codeInsee}) = ${communeAncienne.communeCode})))`
  const levels = [siennes, at('departement', departement), ...(epci ? [at('epci', epci)] : [])]
  return sql`${pointDeContact.id} in (select ${desserte.pointId} from ${desserte} where ${sql.join(levels, sql` or `)})`
}

/** The points that serve a département, or one of its communes or EPCI: they may stand next door. */
function servesIn(departement: string): SQL {
  const parmi = (niveau: string, codes: SQL) => sql`(${desserte.niveau} = ${niveau} and ${desserte.code} in (${codes}))`
  const siennes = (code: typeof commune.codeInsee | typeof commune.epciCode) =>
    sql`select ${code} from ${commune} where ${commune.departementCode} = ${departement}`
  const levels = [
    parmi('departement', sql`${departement}`),
    parmi('commune', siennes(commune.codeInsee)),
    parmi('epci', siennes(commune.epciCode)),
  ]
  return sql`${pointDeContact.id} in (select ${desserte.pointId} from ${desserte} where ${sql.join(levels, sql` or `)})`
}

async function loadCommuneServie(reader: Reader, code: string): Promise<CommuneServie | null> {
  const [found] = await reader
    .select({
      codeInsee: commune.codeInsee,
      epci: commune.epciCode,
      departement: commune.departementCode,
      latitude: commune.latitude,
      longitude: commune.longitude,
      precision: commune.positionPrecision,
    })
    .from(commune)
    // R-TER-14, R-TER-17: an arrondissement is served with its city, a commune of before with that of today.
    .where(eq(commune.codeInsee, sql`commune_actuelle(${code})`))
  if (!found) return null
  const { latitude, longitude, precision, ...rest } = found
  const known = latitude !== null && longitude !== null
  return { ...rest, position: known ? { latitude, longitude, approximative: precision !== 'commune' } : null }
}

function conditionOf(filtres: Filtres, servie: CommuneServie | null, depart: Depart | null): SQL | undefined {
  const { departement, canal, service, accessible, rayon } = filtres
  const t = pointDeContact
  const publics: Public[] = filtres.public ? ['tout-public', filtres.public] : ['tout-public']
  return and(
    isNull(t.retireAt),
    servie ? serves(servie) : undefined,
    departement === undefined ? undefined : or(eq(t.departementCode, departement), servesIn(departement)),
    canal ? eq(t.canal, canal) : undefined,
    service ? sql`${service} = any(${t.services})` : undefined,
    // R-ANN-01 — CCH, R441-2-1 : un point réservé ne se montre qu’à qui dit en relever
    filtres.tousPublics ? undefined : inArray(t.publicReserve, publics),
    accessible ? or(ne(t.canal, 'physique'), inArray(t.accessibilitePmr, ['oui', 'partielle'])) : undefined,
    depart?.position && rayon ? sql`${distance(depart.position)} <= ${rayon}` : undefined,
  )
}

/** Kilometres as the crow flies, null without position: the same formula as `computeDistance`. */
const distance = ({ latitude, longitude }: Coordonnees): SQL<number | null> =>
  sql<number | null>`(12742 * asin(least(1, sqrt(
    sin(radians(${pointDeContact.latitude} - ${latitude}::float8) / 2) ^ 2
    + cos(radians(${latitude}::float8)) * cos(radians(${pointDeContact.latitude}))
      * sin(radians(${pointDeContact.longitude} - ${longitude}::float8) / 2) ^ 2))))`

/**
 * Without a place: by département, commune and name, in the French order of the base. Around a place: the ways of being
 * helped in turn, its own points first, then the nearest; metres are a text of fixed width, last when unknown.
 */
function sortKey(depart: Depart | null): Cle {
  const t = pointDeContact
  if (!depart) return [sql`${t.departementCode}`, sql`coalesce(${t.communeNom}, '')`, sql`${t.nom}`]
  const rang = sql`case ${t.canal} when 'physique' then '0' when 'telephone' then '1' else '2' end`
  const chezElle = sql`case when ${t.codeInsee} = ${depart.codeInsee}::text then '0' else '1' end`
  const ou = depart.position
    ? sql<string>`lpad(coalesce(round((${distance(depart.position)} * 1000)::numeric)::text, '99999999'), 8, '0')`
    : sql<string>`coalesce(${t.communeNom}, '')`
  return [sql`(${rang} || ${chezElle})`, ou, sql`${t.nom}`]
}

/** The points of a selection that are open now, each on the clock of its own département, and whether it is placed. */
export async function listOpen(reader: Reader, where: SQL | undefined): Promise<ReadonlyMap<string, boolean>> {
  const rows = await reader
    .select({
      id: pointDeContact.id,
      situe: sql<boolean>`${pointDeContact.latitude} is not null`,
      osm: pointDeContact.horairesOsm,
      fermetures: pointDeContact.fermetures,
      departement: pointDeContact.departementCode,
      at: sql<number>`floor(extract(epoch from now()) * 1000)::float8`,
    })
    .from(pointDeContact)
    .where(and(where, sql`${pointDeContact.horairesOsm} is not null`))
  const moments = new Map<string, Moment>()
  return new Map(rows.filter((row) => isOpen(row, moments)).map(({ id, situe }) => [id, situe]))
}

function isOpen(
  row: Readonly<{ osm: string | null; fermetures: readonly Fermeture[]; departement: string; at: number }>,
  moments: Map<string, Moment>,
): boolean {
  const moment = moments.get(row.departement) ?? momentLocal(row.at, row.departement)
  moments.set(row.departement, moment)
  return isOuvert(row, moment)
}

/** The last point shown: its sort key, its id, its rank; and the list that it is of, by the print of its filters. */
type Curseur = Readonly<{ cle: readonly [string, string, string]; id: string; rang: number }>

const texte = z.string().refine((part) => !part.includes('\0'))
const curseurSchema = z.tuple([texte, texte, texte, texte, z.int().min(1).max(1_000_000), z.string()])

/** A cursor of other filters would begin anywhere: it is only one in the list that gave it. */
const empreinteOf = (filtres: Filtres): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        Object.entries(filtres)
          .filter(([, value]) => value !== undefined)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    )
    .digest('base64url')
    .slice(0, 12)

export const writeCursor = ({ cle, id, rang }: Curseur, filtres: Filtres): string =>
  Buffer.from(JSON.stringify([...cle, id, rang, empreinteOf(filtres)])).toString('base64url')

/** What comes after a cursor in its selection. */
export const beyond = ({ cle }: Pick<Selection, 'cle'>, after: Curseur): SQL =>
  sql`(${sql.join([...cle, pointDeContact.id], sql`, `)}) > (${sql.join(
    [...after.cle, after.id].map((part) => sql`${part}::text`),
    sql`, `,
  )})`

/** Whether a cursor is one that `listPoints` gave for these filters: the API says so, a page starts again from the beginning. */
export const isCursor = (text: string, filtres: Filtres): boolean => readCursor(text, filtres) !== undefined

/** A cursor that is not of this list starts from the beginning: an address that was cut is not an error. */
export function readCursor(text: string | undefined, filtres: Filtres): Curseur | undefined {
  if (text === undefined || text.length > 2000) return undefined
  try {
    const read = curseurSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    if (!read.success) return undefined
    const [un, deux, trois, id, rang, empreinte] = read.data
    return empreinte === empreinteOf(filtres) ? { cle: [un, deux, trois], id, rang } : undefined
  } catch {
    return undefined
  }
}
