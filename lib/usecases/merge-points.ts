/** A duplicate is withdrawn in favour of the point that is kept, to which its address leads from then on. */
import {
  findTenantsDe,
  fusionPoint,
  loadPointsByIdForUpdate,
  type PointEnregistre,
} from '#db/repositories/points-de-contact.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { lockCreation, resumeAttente } from '#db/repositories/verrous.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import { decideFusion, type RefusDeFusion } from '#lib/domain/guichet/fusion.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { atTurn, type RefusDAttente } from './a-son-tour.ts'

type RefusDeReunion = RefusDAcces | RefusDAttente | RefusDeFusion | { code: 'introuvable' }

const objetDe = ({ point, departementCode }: PointEnregistre) => ({
  departements: [departementCode],
  centreId: point.centreId,
})
const toReunir = ({ point, retireAt, fusionneDans }: PointEnregistre) => ({
  id: point.id,
  isRetire: retireAt !== null,
  fusionneDans,
})

/** Whoever merges may change both points. The same merge again changes nothing; it is undone by the journal. */
export const mergePoints = (
  { doublon, garde }: Readonly<{ doublon: string; garde: string }>,
  ctx: Contexte,
): Promise<Resultat<{ id: string }, RefusDeReunion>> =>
  atTurn<{ id: string }, RefusDeReunion>(async (tx) => {
    const ids = [...new Set([doublon, garde])]
    // One of them may be withdrawn, and declared again meanwhile by who holds those that are published first.
    await lockCreation(tx, await findTenantsDe(tx, ids))
    const points = await loadPointsByIdForUpdate(tx, ids)
    const [perdu, tenu] = [points.get(doublon), points.get(garde)]
    if (!perdu || !tenu) return refuse({ code: 'introuvable' })
    for (const one of [perdu, tenu]) {
      const acces = checkAcces(ctx.acteur, 'modifier-point', objetDe(one))
      if (!acces.ok) return acces
    }
    const decision = decideFusion(toReunir(perdu), toReunir(tenu))
    if (!decision.ok) return decision
    if (decision.value === 'reunir') {
      const ecrit = await fusionPoint(tx, perdu, garde, { compteId: compteDe(ctx.acteur) })
      await resumeAttente(tx)
      await recordPublication(tx, ecrit.balises)
    }
    return accept({ id: garde })
  })
