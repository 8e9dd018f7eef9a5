/**
 * An applicant says how to be told: by the link of a mail, without signing in, or from their demande, signed in. At once;
 * twice changes nothing more. The STOP of a mobile stands whatever they choose: nothing proves it theirs (R-RAP-62).
 */
import { findDemandeDuLien, savePreferences } from '#db/repositories/rappels.ts'
import { transact } from '#db/repositories/transact.ts'
import type { Preferences } from '#lib/domain/rappels/jalons.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { type Demarche, openDemande, type RefusDOuverture } from './open-demande.ts'

type Choix = Pick<Preferences, 'sms' | 'courriel' | 'courrier'>

export const changePreferences = (sel: string, choix: Choix): Promise<Resultat<true, { code: 'lien-inconnu' }>> =>
  transact(async (tx) => {
    const demande = await findDemandeDuLien(tx, sel)
    if (!demande) return refuse({ code: 'lien-inconnu' })
    await savePreferences(tx, demande.numeroUnique, choix)
    return accept(true)
  })

/** The same by who is signed in and at the head of the demande: it says nothing of the demande itself, and is no act of it. */
export const changeMesPreferences = (
  { ref, ctx, porte = null }: Demarche,
  choix: Choix,
): Promise<Resultat<true, RefusDOuverture>> =>
  transact(async (tx) => {
    // R-RAP-56 — RGPD, article 21 : qui ne reçoit que des SMS choisit aussi, de sa demande, sans attendre un courriel
    const ouverte = await openDemande(tx, { ref, acte: 'modification' }, { ctx, porte })
    if (!ouverte.ok) return ouverte
    const { demande } = ouverte.value
    if (demande.statut === 'effacee') return refuse({ code: 'introuvable' })
    await savePreferences(tx, demande.numeroUnique, choix)
    return accept(true)
  })
