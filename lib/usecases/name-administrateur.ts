/** The operator names the first administrator of an empty base, from the command line. */
import { db } from '#db/client.ts'
import { administrateurExists, lockComptes, replaceNomination } from '#db/repositories/comptes.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { checkNomination, expirationDeNomination, type RefusDeNomination } from '#lib/domain/acces/entree.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { accept, type Resultat } from '#lib/domain/resultat.ts'

export const nameAdministrateur = (
  courriel: string,
): Promise<Resultat<{ courriel: string; expireLe: Jour }, RefusDeNomination>> =>
  db.transaction(async (tx) => {
    await lockComptes(tx)
    const { le } = await readInstant(tx)
    const nomination = checkNomination(courriel, await administrateurExists(tx))
    if (!nomination.ok) return nomination
    const expireLe = expirationDeNomination(le)
    await replaceNomination(tx, { courriel: nomination.value.courriel, nommeeLe: le, expireLe })
    return accept({ courriel: nomination.value.courriel, expireLe })
  })
