/** Corrections of a name that applicants asked for and nobody decided yet, within the actor's territories. */
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { type Territoire, territoiresDesDepartements } from '#lib/domain/demande/territoire.ts'
import { db } from '../client.ts'
import { demande } from '../schema/index.ts'

/** Rows shown: what is decided leaves the list, and the next ones come. */
export const CORRECTIONS_MONTREES = 100

/** No name: who opens one of them is written in the journal of readings, who looks at the list reads nobody's. */
export type CorrectionQuiAttend = Readonly<{
  ref: DemandeRef
  numeroUnique: NumeroUnique
  territoire: Territoire
  demandeeLe: Jour
}>

/** The oldest first; `autres` says whether there are more than those. */
export async function listCorrectionsDemandees(
  acteur: Acteur,
): Promise<Readonly<{ corrections: readonly CorrectionQuiAttend[]; autres: boolean }>> {
  const territoires = territoiresDesDepartements(acteur.role === 'gestionnaire-territorial' ? acteur.departements : [])
  if (territoires.length === 0) return { corrections: [], autres: false }
  const { ref, numeroUnique, territoire, correction } = demande
  const rows = await db
    .select({ ref, numeroUnique, territoire, correction })
    .from(demande)
    .where(and(eq(demande.statut, 'active'), isNotNull(correction), inArray(territoire, [...territoires])))
    .orderBy(sql`${correction} ->> 'demandeeLe'`, ref)
    .limit(CORRECTIONS_MONTREES + 1)
  const corrections = rows.flatMap(({ correction: demandee, ...reste }) =>
    demandee ? [{ ...reste, demandeeLe: demandee.demandeeLe }] : [],
  )
  return { corrections: corrections.slice(0, CORRECTIONS_MONTREES), autres: corrections.length > CORRECTIONS_MONTREES }
}
