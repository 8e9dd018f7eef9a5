/** Write side of centres. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { NouveauCentre } from '#lib/domain/acces/compte.ts'
import type { Tx } from '../client.ts'
import { centre, pointDeContact } from '../schema/index.ts'

export type CentreEnregistre = Readonly<{
  id: string
  code: string | null
  siren: string | null
  nom: string
  courriel: string | null
  departements: readonly string[]
  version: number
}>

/** A centre as its row holds it: nothing said is null. */
export const toRow = (contenu: NouveauCentre) => ({
  nom: contenu.nom,
  code: contenu.code ?? null,
  siren: contenu.siren ?? null,
  courriel: contenu.courriel ?? null,
  departements: contenu.departements,
})

const COLONNES = {
  id: centre.id,
  code: centre.code,
  siren: centre.siren,
  nom: centre.nom,
  courriel: centre.courriel,
  departements: centre.departements,
  version: centre.version,
}

/** A centre for which somebody acts: read without a lock, so that its agents do not wait for each other. */
export async function loadCentre(tx: Tx, id: string): Promise<CentreEnregistre | undefined> {
  const [row] = await tx.select(COLONNES).from(centre).where(eq(centre.id, id))
  return row
}

/**
 * The centre under its lock. Its key is left to whoever writes a point of it: a census, which holds the points, would
 * wait here for who holds the centre and waits for the points.
 */
export async function loadCentreForUpdate(tx: Tx, id: string): Promise<CentreEnregistre | undefined> {
  const [row] = await tx.select(COLONNES).from(centre).where(eq(centre.id, id)).for('no key update')
  return row
}

/**
 * The id of the new centre, and whether it was created just now: the same key again answers the first one. Undefined when
 * the code guichet is another's already.
 */
export async function insertCentre(
  tx: Tx,
  contenu: NouveauCentre,
  { cle, demonstration }: Readonly<{ cle: string; demonstration: boolean }>,
): Promise<Readonly<{ id: string; isNeuf: boolean }> | undefined> {
  // Either of its unique columns: two that leave together wait for each other here.
  const [row] = await tx
    .insert(centre)
    .values({ ...toRow(contenu), cle, demonstration })
    .onConflictDoNothing()
    .returning({ id: centre.id })
  if (row) return { id: row.id, isNeuf: true }
  const [first] = await tx.select({ id: centre.id }).from(centre).where(eq(centre.cle, cle))
  return first && { id: first.id, isNeuf: false }
}

/** False when the code guichet is another's. */
export async function updateCentre(tx: Tx, id: string, contenu: NouveauCentre): Promise<boolean> {
  if (contenu.code) {
    const other = await tx
      .select({ id: centre.id })
      .from(centre)
      .where(sql`${centre.code} = ${contenu.code} and ${centre.id} <> ${id}`)
    if (other.length > 0) return false
  }
  await tx
    .update(centre)
    .set({ ...toRow(contenu), version: sql`${centre.version} + 1` })
    .where(eq(centre.id, id))
  return true
}

/** The points that a centre publishes today. */
export async function listPointsOfCentre(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx
    .select({ id: pointDeContact.id })
    .from(pointDeContact)
    .where(and(eq(pointDeContact.centreId, id), isNull(pointDeContact.retireAt)))
  return rows.map((row) => row.id)
}
