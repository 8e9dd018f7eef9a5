/** An applicant says by the link of a mail how to be told: at once, without signing in; twice changes nothing more. */
import type { Tx } from '#db/client.ts'
import { deleteArretDeSms } from '#db/repositories/arrets-de-sms.ts'
import { findDemandeDuLien, savePreferences } from '#db/repositories/rappels.ts'
import { transact } from '#db/repositories/transact.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import { destinataireDe } from '#lib/domain/rappels/envoi.ts'
import type { Preferences } from '#lib/domain/rappels/jalons.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
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
