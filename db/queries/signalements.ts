/** Errors that the public reported, about the points within the actor's reach. */
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { chooseDestinataires, type EnvoiDeSignalement } from '#lib/domain/guichet/destinataires.ts'
import type { EtatDeSignalement } from '#lib/domain/guichet/etats-de-signalement.ts'
import { db, type Reader } from '../client.ts'
import { loadDestinataires } from '../repositories/destinataires.ts'
import { compte, pointDeContact, signalement } from '../schema/index.ts'
import { pointsOf } from './portee.ts'

/** Who is written to of an error reported on a point, for anyone to read; undefined: no such point is published. */
export async function findEnvoiDeSignalement(reader: Reader, pointId: string): Promise<EnvoiDeSignalement | undefined> {
  const found = await loadDestinataires(reader, pointId)
  return found && chooseDestinataires(found).envoi
}

export const SIGNALEMENTS_MONTRES = 200

/** `centreId`: about the points of that centre alone. */
type Filtre = Readonly<{ etat?: EtatDeSignalement; centreId?: string | undefined }>

/** Those that wait first: what is not shown has been treated, or comes up when these are. */
export const listSignalements = (acteur: Acteur, { etat, centreId }: Filtre = {}) =>
  db
    .select({
      id: signalement.id,
      pointId: signalement.pointId,
      point: pointDeContact.nom,
      nature: signalement.nature,
      message: signalement.message,
      etat: signalement.etat,
      createdAt: signalement.createdAt,
      traiteAt: signalement.traiteAt,
      traitePar: sql<string | null>`coalesce(${compte.nom}, ${compte.courriel})`,
    })
    .from(signalement)
    .innerJoin(pointDeContact, eq(pointDeContact.id, signalement.pointId))
    .leftJoin(compte, eq(compte.id, signalement.traitePar))
    .where(
      and(
        pointsOf(acteur),
        etat ? eq(signalement.etat, etat) : undefined,
        centreId === undefined ? undefined : eq(pointDeContact.centreId, centreId),
      ),
    )
    .orderBy(sql`${signalement.etat} in ('recu', 'en-cours') desc`, desc(signalement.createdAt))
    .limit(SIGNALEMENTS_MONTRES)
