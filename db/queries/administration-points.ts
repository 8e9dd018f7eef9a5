/** Points de contact as those who hold them see them: withdrawn ones too, within the actor's reach only. */
import { and, eq, ilike, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { db } from '../client.ts'
import { toContenu, toPoint } from '../repositories/points-de-contact.row.ts'
import { centre, pointDeContact } from '../schema/index.ts'
import { pointsOf } from './portee.ts'

/** `anciens`: published, and last said to be right before `confiance`. */
export type FiltreDePointsTenus = Readonly<{ q: string }> &
  Readonly<{ etat: 'publies' | 'retires' } | { etat: 'anciens'; confiance: Jour }>

/** At most 200, by name (the oldest first, of those to confirm): the search narrows, no page is turned. */
export function listPointsTenus(acteur: Acteur, filtre: FiltreDePointsTenus) {
  const { q, etat } = filtre
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
    .limit(200)
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
      centre: row.centre,
    }
  )
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
