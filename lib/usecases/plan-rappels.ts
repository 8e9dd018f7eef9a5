/** The night plans what each demande is due that day: once, however many times and workers ask. */
import { db } from '#db/client.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { insertRappels, listADemander } from '#db/repositories/rappels.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { checkHorsFichierPartage, fuseauDuTerritoire, type Territoire } from '#lib/domain/demande/territoire.ts'
import { planRappels } from '#lib/domain/rappels/jalons.ts'

/** Demandes that one transaction looks at: a killed worker loses that much work, and none of what it planned. */
const LOT = 10_000

/** Plans for the territories where reminders are switched on, each in its own civil day. Counts what is new. */
export async function planRappelsDuJour(territoires: readonly Territoire[]): Promise<{ planifies: number }> {
  const parFuseau = Map.groupBy(territoires, fuseauDuTerritoire)
  let planifies = 0
  for (const [fuseau, siens] of parFuseau) {
    let apres: NumeroUnique | null = null
    do {
      const lot = await planLot(siens, { fuseau, apres })
      planifies += lot.planifies
      apres = lot.dernier
    } while (apres !== null)
  }
  return { planifies }
}

const planLot = (
  territoires: readonly Territoire[],
  { fuseau, apres }: Readonly<{ fuseau: string; apres: NumeroUnique | null }>,
): Promise<{ planifies: number; dernier: NumeroUnique | null }> =>
  db.transaction(async (tx) => {
    const { le } = await readInstant(tx, fuseau)
    // R-TER-13: a shared local file tells its own applicants.
    const siens = territoires.filter((un) => checkHorsFichierPartage(un, le).ok)
    const candidates = await listADemander(tx, { territoires: siens, le, apres }, LOT)
    const dus = candidates.flatMap(({ numeroUnique, territoire, suivi, preferences }) =>
      planRappels(suivi, preferences, le).map((du) => ({ ...du, numeroUnique, territoire })),
    )
    const planifies = await insertRappels(tx, dus)
    return { planifies, dernier: candidates.length < LOT ? null : (candidates.at(-1)?.numeroUnique ?? null) }
  })
