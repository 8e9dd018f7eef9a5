/**
 * The holder of a mobile answered STOP to an SMS, or START after it: a gateway says so, once or several times, and maybe
 * late. `le`: the instant of the answer (ISO 8601, with its offset), null when the gateway does not say it.
 */
import type { Tx } from '#db/client.ts'
import { deleteArretDeSms, insertArretDeSms } from '#db/repositories/arrets-de-sms.ts'
import { transact } from '#db/repositories/transact.ts'
import { mobileOf } from '#lib/domain/demande/formulaire/contacts.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import type { Empreinte } from './take-rappels.ts'

type Recu = Resultat<true, { code: 'introuvable' }>
type ReponseDeMobile = Readonly<{ numero: string; le: string | null }>

const hear = (numero: string, write: (tx: Tx, mobile: string) => PromiseLike<unknown>): Promise<Recu> =>
  transact(async (tx) => {
    const mobile = mobileOf(numero)
    if (mobile === null) return refuse({ code: 'introuvable' })
    await write(tx, mobile)
    return accept(true)
  })

/** From then on no reminder leaves for this number, whatever demande it is of. A number that no SMS goes to is not one of ours. */
export const receiveStop = ({ numero, le }: ReponseDeMobile, empreinteDe: Empreinte): Promise<Recu> =>
  hear(numero, (tx, mobile) => insertArretDeSms(tx, empreinteDe('sms', mobile), le))

/** From then on they leave again, where a demande chose them. Of a number that said no STOP, or a later one, nothing changes. */
export const receiveStart = ({ numero, le }: ReponseDeMobile, empreinteDe: Empreinte): Promise<Recu> =>
  // R-RAP-62 — RGPD, article 21 ; choix du portail : n’importe qui écrit un numéro dans sa demande, seul qui le tient y répond
  // R-RAP-66 — RGPD, article 21 ; choix du portail : un START redit en retard ne défait pas le STOP qui l’a suivi
  hear(numero, (tx, mobile) => deleteArretDeSms(tx, empreinteDe('sms', mobile), le))
