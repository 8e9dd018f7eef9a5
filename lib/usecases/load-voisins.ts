/** The points beside which one more is about to be published or to come, by a form or by undoing a change. */
import type { Tx } from '#db/client.ts'
import {
  findTenant,
  listPubliesAuLieu,
  loadPointsForUpdate,
  type PointEnregistre,
  type Rattachement,
} from '#db/repositories/points-de-contact.ts'
import { lockCreation, type Tenants } from '#db/repositories/verrous.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import type { ContenuDePoint, PointDeContact } from '#lib/domain/guichet/point-de-contact.ts'
import { areMemePoint, findMemePoint } from '#lib/domain/guichet/recensement/contenus.ts'

/** To whom a point belongs: `centreId` null, to the gestionnaire who writes. */
export const rattachementFor = (centreId: string | null, { acteur }: Contexte): Rattachement =>
  centreId === null ? { centreId, departements: 'departements' in acteur ? acteur.departements : [] } : { centreId }

/** That holder alone. */
export const tenantsDe = (rattachement: Rattachement): Tenants =>
  rattachement.centreId === null
    ? { centreIds: [], departements: rattachement.departements }
    : { centreIds: [rattachement.centreId], departements: [] }

/** The points that this holder publishes, locked, for who publishes one more: one at a time, before a withdrawn one. */
export async function loadPublies(tx: Tx, rattachement: Rattachement): Promise<PointEnregistre[]> {
  await lockCreation(tx, tenantsDe(rattachement))
  return loadPointsForUpdate(tx, rattachement)
}

/** Those of the holder of a point, before that point is locked. */
export const loadVoisins = async (tx: Tx, id: string, ctx: Contexte): Promise<PointEnregistre[]> =>
  loadPublies(tx, rattachementFor((await findTenant(tx, id)) ?? null, ctx))

/** The one of its holder that a point would mean too, by what it becomes; not one that it means already. */
export async function findDevenu(
  tx: Tx,
  { point, contenu }: Readonly<{ point: PointDeContact; contenu: ContenuDePoint }>,
  ctx: Contexte,
): Promise<string | undefined> {
  if (areMemePoint(point, contenu)) return undefined
  const rattachement = rattachementFor(point.centreId, ctx)
  return findMemePoint(await listPubliesAuLieu(tx, rattachement, { sauf: point.id, contenu }), contenu)
}

/**
 * For who may rename or move a point, before it is locked: who publishes one more point of its holder, or compares with
 * those that are published, waits for where it comes.
 */
export const queueBesideVoisins = (tx: Tx, centreId: string | null | undefined, ctx: Contexte): Promise<void> =>
  lockCreation(tx, tenantsDe(rattachementFor(centreId ?? null, ctx)))
