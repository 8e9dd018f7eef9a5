/** Someone comes back from the identity provider: their account is found, or linked, and a session opens. */
import { db } from '#db/client.ts'
import {
  administrateurExists,
  insertCompte,
  insertSession,
  linkCompte,
  loadCompteByCourriel,
  loadCompteBySub,
  loadNomination,
  lockComptes,
  revokeSession,
  spendNomination,
} from '#db/repositories/comptes.ts'
import { recordFaitDAdministration } from '#db/repositories/faits-d-administration.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { decideEntree, foldCourriel, type Identite, type RefusDEntree } from '#lib/domain/acces/entree.ts'
import { accept, type Resultat } from '#lib/domain/resultat.ts'

/** Opens a session for an identity whose signature was verified, and says which: its `sid` goes into the cookie. */
export const enterAdministration = (identite: Identite): Promise<Resultat<{ sid: string }, RefusDEntree>> =>
  db.transaction(async (tx) => {
    await lockComptes(tx)
    const { le } = await readInstant(tx)
    const courriel = foldCourriel(identite.courriel)
    const entree = decideEntree(
      identite,
      {
        parSub: await loadCompteBySub(tx, identite.sub),
        parCourriel: await loadCompteByCourriel(tx, courriel),
        nomination: await loadNomination(tx, courriel),
        administrateurExiste: await administrateurExists(tx),
      },
      le,
    )
    if (!entree.ok) return entree
    if (entree.value.nature === 'premier-administrateur') {
      await spendNomination(tx, entree.value.nominationId)
      const id = await insertCompte(
        tx,
        { courriel, role: 'administrateur-national', departements: [], centreIds: [] },
        { cle: null, createdPar: null },
      )
      await recordFaitDAdministration(tx, {
        objet: 'compte',
        cible: id,
        nature: 'creation',
        apres: { role: 'administrateur-national' },
      })
      await linkCompte(tx, id, identite)
      return accept({ sid: await insertSession(tx, id) })
    }
    if (entree.value.nature === 'premiere-connexion') await linkCompte(tx, entree.value.compteId, identite)
    return accept({ sid: await insertSession(tx, entree.value.compteId) })
  })

/** Someone signs out: their session is refused from the next request on. */
export const leaveAdministration = (sid: string): Promise<void> =>
  db.transaction(async (tx) => {
    await revokeSession(tx, sid)
  })
