/** The holder of a mobile answered STOP to an SMS: a gateway says so, once or several times. */
import { insertArretDeSms } from '#db/repositories/arrets-de-sms.ts'
import { transact } from '#db/repositories/transact.ts'
import { mobileOf } from '#lib/domain/demande/formulaire/contacts.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import type { Empreinte } from './take-rappels.ts'

/** From then on no reminder leaves for this number, whatever demande it is of. A number that no SMS goes to is not one of ours. */
export const receiveStop = (numero: string, empreinteDe: Empreinte): Promise<Resultat<true, { code: 'introuvable' }>> =>
  transact(async (tx) => {
    const mobile = mobileOf(numero)
    if (mobile === null) return refuse({ code: 'introuvable' })
    await insertArretDeSms(tx, empreinteDe('sms', mobile))
    return accept(true)
  })
