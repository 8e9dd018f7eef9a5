/** Who changes a point answers for where it would stand and for what it would serve, by a form or by undoing. */
import type { Tx } from '#db/client.ts'
import { locatePoint, type PointEnregistre } from '#db/repositories/points-de-contact.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { computeDesserte } from '#lib/domain/guichet/desserte.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import { isAjoutDans } from '#lib/domain/guichet/recensement/desservi.ts'
import type { Referentiel } from '#lib/domain/guichet/recensement/referentiel.ts'
import { type Resultat, refuse } from '#lib/domain/resultat.ts'

/** `contenu`: what the point would become; refused where this actor may not, whoever holds the point. */
export async function checkApres(
  tx: Tx,
  change: Readonly<{ actuel: PointEnregistre; contenu: ContenuDePoint; referentiel: Referentiel }>,
  ctx: Contexte,
): Promise<Resultat<true, RefusDAcces>> {
  const { actuel, contenu, referentiel } = change
  const { departement, rattachement } = await locatePoint(tx, actuel, contenu)
  // R-EDI-09 — choix du portail : chacun répond de son territoire, et de lui seul, avant comme après
  const acces = checkAcces(ctx.acteur, 'modifier-point', {
    departements: [departement],
    centreId: actuel.point.centreId,
  })
  if (!acces.ok) return acces
  const [avant = [], apres = []] = [actuel.point, contenu].map((one) => computeDesserte(one, rattachement))
  const portees = [
    ...('departements' in ctx.acteur ? [ctx.acteur.departements] : []),
    // What the centre no longer holds does not come back by an undo.
    ...(actuel.point.centreId === null ? [] : [rattachement]),
  ]
  return portees.every((portee) => isAjoutDans(portee, avant, apres, referentiel))
    ? acces
    : refuse({ code: 'acces-refuse' })
}
