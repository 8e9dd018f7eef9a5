/** The choices of reminders that a link opens: no name, no number, nothing of the demande but its last day. */
import { eq } from 'drizzle-orm'
import { db } from '../client.ts'
import { demande, preferenceDeRappel } from '../schema/index.ts'

/** Undefined when `sel` is nobody's, or when the demande is erased. */
export async function loadPreferences(sel: string) {
  const [row] = await db
    .select({
      sms: preferenceDeRappel.sms,
      courriel: preferenceDeRappel.courriel,
      courrier: preferenceDeRappel.courrier,
      statut: demande.statut,
    })
    .from(preferenceDeRappel)
    .innerJoin(demande, eq(demande.numeroUnique, preferenceDeRappel.numeroUnique))
    .where(eq(preferenceDeRappel.sel, sel))
  return row?.statut === 'effacee' ? undefined : row
}
