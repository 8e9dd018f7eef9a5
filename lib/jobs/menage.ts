/** The nightly sweep: what has no reason to be kept any longer goes. */
import { type SQL, sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { REPRISE } from '#db/repositories/arrets-de-sms.ts'
import { CONSERVATION, type Duree } from '#lib/domain/conservation.ts'

const UNITES = { jour: 'days', an: 'years' } as const satisfies Record<Duree['unite'], string>
/** The instant before which what was kept that long goes. */
const passe = ({ nombre, unite }: Duree): SQL => sql`now() - ${`${nombre} ${UNITES[unite]}`}::interval`

/** Removes what was kept for its length (R-CON-01), each statement by itself; twice is the same as once. Counts by table. */
export async function purgeExpired(): Promise<Record<string, number>> {
  const { sessionsDAgents, sessionsDeDemandeurs, demandeursSansDemande, courriers } = CONSERVATION
  // The newest publication stays: its version is the baseline of a web process that starts. An account goes with what
  // only asked for a code, or whose demande was erased since. A reminder's key speaks of a day past for a year: nothing
  // plans it again.
  const removals: Readonly<Record<string, SQL>> = {
    sessions: sql`delete from session where expire_at < ${passe(sessionsDAgents)}`,
    sessionsDeDemandeurs: sql`delete from session_demandeur where expire_at < ${passe(sessionsDeDemandeurs)}`,
    codes: sql`delete from code_envoye where expire_at < ${passe(CONSERVATION.codes)}`,
    frappes: sql`delete from frappe_recue where recue_at < ${passe(CONSERVATION.frappes)}`,
    demandeurs: sql`
      delete from demandeur where created_at < ${passe(demandeursSansDemande)}
        and not exists (select from session_demandeur where demandeur_id = demandeur.id)
        and not exists (select from code_envoye where demandeur_id = demandeur.id)
        and not exists (select from rattachement where demandeur_id = demandeur.id)
        and not exists (select from brouillon_de_renouvellement where demandeur_id = demandeur.id)
        and not exists (select from saisie_gardee where demandeur_id = demandeur.id)`,
    debits: sql`delete from debit where fenetre_at < ${passe(CONSERVATION.debits)}`,
    publications: sql`
      delete from publication where at < ${passe(CONSERVATION.publications)}
        and version < (select max(version) from publication)`,
    messages: sql`
      delete from message_envoye where etat <> 'a-envoyer' and created_at < ${passe(CONSERVATION.messages)}`,
    rappels: sql`delete from rappel where regle_at < ${passe(CONSERVATION.rappels)}`,
    reprisesDeSms: sql`
      delete from contact_mort where starts_with(destination, ${REPRISE}) and at < ${passe(CONSERVATION.reprisesDeSms)}`,
    lectures: sql`delete from lecture_de_demande where at < ${passe(CONSERVATION.lectures)}`,
    lettres: sql`
      delete from lettre_de_lot using lot_de_courriers lot
      where lot.id = lot_id and lot.regle_at < ${passe(courriers)}`,
    lots: sql`
      delete from lot_de_courriers lot where regle_at < ${passe(courriers)}
        and not exists (select from lettre_de_lot where lot_id = lot.id)`,
    signalements: sql`delete from signalement where created_at < ${passe(CONSERVATION.signalements)}`,
    nominations: sql`
      delete from nomination_administrateur
      where expire_le < ((${passe(CONSERVATION.nominations)}) at time zone 'Europe/Paris')::date`,
  }
  const counts: Record<string, number> = {}
  for (const [nom, removal] of Object.entries(removals)) counts[nom] = (await db.execute(removal)).count
  return counts
}
