/** Accounts: who may come in, invited and closed by an administrator or a gestionnaire. */
import { db } from '#db/client.ts'
import {
  closeCompte,
  departementsOfCentres,
  insertCompte,
  loadCompteByCourriel,
  loadCompteForUpdate,
  lockComptes,
} from '#db/repositories/comptes.ts'
import { queueMessage } from '#db/repositories/messages.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { checkCompte, type Invitation, type RefusDeCompte } from '#lib/domain/acces/compte.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

type Courriel = Readonly<{ objet: string; corps: string }>

/** Invites someone: the account waits for its first sign-in. `courriel` is the mail to leave, written by the door. */
export const inviteCompte = (
  invitation: Invitation,
  courriel: Courriel,
  ctx: Contexte,
): Promise<Resultat<{ compteId: string }, RefusDAcces | RefusDeCompte>> =>
  db.transaction(async (tx) => {
    // Held first, so that two invitations of one person at once are one.
    await lockComptes(tx)
    const said = checkCompte(invitation)
    if (!said.ok) return said
    const { value } = said
    const departements =
      value.centreIds.length > 0 ? ((await departementsOfCentres(tx, value.centreIds)) ?? []) : value.departements
    const acces = checkAcces(ctx.acteur, 'gerer-comptes', { role: value.role, departements })
    if (!acces.ok) return acces
    if (await loadCompteByCourriel(tx, value.courriel)) return refuse({ code: 'courriel-deja-invite' })
    const compteId = await insertCompte(tx, value, compteDe(ctx.acteur))
    await queueMessage(tx, {
      canal: 'courriel',
      destinataire: value.courriel,
      ...courriel,
      cle: `invitation:${compteId}`,
    })
    return accept({ compteId })
  })

/** Closes an account: its sessions end at their next request. Closing it twice changes nothing. */
export const closeCompteOf = (
  compteId: string,
  ctx: Contexte,
): Promise<Resultat<{ compteId: string }, RefusDAcces | RefusDeCompte | { code: 'introuvable' }>> =>
  db.transaction(async (tx) => {
    const compte = await loadCompteForUpdate(tx, compteId)
    if (!compte) return refuse({ code: 'introuvable' })
    const acces = checkAcces(ctx.acteur, 'gerer-comptes', compte)
    if (!acces.ok) return acces
    if (compteDe(ctx.acteur) === compteId) return refuse({ code: 'soi-meme' })
    if (compte.actif) await closeCompte(tx, compteId)
    return accept({ compteId })
  })
