/** Anyone reports an error about a point: it is stored once, and told to who can correct it. */
import { db } from '#db/client.ts'
import { loadDestinataires } from '#db/repositories/destinataires.ts'
import { queueMessage } from '#db/repositories/messages.ts'
import { insertSignalement } from '#db/repositories/signalements.ts'
import { chooseDestinataires } from '#lib/domain/guichet/destinataires.ts'
import type { Signalement } from '#lib/domain/guichet/signalement.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { cleDeCreation } from './cle-de-creation.ts'

type Courriel = Readonly<{ objet: string; corps: string }>

/**
 * `ecrire` is the mail to leave, of the point that the report is about. The same form again, saying the same, is not an
 * error: also once the point of its page was merged into another, which is then the one that is answered.
 */
export const reportSignalement = (
  { cle, ...said }: Signalement,
  ecrire: (point: Readonly<{ id: string; nom: string }>) => Courriel,
): Promise<Resultat<{ pointId: string }, { code: 'introuvable' }>> =>
  db.transaction(async (tx) => {
    const destinataires = await loadDestinataires(tx, said.pointId)
    if (!destinataires) return refuse({ code: 'introuvable' })
    const { point } = destinataires
    // R-SIG-02 — choix du portail : un même envoi, un signalement
    const id = await insertSignalement(tx, { ...said, pointId: point.id, cle: cleDeCreation(cle, said) })
    if (id) {
      const courriel = ecrire(point)
      for (const [rang, destinataire] of chooseDestinataires(destinataires).adresses.entries())
        await queueMessage(tx, { canal: 'courriel', destinataire, ...courriel, cle: `signalement:${id}:${rang}` })
    }
    return accept({ pointId: point.id })
  })
