/** The night plans what each demande is due that day: once, however many times and workers ask. */
import { db } from '#db/client.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { insertRappels, listADemander, listCandidates, type RappelAPlanifier } from '#db/repositories/rappels.ts'
import { transact } from '#db/repositories/transact.ts'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import {
  checkHorsFichierPartage,
  fuseauDuTerritoire,
  TERRITOIRES,
  type Territoire,
} from '#lib/domain/demande/territoire.ts'
import { planRappels } from '#lib/domain/rappels/jalons.ts'

/** Demandes whose reminders one transaction writes: a killed worker loses that much work, and none of what it planned. */
const LOT = 2_500

/**
 * Plans for the territories where reminders are switched on, each in its own civil day; of the others, only the radiations
 * (R-RAP-38). Counts what is new.
 */
export async function planRappelsDuJour(territoires: readonly Territoire[]): Promise<{ planifies: number }> {
  const parFuseau = Map.groupBy(TERRITOIRES, fuseauDuTerritoire)
  const { at } = await transact((tx) => readInstant(tx))
  let planifies = 0
  for (const [fuseau, siens] of parFuseau) {
    const le = jourLocal(at, fuseau)
    // R-TER-13: a shared local file tells its own applicants.
    const partout = siens.filter((un) => checkHorsFichierPartage(un, le).ok)
    const ouverts = partout.filter((un) => territoires.includes(un))
    planifies += await planLots(await listADemander(db, { territoires: ouverts, partout, le }), le)
  }
  return { planifies }
}

/** A lot is read and judged while the one before it is written. */
async function planLots(numeros: readonly NumeroUnique[], le: Jour): Promise<number> {
  let planifies = 0
  let ecriture = Promise.resolve(0)
  for (let at = 0; at < numeros.length; at += LOT) {
    const [dus, ecrits] = await Promise.all([listDus(numeros.slice(at, at + LOT), le), ecriture])
    planifies += ecrits
    ecriture = transact((tx) => insertRappels(tx, dus))
  }
  return planifies + (await ecriture)
}

async function listDus(numeros: readonly NumeroUnique[], le: Jour): Promise<readonly RappelAPlanifier[]> {
  const candidates = await listCandidates(db, numeros)
  return candidates.flatMap(({ numeroUnique, territoire, suivi, preferences }) =>
    planRappels(suivi, preferences, le).map((du) => ({ ...du, numeroUnique, territoire })),
  )
}
