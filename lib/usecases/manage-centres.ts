/** Centres: created and corrected by the gestionnaire of their départements. */
import { db } from '#db/client.ts'
import { insertCentre, listPointsOfCentre, loadCentreForUpdate, updateCentre } from '#db/repositories/centres.ts'
import { lockComptes } from '#db/repositories/comptes.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import type { NouveauCentre, RefusDeCentre } from '#lib/domain/acces/compte.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { baliseDuPoint } from '#lib/domain/guichet/balises.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

export const createCentre = (
  contenu: NouveauCentre,
  ctx: Contexte,
  { demonstration = false } = {},
): Promise<Resultat<{ id: string }, RefusDAcces | RefusDeCentre>> =>
  db.transaction(async (tx) => {
    const acces = checkAcces(ctx.acteur, 'gerer-centres', { departements: contenu.departements, centreId: null })
    if (!acces.ok) return acces
    const id = await insertCentre(tx, contenu, demonstration)
    return id ? accept({ id }) : refuse({ code: 'code-guichet-pris' })
  })

/** The gestionnaire must hold the départements that the centre had, and those it will have. */
export const correctCentre = (
  id: string,
  contenu: NouveauCentre,
  ctx: Contexte,
): Promise<Resultat<{ id: string }, RefusDAcces | RefusDeCentre | { code: 'introuvable' }>> =>
  db.transaction(async (tx) => {
    // Two centres that take one code at once: the second is told, not broken.
    await lockComptes(tx)
    const centre = await loadCentreForUpdate(tx, id)
    if (!centre) return refuse({ code: 'introuvable' })
    const departements = [...new Set([...centre.departements, ...contenu.departements])]
    const acces = checkAcces(ctx.acteur, 'gerer-centres', { departements, centreId: id })
    if (!acces.ok) return acces
    if (!(await updateCentre(tx, id, contenu))) return refuse({ code: 'code-guichet-pris' })
    // The page of a point says who publishes it.
    if (contenu.nom !== centre.nom) await recordPublication(tx, (await listPointsOfCentre(tx, id)).map(baliseDuPoint))
    return accept({ id })
  })
