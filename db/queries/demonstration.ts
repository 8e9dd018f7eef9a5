/** What the page /demonstration shows; never asked in production. */
import { desc, eq, not, type SQL, sql } from 'drizzle-orm'
import { jourLocal } from '#lib/domain/calendrier.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { destinatairePostal } from '#lib/domain/rappels/courrier.ts'
import { suiviDe } from '#lib/domain/rappels/jalons.ts'
import { db } from '../client.ts'
import { COLONNES, toDemande } from '../repositories/demandes.row.ts'
import { PREFIXE_DE_RAPPEL } from '../repositories/messages.ts'
import { listCommunesPostales } from '../repositories/noms-de-communes.ts'
import { listTerritoiresOuverts } from '../repositories/reglages-de-territoire.ts'
import { compte, demande, messageEnvoye, rappel } from '../schema/index.ts'
import { readMaintenant } from './instant.ts'

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

const messagesQue = (condition: SQL, nombre: number) =>
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
    .where(condition)
    .orderBy(desc(messageEnvoye.createdAt))
    .limit(nombre)

/** What was written last, the reminders apart: hundreds leave in a minute, and a code that someone waits for would be pushed out. */
export async function listMessages() {
  const isRappel = sql`coalesce(${messageEnvoye.cle}, '') like ${`${PREFIXE_DE_RAPPEL}%`}`
  const [messages, rappels] = await Promise.all([messagesQue(not(isRappel), 100), messagesQue(isRappel, 50)])
  return { messages, rappels }
}

/** Letters planned last, with what their words are made of: those of a batch are printed as they were then. */
export async function listLettres() {
  const [rows, enLigne, maintenant] = await Promise.all([
    db
      .select({ reference: rappel.reference, jalon: rappel.jalon, etat: rappel.etat, demande: COLONNES })
      .from(rappel)
      .innerJoin(demande, eq(demande.numeroUnique, rappel.numeroUnique))
      .where(eq(rappel.canal, 'courrier'))
      .orderBy(desc(rappel.prochainAt), desc(rappel.numeroUnique))
      .limit(50),
    listTerritoiresOuverts(db, 'renouvellement-en-ligne'),
    readMaintenant(db),
  ])
  const codes = rows.flatMap(({ demande: { contenu } }) => contenu?.demandeur.adresse.commune ?? [])
  const communes = await listCommunesPostales(db, codes)
  return rows.flatMap(({ demande: row, ...lettre }) => {
    const lue = toDemande(row)
    const suivi = suiviDe(lue)
    if (lue.statut === 'effacee' || !suivi) return []
    const destinataire = destinatairePostal(lue.contenu, (code) => communes.get(code))
    const { numeroUnique, territoire } = lue
    const le = jourLocal(maintenant, fuseauDuTerritoire(territoire))
    return [{ ...lettre, suivi, destinataire, numeroUnique, isEnLigne: enLigne.includes(territoire), le }]
  })
}
