/** What the tests of the reminders share: a person to remind, what became of it, and a mail server that answers. */
import { eq } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { rappel } from '#db/schema/index.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import type { Envoi, Mail } from '#lib/adapters/mail/mail.ts'
import { addDays, addMonths } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { runSortie, sortieDeCourriel } from './rappels.ts'

/** Any hour: a test does not wait for the morning. */
export const TOUJOURS = () => true
let ligne = 1000

/** A demande whose SMS of the last month is due, with a mobile of its own. */
export async function unePersonne(changes: Readonly<{ portable?: string | null; courriel?: string | null }> = {}) {
  ligne += 1
  const { portable = `06 39 98 ${String(ligne).slice(0, 2)} ${String(ligne).slice(2)}`, courriel } = changes
  const contenu = unContenu(
    ['demandeur.telephonePortable', portable],
    ['demandeur.courriel', courriel === undefined ? `personne.${ligne}@exemple.fr` : courriel],
  )
  return insertUneDemande({ contenu, valideDepuis: addMonths(addDays(await aujourdHui(), -16), -12) })
}
/** Its reminders in words, by step and channel: `dernier-mois sms envoye`. */
export const rappelsDe = async ({ numeroUnique }: DemandeActive) =>
  (
    await db
      .select()
      .from(rappel)
      .where(eq(rappel.numeroUnique, numeroUnique))
      // The enumerations of PostgreSQL are in the order of the domain.
      .orderBy(rappel.jalon, rappel.canal)
  ).map(({ jalon, canal, etat, motif }) => `${jalon} ${canal} ${etat}${motif ? ` (${motif})` : ''}`)
/** One round of mails, answered as told, where these territories have reminders on; those that left. */
export const sendMails = (
  answer: (mail: Mail) => Envoi = () => ({ issue: 'envoye' }),
  ouverts: readonly Territoire[] = ['09'],
) => {
  const partis: Mail[] = []
  const send = async (mail: Mail) => {
    partis.push(mail)
    return answer(mail)
  }
  const transport = { send, close: () => {} }
  return runSortie(sortieDeCourriel(transport), ouverts, TOUJOURS).then((compte) => ({ compte, partis }))
}
