/** Accounts: who may come in; invited, corrected, closed and reopened by an administrator or a gestionnaire. */
import { isDeepStrictEqual } from 'node:util'
import { db, type Tx } from '#db/client.ts'
import {
  closeCompte,
  departementsOfCentres,
  findInvite,
  insertCompte,
  loadCompteByCourriel,
  loadCompteBySub,
  loadCompteForUpdate,
  lockComptes,
  reopenCompte,
  updateCompte,
} from '#db/repositories/comptes.ts'
import { recordFaitDAdministration } from '#db/repositories/faits-d-administration.ts'
import { queueMessage } from '#db/repositories/messages.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import {
  checkCompte,
  checkInvitation,
  type Invitation,
  type PorteeDeCompte,
  type RefusDeCompte,
} from '#lib/domain/acces/compte.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { cleDeCreation } from './cle-de-creation.ts'

/** Where an account acts: in the départements of its centres when it has some. A centre that does not exist is nowhere. */
const departementsDe = async (tx: Tx, { centreIds, departements }: PorteeDeCompte): Promise<readonly string[]> =>
  centreIds.length > 0 ? ((await departementsOfCentres(tx, centreIds)) ?? []) : departements

/** What history keeps of an account: no name and no address, which are on its page. */
const toFait = ({ siret, departements, centreIds }: PorteeDeCompte) => ({
  siret: siret ?? null,
  departements,
  centreIds,
})

const record = (
  tx: Tx,
  fait: Omit<Parameters<typeof recordFaitDAdministration>[1], 'objet' | 'compteId'>,
  ctx: Contexte,
) => recordFaitDAdministration(tx, { ...fait, objet: 'compte', compteId: compteDe(ctx.acteur) })

type Courriel = Readonly<{ objet: string; corps: string }>

/**
 * Invites someone: the account waits for its first sign-in. `courriel` is the mail to leave, written by the door; `cle` is
 * drawn with the form: the same form again, saying the same, answers the account that it opened, or says that it is closed.
 */
export const inviteCompte = (
  { cle, invitation }: Readonly<{ cle: string; invitation: Invitation }>,
  courriel: Courriel,
  ctx: Contexte,
): Promise<Resultat<{ compteId: string }, RefusDAcces | RefusDeCompte>> =>
  db.transaction(async (tx) => {
    // Held first, so that two invitations of one person at once are one.
    await lockComptes(tx)
    const said = checkInvitation(invitation)
    if (!said.ok) return said
    const { value } = said
    const acces = checkAcces(ctx.acteur, 'gerer-comptes', {
      role: value.role,
      departements: await departementsDe(tx, value),
    })
    if (!acces.ok) return acces
    // R-EDI-10 — choix du portail : un formulaire envoyé deux fois ne crée qu’une fois
    const gardee = cleDeCreation(cle, value)
    const deja = await findInvite(tx, gardee)
    if (deja?.actif) return accept({ compteId: deja.id })
    if (await loadCompteByCourriel(tx, value.courriel)) return refuse({ code: 'courriel-deja-invite' })
    // Closed since: no mail leaves, and nobody may come in by it.
    if (deja) return refuse({ code: 'invite-ferme', id: deja.id })
    const compteId = await insertCompte(tx, value, { cle: gardee, createdPar: compteDe(ctx.acteur) })
    const { role, ...dite } = value
    await record(tx, { cible: compteId, nature: 'creation', apres: { role, ...toFait(dite) } }, ctx)
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
    if (compte.actif) {
      await closeCompte(tx, compteId)
      await record(tx, { cible: compteId, nature: 'fermeture' }, ctx)
    }
    return accept({ compteId })
  })

type RefusDeCorrection =
  | RefusDAcces
  | RefusDeCompte
  | { code: 'introuvable' }
  | {
      code: 'modifiee-entre-temps'
      version: number
      actuel: Readonly<Record<'siret' | 'departements' | 'centreIds', string | readonly string[]>>
    }

/** Corrects the reach and the SIRET of an open account, from the version that the form was made from. */
export const correctCompte = (
  { id, version, portee }: Readonly<{ id: string; version: number; portee: PorteeDeCompte }>,
  ctx: Contexte,
): Promise<Resultat<{ compteId: string }, RefusDeCorrection>> =>
  db.transaction(async (tx) => {
    const compte = await loadCompteForUpdate(tx, id)
    if (!compte) return refuse({ code: 'introuvable' })
    const held = checkAcces(ctx.acteur, 'gerer-comptes', compte)
    if (!held.ok) return held
    const said = checkCompte({ ...portee, role: compte.role })
    if (!said.ok) return said
    // R-ACC-17 — choix du portail : nul ne donne ce dont il ne répond pas
    const given = checkAcces(ctx.acteur, 'gerer-comptes', {
      role: compte.role,
      departements: await departementsDe(tx, said.value),
    })
    if (!given.ok) return given
    const [avant, apres] = [toFait(compte.portee), toFait(said.value)]
    if (!compte.actif) return refuse({ code: 'compte-ferme' })
    if (isDeepStrictEqual(avant, apres)) return accept({ compteId: id })
    if (compte.version !== version) {
      const { siret = '', departements, centreIds } = compte.portee
      return refuse({
        code: 'modifiee-entre-temps',
        version: compte.version,
        actuel: { siret, departements, centreIds },
      })
    }
    await updateCompte(tx, id, said.value)
    await record(tx, { cible: id, nature: 'correction', avant, apres }, ctx)
    return accept({ compteId: id })
  })

/** Opens a closed account again, for the same person; a second click finds it open and changes nothing. */
export const reopenCompteOf = (
  compteId: string,
  ctx: Contexte,
): Promise<Resultat<{ compteId: string }, RefusDAcces | RefusDeCompte | { code: 'introuvable' }>> =>
  db.transaction(async (tx) => {
    await lockComptes(tx)
    const compte = await loadCompteForUpdate(tx, compteId)
    if (!compte) return refuse({ code: 'introuvable' })
    const acces = checkAcces(ctx.acteur, 'gerer-comptes', compte)
    if (!acces.ok) return acces
    if (compte.actif) return accept({ compteId })
    const autre =
      (await loadCompteByCourriel(tx, compte.courriel)) ??
      (compte.sub ? await loadCompteBySub(tx, compte.sub) : undefined)
    // R-ACC-18 — choix du portail : une personne n’a qu’un compte ouvert, pour qu’un seul rôle décide
    if (autre?.actif) return refuse({ code: 'acces-deja-ouvert' })
    await reopenCompte(tx, compteId)
    await record(tx, { cible: compteId, nature: 'reouverture' }, ctx)
    return accept({ compteId })
  })
