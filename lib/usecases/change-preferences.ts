/** An applicant says by the link of a mail how to be told: at once, without signing in; twice changes nothing more. */
import { updatePreferences } from '#db/repositories/rappels.ts'
import { transact } from '#db/repositories/transact.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

export const changePreferences = (
  sel: string,
  choix: Readonly<{ sms: boolean; courriel: boolean; courrier: boolean }>,
): Promise<Resultat<true, { code: 'lien-inconnu' }>> =>
  transact(async (tx) => ((await updatePreferences(tx, sel, choix)) ? accept(true) : refuse({ code: 'lien-inconnu' })))
