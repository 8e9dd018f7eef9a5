/** Lets go each night of the workbooks that are not kept any longer; twice is the same as once. */
import { db } from '#db/client.ts'
import { dropFichiers, listFichiers } from '#db/repositories/imports.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { listFichiersARetirer } from '#lib/domain/guichet/recensement/conservation.ts'

export const dropOldFiles = (): Promise<Record<string, number>> =>
  db.transaction(async (tx) => {
    const { le } = await readInstant(tx)
    const retires = listFichiersARetirer(await listFichiers(tx), le)
    return { fichiers: await dropFichiers(tx, retires) }
  })
