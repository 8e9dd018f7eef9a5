/** Steps of reminders that an administrator stopped in a territory: what is planned waits, and nothing leaves. */
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import type { Jalon } from '#lib/domain/rappels/jalons.ts'
import type { Tx } from '../client.ts'
import { campagneArretee, rappel } from '../schema/index.ts'

export type Campagne = Readonly<{ territoire: Territoire; jalon: Jalon }>

/** The row is of no stopped campaign: asked in the transaction that lets it leave. */
export const horsCampagneArretee: SQL = sql`not exists (
  select from campagne_arretee arret where arret.territoire = ${rappel.territoire} and arret.jalon = ${rappel.jalon}
)`

/** Stops it; false when it was stopped already. */
export async function insertArret(tx: Tx, campagne: Campagne, arreteePar: string | null): Promise<boolean> {
  const rows = await tx
    .insert(campagneArretee)
    .values({ ...campagne, arreteePar })
    .onConflictDoNothing()
    .returning({ jalon: campagneArretee.jalon })
  return rows.length > 0
}

/** Lets it go on; false when it was not stopped. */
export async function deleteArret(tx: Tx, { territoire, jalon }: Campagne): Promise<boolean> {
  const rows = await tx
    .delete(campagneArretee)
    .where(and(eq(campagneArretee.territoire, territoire), eq(campagneArretee.jalon, jalon)))
    .returning({ jalon: campagneArretee.jalon })
  return rows.length > 0
}
