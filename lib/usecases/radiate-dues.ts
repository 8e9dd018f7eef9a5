/**
 * The night radiates what was not renewed: listed by the stored days, judged again under the locks on what each demande
 * is then, by batches that are whole or not at all. Killed anywhere, or run twice at once, the next pass does the rest.
 */
import { db, type Tx } from '#db/client.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { listARadier, lockDemandes, saveRadiations } from '#db/repositories/nuit.ts'
import { listTerritoiresOuverts } from '#db/repositories/reglages-de-territoire.ts'
import { GUICHET_DU_PORTAIL, type Moment } from '#lib/domain/demande/faits.ts'
import { joursDesTerritoires } from '#lib/domain/demande/nuit.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { recordRadiation } from '#lib/domain/demande/radiation.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { momentDe } from './open-demande.ts'

/** Demandes under lock at once: a person who renews one of them waits no longer than this takes to write. */
const LOT = 500

const LA_NUIT = { canal: null, organisme: GUICHET_DU_PORTAIL } as const

/** The moment where each territory is, of one instant: worked out once for all its demandes. */
export function momentsDe(): (maintenant: string, territoire: Territoire) => Moment {
  const moments = new Map<string, Moment>()
  return (maintenant, territoire) => {
    const cle = `${maintenant} ${territoire}`
    const moment = moments.get(cle) ?? momentDe(maintenant, territoire, LA_NUIT)
    moments.set(cle, moment)
    return moment
  }
}

const listDues = (): Promise<NumeroUnique[]> =>
  db.transaction(async (tx) => {
    const ouverts = await listTerritoiresOuverts(tx, 'radiation')
    return listARadier(tx, joursDesTerritoires(ouverts, (await readInstant(tx)).at))
  })

async function radiateLot(tx: Tx, numeros: readonly NumeroUnique[]): Promise<number> {
  // Asked again in each batch: an administrator who stops the radiation stops it now.
  const ouverts = new Set(await listTerritoiresOuverts(tx, 'radiation'))
  const momentOf = momentsDe()
  const actes = (await lockDemandes(tx, numeros)).flatMap(({ demande, maintenant }) => {
    if (!ouverts.has(demande.territoire)) return []
    const acte = recordRadiation(demande, { motif: { code: 'RADREN' } }, momentOf(maintenant, demande.territoire))
    return acte.ok ? [acte.value] : []
  })
  await saveRadiations(tx, actes)
  return actes.length
}

/** Radiates all that is due where the radiation is on. Counts what was radiated. */
export async function radiateDues({ lot = LOT } = {}): Promise<{ radiees: number }> {
  const dues = await listDues()
  let radiees = 0
  for (let at = 0; at < dues.length; at += lot)
    radiees += await db.transaction((tx) => radiateLot(tx, dues.slice(at, at + lot)))
  return { radiees }
}
