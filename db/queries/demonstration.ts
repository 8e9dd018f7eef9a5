/** What the page /demonstration shows; never asked in production. */
import { and, desc, eq, not, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
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

/** A part of a list, the last ones first; `suite`: after which one the next part begins, if there is one. */
type Page<T> = Readonly<{ lignes: readonly T[]; suite: string | null }>

/** A line after which a page begins, as an address gives it: by what names it, since two are often of one instant. */
export const parseRepere = (texte: unknown): string | undefined => z.uuid().safeParse(texte).data

const suiteDe = (rows: readonly Readonly<{ repere: string }>[], parPage: number): string | null =>
  rows.length > parPage ? (rows[parPage - 1]?.repere ?? null) : null

async function pageDeMessages(condition: SQL, parPage: number, apres: string | undefined) {
  const { id, canal, destinataire, objet, corps, createdAt } = messageEnvoye
  // As SQL compares them: the instants of a base are finer than those of this language.
  const precedents = sql`(${createdAt}, ${id}) < (select created_at, id from message_envoye where id = ${apres})`
  const rows = await db
    .select({ repere: id, canal, destinataire, objet, corps, createdAt })
    .from(messageEnvoye)
    .where(and(condition, apres === undefined ? undefined : precedents))
    .orderBy(desc(createdAt), desc(id))
    .limit(parPage + 1)
  return { lignes: rows.slice(0, parPage), suite: suiteDe(rows, parPage) }
}
export type MessageMontre = Awaited<ReturnType<typeof pageDeMessages>>['lignes'][number]

const IS_RAPPEL = sql`coalesce(${messageEnvoye.cle}, '') like ${`${PREFIXE_DE_RAPPEL}%`}`

/** What was written, the reminders apart: hundreds leave in a minute, and a code that someone waits for would be pushed out. */
export const listMessages = (apres?: string): Promise<Page<MessageMontre>> => pageDeMessages(not(IS_RAPPEL), 40, apres)
export const listRappels = (apres?: string): Promise<Page<MessageMontre>> => pageDeMessages(IS_RAPPEL, 10, apres)

const LETTRES_PAR_PAGE = 10

/** Letters, with what their words are made of: those of a batch are printed as they were then. */
export async function listLettres(apres?: string) {
  const precedentes = sql`(${rappel.prochainAt}, ${rappel.reference}) <
    (select prochain_at, reference from rappel where reference = ${apres})`
  const [rows, enLigne, maintenant] = await Promise.all([
    db
      .select({ repere: rappel.reference, jalon: rappel.jalon, etat: rappel.etat, demande: COLONNES })
      .from(rappel)
      .innerJoin(demande, eq(demande.numeroUnique, rappel.numeroUnique))
      .where(and(eq(rappel.canal, 'courrier'), apres === undefined ? undefined : precedentes))
      .orderBy(desc(rappel.prochainAt), desc(rappel.reference))
      .limit(LETTRES_PAR_PAGE + 1),
    listTerritoiresOuverts(db, 'renouvellement-en-ligne'),
    readMaintenant(db),
  ])
  const codes = rows.flatMap(({ demande: { contenu } }) => contenu?.demandeur.adresse.commune ?? [])
  const communes = await listCommunesPostales(db, codes)
  const lignes = rows.slice(0, LETTRES_PAR_PAGE).flatMap(({ demande: row, ...lettre }) => {
    const lue = toDemande(row)
    const suivi = suiviDe(lue)
    if (lue.statut === 'effacee' || !suivi) return []
    const destinataire = destinatairePostal(lue.contenu, (code) => communes.get(code))
    const { numeroUnique, territoire } = lue
    const le = jourLocal(maintenant, fuseauDuTerritoire(territoire))
    return [{ ...lettre, suivi, destinataire, numeroUnique, isEnLigne: enLigne.includes(territoire), le }]
  })
  return { lignes, suite: suiteDe(rows, LETTRES_PAR_PAGE) }
}
