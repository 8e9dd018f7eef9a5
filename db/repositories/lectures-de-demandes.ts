/** The journal of reads: who saw which nominative record. */
import type { Role } from '#lib/domain/acces/acteur.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { db, type Tx } from '../client.ts'
import { lectureDeDemande } from '../schema/index.ts'
import { placesFor, prepareOnce } from './ordres-prepares.ts'

/** `objet` names the page or the route that showed it. */
export type LectureDeDemande = Readonly<{
  numeroUnique: NumeroUnique
  compteId: string | null
  role: Role
  objet: string
}>

const ecrireOrdre = prepareOnce(() =>
  db
    .insert(lectureDeDemande)
    .values(placesFor(['numeroUnique', 'compteId', 'role', 'objet']))
    .prepare('ecrire-une-lecture'),
)

/** Writes that somebody read a demande, in the transaction that reads it. */
export const recordLecture = (tx: Tx, { numeroUnique, compteId, role, objet }: LectureDeDemande) =>
  ecrireOrdre(tx).execute({ numeroUnique, compteId, role, objet })

/** The same of many demandes at once. */
export async function recordLectures(
  tx: Tx,
  numeros: readonly NumeroUnique[],
  lecture: Omit<LectureDeDemande, 'numeroUnique'>,
): Promise<void> {
  if (numeros.length > 0)
    await tx.insert(lectureDeDemande).values(numeros.map((numeroUnique) => ({ ...lecture, numeroUnique })))
}
