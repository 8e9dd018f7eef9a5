/** Which applicant a session is, asked at each request of their pages. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { type IdentitePivot, MINUTES_D_INACTIVITE } from '#lib/domain/acces/demandeur.ts'
import { MINUTES_ENTRE_DEUX_GESTES_ECRITS } from '#lib/domain/acces/gestes-ecrits.ts'
import { db } from '../client.ts'
import { prepareOnce } from '../repositories/ordres-prepares.ts'
import { codeEnvoye, sessionDemandeur } from '../schema/index.ts'

/** `demandes`: references of those attached to the account. `cle`: of the browser's cipher, null on a shared computer. */
export type SessionDeDemandeur = Readonly<{
  sid: string
  demandeurId: string
  demandes: readonly string[]
  appareilPartage: boolean
  cle: string | null
  identite: IdentitePivot | null
}>

/** Since the last move that was written: a later one may be as old as the pace of writing. */
const SANS_GESTE_ECRIT = sql.raw(String(MINUTES_D_INACTIVITE + MINUTES_ENTRE_DEUX_GESTES_ECRITS))

// R-ACC-21 — ASVS 5.0, 7.3 : une session d’usager se ferme après trente minutes sans geste, et après douze heures
const ouverte = and(
  eq(sessionDemandeur.sid, sql.placeholder('sid')),
  isNull(sessionDemandeur.finieAt),
  sql`${sessionDemandeur.expireAt} > now()`,
  sql`${sessionDemandeur.vueAt} > now() - make_interval(mins => ${SANS_GESTE_ECRIT})`,
)

const lireOrdre = prepareOnce(() =>
  db
    .select({
      sid: sessionDemandeur.sid,
      demandeurId: sessionDemandeur.demandeurId,
      appareilPartage: sessionDemandeur.appareilPartage,
      cle: sessionDemandeur.cle,
      identite: sessionDemandeur.identite,
      demandes: sql<readonly string[]>`array(
        select demande.ref::text from rattachement join demande using (numero_unique)
        where rattachement.demandeur_id = session_demandeur.demandeur_id and demande.statut <> 'effacee'
        order by demande.deposee_le, demande.numero_unique
      )`,
      isVueRecemment: sql<boolean>`${sessionDemandeur.vueAt} > now() - make_interval(mins => ${sql.raw(String(MINUTES_ENTRE_DEUX_GESTES_ECRITS))})`,
    })
    .from(sessionDemandeur)
    .where(ouverte)
    .prepare('lire-une-session-de-demandeur'),
)
const voirOrdre = prepareOnce(() =>
  db.update(sessionDemandeur).set({ vueAt: sql`now()` }).where(ouverte).prepare('voir-une-session-de-demandeur'),
)

/**
 * The open session of that `sid`; undefined once it was left, is twelve hours old, or was not used for half an hour.
 * Being asked for is what keeps it open: the instant is written again when it is a minute old.
 */
export async function findSessionDeDemandeur(sid: string): Promise<SessionDeDemandeur | undefined> {
  const [row] = await lireOrdre(db).execute({ sid })
  if (!row) return undefined
  const { isVueRecemment, ...session } = row
  if (!isVueRecemment) await voirOrdre(db).execute({ sid })
  return session
}

/** The address to which the code of this browser was sent, while it may still be typed. */
export async function findCourrielDuCode(id: string): Promise<string | undefined> {
  const [row] = await db
    .select({ courriel: codeEnvoye.courriel })
    .from(codeEnvoye)
    .where(and(eq(codeEnvoye.id, id), isNull(codeEnvoye.utiliseAt), sql`${codeEnvoye.expireAt} > now()`))
  return row?.courriel ?? undefined
}
