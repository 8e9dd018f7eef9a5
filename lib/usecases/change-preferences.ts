/**
 * An applicant says how to be told: by the link of a mail, without signing in, or from their demande, signed in. At once;
 * twice changes nothing more.
 */
import type { Tx } from '#db/client.ts'
import { deleteArretDeSms } from '#db/repositories/arrets-de-sms.ts'
import { findDemandeDuLien, savePreferences } from '#db/repositories/rappels.ts'
import { transact } from '#db/repositories/transact.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import { destinataireDe } from '#lib/domain/rappels/envoi.ts'
import type { Preferences } from '#lib/domain/rappels/jalons.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { type Demarche, openDemande, type RefusDOuverture } from './open-demande.ts'
import type { Empreinte } from './take-rappels.ts'

type Choix = Pick<Preferences, 'sms' | 'courriel' | 'courrier'>

async function save(tx: Tx, demande: Demande, choix: Choix, empreinteDe: Empreinte): Promise<void> {
  await savePreferences(tx, demande.numeroUnique, choix)
  const mobile = destinataireDe('sms', demande)
  // R-RAP-58: who asks for SMS again after a STOP has them again.
  if (choix.sms && mobile !== null) await deleteArretDeSms(tx, empreinteDe('sms', mobile))
}

export const changePreferences = (
  sel: string,
  choix: Choix,
  empreinteDe: Empreinte,
): Promise<Resultat<true, { code: 'lien-inconnu' }>> =>
  transact(async (tx) => {
    const demande = await findDemandeDuLien(tx, sel)
    if (!demande) return refuse({ code: 'lien-inconnu' })
    await save(tx, demande, choix, empreinteDe)
    return accept(true)
  })

/** The same by who is signed in and at the head of the demande: it says nothing of the demande itself, and is no act of it. */
export const changeMesPreferences = (
  { ref, ctx, porte = null }: Demarche,
  choix: Choix,
  empreinteDe: Empreinte,
): Promise<Resultat<true, RefusDOuverture>> =>
  transact(async (tx) => {
    // R-RAP-56 — RGPD, article 21 : qui ne reçoit que des SMS choisit aussi, de sa demande, sans attendre un courriel
    const ouverte = await openDemande(tx, { ref, acte: 'modification' }, { ctx, porte })
    if (!ouverte.ok) return ouverte
    const { demande } = ouverte.value
    if (demande.statut === 'effacee') return refuse({ code: 'introuvable' })
    await save(tx, demande, choix, empreinteDe)
    return accept(true)
  })
