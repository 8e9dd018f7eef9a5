/** Gives the letters of a batch to who prints them, and writes in the journal of reads that they did. */
import { db } from '#db/client.ts'
import {
  type LettreDuLot,
  type LotDeCourriers,
  listLettresDuLot,
  loadLotForUpdate,
} from '#db/repositories/courriers.ts'
import { recordLectures } from '#db/repositories/lectures-de-demandes.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import { porteeDuTerritoire } from './take-courriers.ts'

/** Undefined when there is no such batch for the actor, or when it is settled: its words are forgotten. */
export const readLot = (
  id: string,
  { acteur }: Contexte,
): Promise<Readonly<{ lot: LotDeCourriers; lettres: readonly LettreDuLot[] }> | undefined> =>
  db.transaction(async (tx) => {
    const lot = await loadLotForUpdate(tx, id)
    if (lot?.etat !== 'pris' || !checkAcces(acteur, 'tenir-courriers', porteeDuTerritoire(lot.territoire)).ok)
      return undefined
    const lettres = await listLettresDuLot(tx, id)
    // R-DEM-13 — CCH, R441-2-5 et R441-2-6 : les données sont à qui est habilité, et l’on sait qui les a lues
    await recordLectures(
      tx,
      lettres.map(({ numeroUnique }) => numeroUnique),
      { compteId: compteDe(acteur), role: acteur.role, objet: 'courriers' },
    )
    return { lot, lettres }
  })
