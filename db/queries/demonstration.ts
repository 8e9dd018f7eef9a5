/** What the page /demonstration shows; never asked in production. */
import { desc } from 'drizzle-orm'
import { db } from '../client.ts'
import { compte, messageEnvoye } from '../schema/index.ts'

export const listComptes = () =>
  db
    .select({
      id: compte.id,
      nom: compte.nom,
      courriel: compte.courriel,
      role: compte.role,
      desactiveAt: compte.desactiveAt,
    })
    .from(compte)
    .orderBy(compte.role, compte.courriel)
    .limit(200)

export const listMessages = () =>
  db
    .select({
      id: messageEnvoye.id,
      canal: messageEnvoye.canal,
      destinataire: messageEnvoye.destinataire,
      objet: messageEnvoye.objet,
      corps: messageEnvoye.corps,
      createdAt: messageEnvoye.createdAt,
    })
    .from(messageEnvoye)
    .orderBy(desc(messageEnvoye.createdAt))
    .limit(100)
