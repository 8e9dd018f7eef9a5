/** What an act that changes how an applicant is reached tells where they were reached before, in its own transaction. */
import type { Tx } from '#db/client.ts'
import { queueMessage } from '#db/repositories/messages.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { contactsQuittes } from '#lib/domain/demande/rattachement.ts'

/** A week: said later, that a number changed helps nobody, and without a gateway it would wait with the number for ever. */
const MINUTES_D_UN_AVIS_DE_CONTACT = 7 * 24 * 60

/** What tells each contact of before that it changed. */
export type AvisDeContact = Readonly<{
  courriel: Texte
  /** When no other address replaces it. */
  courrielRetire: Texte
  sms: string
}>
type Texte = Readonly<{ objet: string; corps: string }>

/** `version`: that of the demande once the act is recorded; each contact left by it is told once, however often asked. */
export async function queueAvisDeContact(
  tx: Tx,
  { ref, version }: Readonly<{ ref: DemandeRef; version: number }>,
  [avant, apres]: readonly [Contenu['demandeur'], Parameters<typeof contactsQuittes>[1]],
  avis: AvisDeContact,
): Promise<void> {
  const mots = apres.courriel === null ? avis.courrielRetire : avis.courriel
  for (const { canal, destinataire } of contactsQuittes(avant, apres))
    await (canal === 'courriel'
      ? queueMessage(tx, { cle: `contact-change:${ref}:${version}`, canal, destinataire, ...mots })
      : queueMessage(
          tx,
          { cle: `portable-change:${ref}:${version}`, canal, destinataire, objet: null, corps: avis.sms },
          { minutes: MINUTES_D_UN_AVIS_DE_CONTACT },
        ))
}
