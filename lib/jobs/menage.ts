/** The nightly sweep: what has no reason to be kept any longer goes. */
import { sql } from 'drizzle-orm'
import { db } from '#db/client.ts'

/**
 * Removes ended sessions of agents (30 days), those of applicants with the key of their browser, and codes sent (1 day),
 * accounts of applicants that hold nothing and have not been used (30 days), rate-limit windows (1 day), publication
 * notices (30 days), settled messages, reminders and batches of letters, readings of demandes and reported errors
 * (1 year), namings that nobody can use any
 * longer (30 days). Counts by table. The page
 * /donnees-personnelles says these durations.
 */
export async function purgeExpired(): Promise<Record<string, number>> {
  const sessions = await db.execute(sql`delete from session where expire_at < now() - interval '30 days'`)
  const sessionsDeDemandeurs = await db.execute(
    sql`delete from session_demandeur where expire_at < now() - interval '1 day'`,
  )
  const codes = await db.execute(sql`delete from code_envoye where expire_at < now() - interval '1 day'`)
  // An address that only asked for a code, and the account of a demande that was erased since.
  const demandeurs = await db.execute(sql`
    delete from demandeur where created_at < now() - interval '30 days'
      and not exists (select from session_demandeur where demandeur_id = demandeur.id)
      and not exists (select from code_envoye where demandeur_id = demandeur.id)
      and not exists (select from rattachement where demandeur_id = demandeur.id)
      and not exists (select from brouillon_de_renouvellement where demandeur_id = demandeur.id)
      and not exists (select from saisie_gardee where demandeur_id = demandeur.id)`)
  const debits = await db.execute(sql`delete from debit where fenetre_at < now() - interval '1 day'`)
  // The newest row stays: its version is the baseline of a web process that starts.
  const publications = await db.execute(
    sql`delete from publication where at < now() - interval '30 days' and version < (select max(version) from publication)`,
  )
  const messages = await db.execute(
    sql`delete from message_envoye where etat <> 'a-envoyer' and created_at < now() - interval '1 year'`,
  )
  // Their key speaks of a day that is past for a year: nothing plans it again.
  const rappels = await db.execute(sql`delete from rappel where regle_at < now() - interval '1 year'`)
  const lectures = await db.execute(sql`delete from lecture_de_demande where at < now() - interval '1 year'`)
  const lettres = await db.execute(sql`
    delete from lettre_de_lot using lot_de_courriers lot
    where lot.id = lot_id and lot.regle_at < now() - interval '1 year'`)
  const lots = await db.execute(sql`
    delete from lot_de_courriers lot where regle_at < now() - interval '1 year'
      and not exists (select from lettre_de_lot where lot_id = lot.id)`)
  // R-CON-01 — RGPD, article 5, 1, e : ce que le public a écrit ne se garde pas plus d’un an, traité ou non
  const signalements = await db.execute(sql`delete from signalement where created_at < now() - interval '1 year'`)
  const nominations = await db.execute(
    sql`delete from nomination_administrateur where expire_le < (now() at time zone 'Europe/Paris')::date - 30`,
  )
  return {
    sessions: sessions.count,
    sessionsDeDemandeurs: sessionsDeDemandeurs.count,
    codes: codes.count,
    demandeurs: demandeurs.count,
    debits: debits.count,
    publications: publications.count,
    messages: messages.count,
    rappels: rappels.count,
    lectures: lectures.count,
    lettres: lettres.count,
    lots: lots.count,
    signalements: signalements.count,
    nominations: nominations.count,
  }
}
