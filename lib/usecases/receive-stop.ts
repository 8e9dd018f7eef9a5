/**
 * The holder of a mobile answered STOP to an SMS, or START after it: a gateway says so, once or several times, and maybe
 * late. `le`: the instant of the answer (ISO 8601, with its offset), null when the gateway does not say it.
 */
import { insertReponseDeSms } from '#db/repositories/arrets-de-sms.ts'
import { transact } from '#db/repositories/transact.ts'
import { mobileOf } from '#lib/domain/demande/formulaire/contacts.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import type { Empreinte } from './take-rappels.ts'

type ReponseDeMobile = Readonly<{ etat: 'stop' | 'start'; numero: string; le: string | null }>

/**
 * After a STOP no reminder leaves for this number, whatever demande it is of; after a START they leave again, where a demande
 * chose them. A number that no SMS goes to is not one of ours.
 */
export const receiveReponseDeSms = (
  { numero, ...reponse }: ReponseDeMobile,
  empreinteDe: Empreinte,
): Promise<Resultat<true, { code: 'introuvable' }>> =>
  transact(async (tx) => {
    const mobile = mobileOf(numero)
    if (mobile === null) return refuse({ code: 'introuvable' })
    // R-RAP-62 — RGPD, article 21 ; choix du portail : n’importe qui écrit un numéro dans sa demande, seul qui le tient y répond
    // R-RAP-66 — RGPD, article 21 ; choix du portail : un START redit en retard ne défait pas le STOP qui l’a suivi
    await insertReponseDeSms(tx, empreinteDe('sms', mobile), reponse)
    return accept(true)
  })
