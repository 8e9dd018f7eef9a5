/** Points de contact as those who hold them see them: withdrawn ones too, within the actor's reach only. */
import { and, eq, ilike, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { PointDeContact } from '#lib/domain/guichet/point-de-contact.ts'
import { db } from '../client.ts'
import { toContenu, toPoint } from '../repositories/points-de-contact.row.ts'
import { centre, pointDeContact } from '../schema/index.ts'
import { LIGNES_DE_LISTE } from './administration.ts'
import { pointsOf } from './portee.ts'

/** `anciens`: published, and last said to be right before `confiance`. */
/** `centreId`: of that centre alone. */
export type FiltreDePointsTenus = Readonly<{ q: string; centreId?: string | undefined }> &
  Readonly<{ etat: 'publies' | 'retires' } | { etat: 'anciens'; confiance: Jour }>

/** At most `LIGNES_DE_LISTE`, by name (the oldest first, of those to confirm): the search narrows, no page is turned. */
export function listPointsTenus(acteur: Acteur, filtre: FiltreDePointsTenus) {
  const { q, etat, centreId } = filtre
  const like = `%${q.replaceAll(/[%_\\]/g, '')}%`
  return db
    .select({
      id: pointDeContact.id,
      nom: pointDeContact.nom,
      canal: pointDeContact.canal,
      commune: pointDeContact.communeNom,
      departement: pointDeContact.departementCode,
      centre: centre.nom,
      misAJourLe: pointDeContact.misAJourLe,
      fermetures: pointDeContact.fermetures,
    })
    .from(pointDeContact)
    .leftJoin(centre, eq(centre.id, pointDeContact.centreId))
    .where(
      and(
        pointsOf(acteur),
        centreId === undefined ? undefined : eq(pointDeContact.centreId, centreId),
        etat === 'retires' ? isNotNull(pointDeContact.retireAt) : isNull(pointDeContact.retireAt),
        filtre.etat === 'anciens' ? lt(pointDeContact.misAJourLe, filtre.confiance) : undefined,
        q === ''
          ? undefined
          : or(
              ilike(pointDeContact.nom, like),
              ilike(pointDeContact.communeNom, like),
              eq(pointDeContact.codePostal, q),
              eq(pointDeContact.codeInsee, q.toUpperCase()),
              eq(pointDeContact.id, q),
            ),
      ),
    )
    .orderBy(...(etat === 'anciens' ? [pointDeContact.misAJourLe] : []), pointDeContact.nom, pointDeContact.id)
    .limit(LIGNES_DE_LISTE)
}

/** One point within reach, withdrawn or not; undefined otherwise, which a page shows as 404. */
export async function findPointTenu(acteur: Acteur, id: string) {
  const [row] = await db
    .select({ point: pointDeContact, centre: centre.nom })
    .from(pointDeContact)
    .leftJoin(centre, eq(centre.id, pointDeContact.centreId))
    .where(and(eq(pointDeContact.id, id), pointsOf(acteur)))
  return (
    row && {
      point: toPoint(row.point),
      departement: row.point.departementCode,
      version: row.point.version,
      retireAt: row.point.retireAt,
      fusionneDans: row.point.fusionneDans,
      centre: row.centre,
    }
  )
}

/** At most that many are offered: the likest first. */
const SEMBLABLES = 50

/** Published points within reach that a duplicate may be one of: its channel and its département, its likes first. */
export function listSemblables(
  acteur: Acteur,
  { point, departement }: Readonly<{ point: PointDeContact; departement: string }>,
) {
  const p = pointDeContact
  const likeness = sql`(case when ${p.codeInsee} = ${point.adresse?.codeInsee ?? ''} then 2 else 0 end
    + case when lower(${p.nom}) = lower(${point.nom}) then 2 else 0 end
    + case when ${p.telephone} = ${point.telephone ?? ''} then 1 else 0 end
    + case when ${p.siteWeb} = ${point.siteWeb ?? ''} then 1 else 0 end)`
  return db
    .select({ id: p.id, nom: p.nom, voie: p.voie, commune: p.communeNom, centre: centre.nom })
    .from(p)
    .leftJoin(centre, eq(centre.id, p.centreId))
    .where(
      and(
        pointsOf(acteur),
        isNull(p.retireAt),
        ne(p.id, point.id),
        eq(p.canal, point.canal),
        eq(p.departementCode, departement),
      ),
    )
    .orderBy(sql`${likeness} desc`, p.nom, p.id)
    .limit(SEMBLABLES)
}

/** The published points that a centre holds, or that the gestionnaire of these départements holds: for its workbook. */
export async function listContenusTenus(acteur: Acteur, centreId: string | null) {
  const rows = await db
    .select()
    .from(pointDeContact)
    .where(
      and(
        pointsOf(acteur),
        isNull(pointDeContact.retireAt),
        centreId === null ? isNull(pointDeContact.centreId) : eq(pointDeContact.centreId, centreId),
      ),
    )
    .orderBy(pointDeContact.nom, pointDeContact.id)
  return rows.map((row) => ({ contenu: toContenu(toPoint(row)), identifiant: row.id }))
}
