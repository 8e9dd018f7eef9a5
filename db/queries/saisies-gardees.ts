/** What an applicant typed and did not record, shown to them again. */
import { and, eq } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { PARTIES_GARDEES, type PartieGardee } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { db } from '../client.ts'
import { isEncoreGardee, type SaisieGardee } from '../repositories/saisies-gardees.ts'
import { demande, saisieGardee } from '../schema/index.ts'

/** Undefined for anyone but who typed it. */
export async function findSaisieGardee(
  acteur: Acteur,
  ref: DemandeRef,
  partie: PartieGardee,
): Promise<SaisieGardee | undefined> {
  if (acteur.role !== 'demandeur' || !acteur.demandes.includes(ref)) return undefined
  const [row] = await db
    .select({ valeurs: saisieGardee.valeurs, gardeeAt: saisieGardee.gardeeAt })
    .from(saisieGardee)
    .innerJoin(demande, eq(demande.numeroUnique, saisieGardee.numeroUnique))
    .where(
      and(
        eq(demande.ref, ref),
        eq(saisieGardee.demandeurId, acteur.compteId),
        eq(saisieGardee.partie, partie),
        isEncoreGardee(),
      ),
    )
  return row
}

/** The parts of which a form waits for this applicant, in the order of the screens; none for anyone else. */
export async function listPartiesGardees(acteur: Acteur, ref: DemandeRef): Promise<readonly PartieGardee[]> {
  if (acteur.role !== 'demandeur' || !acteur.demandes.includes(ref)) return []
  const rows = await db
    .select({ partie: saisieGardee.partie })
    .from(saisieGardee)
    .innerJoin(demande, eq(demande.numeroUnique, saisieGardee.numeroUnique))
    .where(and(eq(demande.ref, ref), eq(saisieGardee.demandeurId, acteur.compteId), isEncoreGardee()))
  return PARTIES_GARDEES.filter((partie) => rows.some((row) => row.partie === partie))
}
