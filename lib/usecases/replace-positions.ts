/** An operator replaces the positions of communes by official ones, in one transaction. */
import { db } from '#db/client.ts'
import { saveOfficialPositions } from '#db/repositories/positions.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { BALISE_DU_TERRITOIRE } from '#lib/domain/guichet/balises.ts'
import type { PositionOfficielle } from '#lib/domain/territoire/positions-officielles.ts'

export type PositionsRemplacees = Readonly<{
  remplacees: number
  inchangees: number
  /** Codes that are no commune of today: former ones, arrondissements. */
  inconnues: readonly string[]
}>

/** Every page that shows a place is made again, unless nothing changed. */
export async function replacePositions(positions: readonly PositionOfficielle[]): Promise<PositionsRemplacees> {
  return db.transaction(async (tx) => {
    const { changed, unknown } = await saveOfficialPositions(tx, positions)
    if (changed > 0) await recordPublication(tx, [BALISE_DU_TERRITOIRE])
    return { remplacees: changed, inchangees: positions.length - unknown.length - changed, inconnues: unknown }
  })
}
