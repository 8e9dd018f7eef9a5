/** Where the points are, and nothing more: what the map and « autour de moi » receive. */
import { and, ne } from 'drizzle-orm'
import type { FiltresDePoints } from '#lib/domain/guichet/filtres.ts'
import type { Lieu, PositionNumerotee } from '#lib/domain/guichet/lieux.ts'
import type { Reader } from '../client.ts'
import { pointDeContact } from '../schema/index.ts'
import { type Filtres, listOpen, orderOf, selectionOf } from './selection-de-points.ts'

/** The pins of a whole selection: each carries its rank in the list; points without position have none. */
export async function listPositions(reader: Reader, filtres: Filtres): Promise<readonly PositionNumerotee[]> {
  const selection = await selectionOf(reader, filtres)
  if (!selection) return []
  const { id, nom, latitude, longitude } = pointDeContact
  const open = filtres.ouvert ? await listOpen(reader, selection.where) : null
  const rows = await reader
    .select({ id, nom, latitude, longitude })
    .from(pointDeContact)
    .where(selection.where)
    .orderBy(...orderOf(selection))
  return rows
    .filter((row) => !open || open.has(row.id))
    .flatMap((row, index): PositionNumerotee[] =>
      row.latitude === null || row.longitude === null
        ? []
        : [[row.id, row.nom, roundDegrees(row.latitude), roundDegrees(row.longitude), index + 1]],
    )
}

/**
 * Every place where one goes, with its position, those known only roughly left out: « autour de moi ». `ouvert` adds the
 * hours, by which the browser judges what is open when it shows it: the answer stays the same for a minute, and for all.
 */
export async function listLieux(
  reader: Reader,
  { ouvert = false, ...filtres }: Pick<FiltresDePoints, 'service' | 'public' | 'accessible' | 'ouvert'>,
): Promise<readonly Lieu[]> {
  const selection = await selectionOf(reader, { ...filtres, canal: 'physique' })
  const { id, nom, communeNom, latitude, longitude, positionPrecision } = pointDeContact
  const { horairesOsm: osm, fermetures, departementCode: departement } = pointDeContact
  const rows = await reader
    .select({ id, nom, commune: communeNom, latitude, longitude, osm, fermetures, departement })
    .from(pointDeContact)
    .where(and(selection?.where, ne(positionPrecision, 'approximative')))
    .orderBy(id)
  return rows.flatMap((row): Lieu[] => {
    if (row.latitude === null || row.longitude === null) return []
    const place = [roundDegrees(row.latitude), roundDegrees(row.longitude)] as const
    const lieu = [row.id, row.nom, row.commune ?? '', ...place] as const
    return [ouvert && row.osm !== null ? [...lieu, [row.osm, row.departement, row.fermetures]] : lieu]
  })
}

/** A metre is enough for a pin, and digits weigh. */
const roundDegrees = (degrees: number): number => Math.round(degrees * 100_000) / 100_000
