/** What an import wrote, with the history of each thing since: read to be shown, and again under locks to be undone. */
import { inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import { cleDeChiffres } from '#lib/domain/guichet/recensement/examen.ts'
import { findRetour, isAnnule, type Retour } from '#lib/domain/guichet/recensement/retour.ts'
import {
  cleDeRetour,
  type Doubles,
  findDoubles,
  listRencontres,
  paraitAilleurs,
  type Revenant,
  SANS_DOUBLE,
  type Voisin,
} from '#lib/domain/guichet/recensement/voisinage.ts'
import type { Reader, Tx } from '../client.ts'
import { chiffreDeCommune, commune, faitDeChiffre, faitDePoint, pointDeContact } from '../schema/index.ts'
import type { ChiffresEnregistres } from './chiffres.ts'
import { findTenants, type PointEnregistre, toEnregistre } from './points-de-contact.ts'
import { loadNomsDeCentres, loadVoisins } from './referentiel.ts'
import type { Tenants } from './verrous.ts'

const faitSchema = z.object({
  id: z.number(),
  deLImport: z.boolean(),
  retour: z.boolean(),
  at: z.coerce.date(),
  auteur: z.string().nullable(),
  feuille: z.string().nullable(),
  ligne: z.number().nullable(),
})
export type FaitLu = Readonly<z.output<typeof faitSchema>>

type Commun<T> = Readonly<{
  /** Names the thing as it was seen: a later change makes it another. */
  cle: string
  retour: Retour<FaitLu>
  actuel: T | null
  avant: T | null
}>
export type RetourDePoint = Commun<ContenuDePoint> &
  Readonly<{
    point: PointEnregistre
    /** Published since, where this one would come back, once those that are chosen are gone. */
    doubles: Doubles
    choisi: boolean
  }>
export type RetourDeChiffres = Commun<ChiffresEnregistres> & Readonly<{ chiffres: ChiffresDeclares; commune: string }>

const FAIT = sql`f.id, f.import_id is not distinct from t.import_id as "deLImport", f.retour, f.at,
  coalesce(c.nom, c.courriel) as auteur, f.feuille, f.ligne`
const CHUNK = 5000

/** The histories of what the import touched, by the key of each thing, oldest change first. */
async function loadRetours(reader: Reader, query: ReturnType<typeof sql>): Promise<Map<string, Retour<FaitLu>>> {
  const rows = z.array(faitSchema.extend({ objet: z.string() })).parse([...(await reader.execute(query))])
  const retours = new Map<string, Retour<FaitLu>>()
  for (const [objet, histoire] of Map.groupBy(rows, (row) => row.objet)) {
    const retour = findRetour(histoire)
    if (retour) retours.set(objet, retour)
  }
  return retours
}

async function byChunks<K, R>(keys: readonly K[], read: (some: K[]) => Promise<R[]>): Promise<R[]> {
  const all: R[] = []
  for (let at = 0; at < keys.length; at += CHUNK) all.push(...(await read(keys.slice(at, at + CHUNK))))
  return all
}

const lastOf = ({ origine, suivants }: Retour<FaitLu>): number => suivants.at(-1)?.id ?? origine.id

/**
 * Whose points the import touched: those that it withdrew may be published again, and those that it moved may go back to
 * any département of its file.
 */
export async function loadTenantsTouches(reader: Reader, { id, centreId, departements }: Annule): Promise<Tenants> {
  const touches = await findTenants(reader, touchedBy(id))
  return centreId === null ? { ...touches, departements: [...touches.departements, ...departements] } : touches
}

const touchedBy = (importId: string) =>
  sql`${pointDeContact.id} in (select point_id from fait_de_point where import_id = ${importId})`

type Annule = Parameters<typeof isAnnule>[0] &
  Readonly<{ id: string; centreId: string | null; departements: readonly string[] }>

/**
 * Every point that the import created, changed or withdrew. `tenants`: whose points these are, for who holds their
 * creation; each of these points is then held too, in the order of ids. `choisis`: keys of those that come back all the
 * same, as they were shown. Another holder, who is publishing beside at that moment, is not waited for.
 */
export async function loadRetoursDePoints(
  reader: Reader,
  un: Annule,
  { tenants, choisis }: Readonly<{ tenants?: Tenants; choisis?: ReadonlySet<string> }> = {},
): Promise<RetourDePoint[]> {
  const { id: importId } = un
  const scan = reader.select().from(pointDeContact).where(touchedBy(importId)).orderBy(pointDeContact.id)
  const points = await (tenants ? scan.for('update') : scan)
  const retours = await loadRetours(
    reader,
    sql`select ${FAIT}, f.point_id as objet
      from fait_de_point f
      join (select distinct point_id, import_id from fait_de_point where import_id = ${importId}) t using (point_id)
      left join compte c on c.id = f.compte_id
      order by f.id`,
  )
  const origines = [...retours.values()].map(({ origine }) => origine.id)
  const faits = await byChunks(origines, (some) =>
    reader
      .select({ id: faitDePoint.id, nature: faitDePoint.nature, avant: faitDePoint.avant })
      .from(faitDePoint)
      .where(inArray(faitDePoint.id, some)),
  )
  const avants = new Map(faits.map((fait) => [fait.id, stoodBefore(fait)]))
  const lus = points.flatMap((row) => {
    const retour = retours.get(row.id)
    if (!retour) return []
    const point = toEnregistre(row)
    const { id: _id, centreId: _centreId, ...contenu } = point.point
    return {
      retour,
      point,
      actuel: point.retireAt ? null : contenu,
      avant: avants.get(retour.origine.id) ?? null,
    }
  })
  const doublesSans = await loadDoubles(reader, un, { lus, tenants })
  const vus = doublesSans(new Set())
  const montres = lus.map((one) => {
    // What is chosen is chosen beside these points, as they stood.
    const cle = cleDeRetour(lastOf(one.retour), vus.get(one.point.point.id) ?? SANS_DOUBLE)
    return { ...one, cle, choisi: choisis?.has(cle) ?? false }
  })
  const partent = new Set(montres.flatMap(({ point, choisi }) => (choisi ? [point.point.id] : [])))
  const doubles = partent.size > 0 ? doublesSans(partent) : vus
  return montres.map((one) => ({ ...one, doubles: doubles.get(one.point.point.id) ?? SANS_DOUBLE }))
}

/** What was published before a change. What was withdrawn has a content too: it was not published all the same. */
const stoodBefore = ({ nature, avant }: Pick<typeof faitDePoint.$inferSelect, 'nature' | 'avant'>) =>
  nature === 'creation' || nature === 'retablissement' ? null : avant

type Lu = Omit<RetourDePoint, 'cle' | 'doubles' | 'choisi'>

/**
 * The points that were published since beside which others would come back, by the id of these, once those that are
 * chosen are gone.
 */
async function loadDoubles(
  reader: Reader,
  un: Annule,
  { lus, tenants }: Readonly<{ lus: readonly Lu[]; tenants: Tenants | undefined }>,
): Promise<(choisis: ReadonlySet<string>) => ReadonlyMap<string, Doubles>> {
  const dejaAnnule = isAnnule(un)
  const revenants = lus.map(
    ({ point: { point }, actuel, avant, retour }): Revenant => ({
      id: point.id,
      centreId: point.centreId,
      actuel,
      avant,
      sort: dejaAnnule || retour.suivants.length > 0 ? 'reste' : 'revient',
    }),
  )
  const voisinage = await loadVoisinage(reader, revenants, {
    tenants: tenants ?? (await loadTenantsTouches(reader, un)),
    departements: un.departements,
    depuis: lus.reduce((first, { retour }) => Math.min(first, retour.origine.id), Number.MAX_SAFE_INTEGER),
  })
  return (choisis) =>
    findDoubles(
      revenants.map((one) => (choisis.has(one.id) ? { ...one, sort: 'choisi' } : one)),
      voisinage,
    )
}

/**
 * The published points beside which these may come back, of `tenants` or in these départements, each with what it said
 * before the change `depuis`.
 */
export async function loadVoisinage(
  reader: Reader,
  revenants: readonly Revenant[],
  { depuis, ...portee }: Readonly<{ tenants: Tenants; departements: readonly string[]; depuis: number }>,
): Promise<Parameters<typeof findDoubles>[1]> {
  const contenus = revenants.flatMap((one) => (one.avant && paraitAilleurs(one) ? [one.avant] : []))
  if (contenus.length === 0) return { voisins: [], noms: new Map() }
  const rencontres = listRencontres(revenants, await loadVoisins(reader, { ...portee, contenus }))
  const avants = new Map(revenants.map(({ id, avant }) => [id, avant]))
  const autres = rencontres.flatMap(({ point }) => (avants.has(point.id) ? [] : [point.id]))
  const premiers = await byChunks(autres, (some) =>
    reader
      .select({ pointId: faitDePoint.pointId, nature: faitDePoint.nature, avant: faitDePoint.avant })
      .from(faitDePoint)
      .where(
        sql`${faitDePoint.id} in (
          select min(f.id) from fait_de_point f
          where f.point_id = any(${sql.param(some)}) and f.id > ${depuis} group by f.point_id)`,
      ),
  )
  for (const fait of premiers) avants.set(fait.pointId, stoodBefore(fait))
  const voisins = rencontres.map((un): Voisin => {
    // Of whom nothing changed since, what stands stood then.
    const auDebut = avants.get(un.point.id)
    return { ...un, auDebut: auDebut === undefined ? un.point : auDebut }
  })
  const centreIds = [...new Set(voisins.flatMap(({ point }) => point.centreId ?? []))]
  return { voisins, noms: await loadNomsDeCentres(reader, centreIds) }
}

/** Every row of figures that the import wrote. Locked: the communes first, as those who edit their figures do. */
export async function loadRetoursDeChiffres(
  reader: Tx | Reader,
  importId: string,
  { lock = false }: Readonly<{ lock?: boolean }> = {},
): Promise<RetourDeChiffres[]> {
  const codes = sql`(select code_insee from fait_de_chiffre where import_id = ${importId})`
  const communes = reader
    .select({ codeInsee: commune.codeInsee, nom: commune.nom })
    .from(commune)
    .where(sql`${commune.codeInsee} in ${codes}`)
    .orderBy(commune.codeInsee)
  const noms = new Map((await (lock ? communes.for('no key update') : communes)).map((row) => [row.codeInsee, row.nom]))
  const scan = reader
    .select()
    .from(chiffreDeCommune)
    .where(sql`${chiffreDeCommune.codeInsee} in ${codes}`)
    .orderBy(chiffreDeCommune.codeInsee, chiffreDeCommune.annee, chiffreDeCommune.type)
  const actuels = new Map((await (lock ? scan.for('update') : scan)).map((row) => [cleDeChiffres(row), row]))
  const type = (alias: string) => sql.raw(`coalesce(${alias}.apres, ${alias}.avant) ->> 'type'`)
  const retours = await loadRetours(
    reader,
    sql`select ${FAIT}, concat_ws(':', f.code_insee, f.annee, ${type('f')}) as objet
      from fait_de_chiffre f
      join (select distinct g.code_insee, g.annee, ${type('g')} as type, g.import_id
            from fait_de_chiffre g where g.import_id = ${importId}) t
        on t.code_insee = f.code_insee and t.annee = f.annee and t.type = ${type('f')}
      left join compte c on c.id = f.compte_id
      order by f.id`,
  )
  const origines = [...retours.values()].map(({ origine }) => origine.id)
  const faits = await byChunks(origines, (some) =>
    reader
      .select({ id: faitDeChiffre.id, avant: faitDeChiffre.avant, apres: faitDeChiffre.apres })
      .from(faitDeChiffre)
      .where(inArray(faitDeChiffre.id, some)),
  )
  const byId = new Map(faits.map((fait) => [fait.id, fait]))
  return [...retours].flatMap(([objet, retour]) => {
    const { avant = null, apres = null } = byId.get(retour.origine.id) ?? {}
    const chiffres = apres ?? avant
    if (!chiffres) return []
    return {
      cle: `chiffres-${lastOf(retour)}`,
      retour,
      chiffres,
      commune: noms.get(chiffres.codeInsee) ?? chiffres.codeInsee,
      actuel: actuels.get(objet) ?? null,
      avant: avant && { version: 0, demonstration: false, ...avant },
    }
  })
}
