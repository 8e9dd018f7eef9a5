/**
 * Undoing one change: what stood before stands again, as a change of its own. Only the last change may be undone. A point
 * that was merged away comes back beside one that was published since only if the person saw it, and chose it.
 */
import { db, type Tx } from '#db/client.ts'
import { deleteChiffres, loadChiffresForUpdate, upsertChiffres } from '#db/repositories/chiffres.ts'
import { loadCommuneForFigures } from '#db/repositories/communes.ts'
import { type FaitDePoint, listSuitesDeChiffre, loadFaitDeChiffre, loadFaitDePoint } from '#db/repositories/faits.ts'
import {
  findTenant,
  findTenantsDe,
  loadPointForUpdate,
  locatePoint,
  type PointEnregistre,
  restorePoint,
  retirePoint,
  updatePoint,
} from '#db/repositories/points-de-contact.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { loadReferentiel } from '#db/repositories/referentiel.ts'
import { loadVoisinage } from '#db/repositories/retours.ts'
import { resumeAttente } from '#db/repositories/verrous.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import { areSameChiffres, type ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import { areSameContenus, findMemePoint } from '#lib/domain/guichet/recensement/contenus.ts'
import { decideRetour } from '#lib/domain/guichet/recensement/retour.ts'
import { cleDeRetour, type Doubles, findDoubles, SANS_DOUBLE } from '#lib/domain/guichet/recensement/voisinage.ts'
import { isNumeroDeFait } from '#lib/domain/identifiants.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { atTurn, type RefusDAttente } from './a-son-tour.ts'
import { checkApres } from './check-apres.ts'
import { findDevenu, loadVoisins, queueBesideVoisins } from './load-voisins.ts'

export type RefusDAnnulation =
  | RefusDAcces
  | RefusDAttente
  | { code: 'introuvable' }
  | { code: 'annulation-impossible' }
  | { code: 'point-deja-la'; id: string }
  | { code: 'place-prise'; id: string }
  | RefusEnDouble
type RefusEnDouble = { code: 'point-en-double'; cle: string; doubles: Doubles }

/** `choisis`: names of what was shown beside the point that would come back, and chosen all the same. */
export async function undoFaitDePoint(
  faitId: number,
  ctx: Contexte,
  choisis: readonly string[] = [],
): Promise<Resultat<{ pointId: string }, RefusDAnnulation>> {
  const referentiel = await loadReferentiel()
  return atTurn<{ pointId: string }, RefusDAnnulation>(async (tx) => {
    const fait = isNumeroDeFait(faitId) ? await loadFaitDePoint(tx, faitId) : undefined
    const isRetire = fait?.nature === 'retrait'
    const voisins = isRetire ? await loadVoisins(tx, fait.pointId, ctx) : []
    if (fait?.nature === 'modification' || fait?.nature === 'fusion')
      await queueBesideVoisins(tx, await findTenant(tx, fait.pointId), ctx)
    const actuel = fait && (await loadPointForUpdate(tx, fait.pointId))
    if (!fait || !actuel) return refuse({ code: 'introuvable' })
    const acces = checkAcces(ctx.acteur, 'modifier-point', {
      departements: [actuel.departementCode],
      centreId: actuel.point.centreId,
    })
    if (!acces.ok) return acces
    const isBirth = fait.nature === 'creation' || fait.nature === 'retablissement'
    // R-EDI-02 — ADR 0004 : undo never erases what someone did since; a second click finds it undone
    if (fait.version !== actuel.version)
      return isRendu(actuel, isBirth ? { ...fait, avant: null } : fait)
        ? accept({ pointId: fait.pointId })
        : refuse({ code: 'annulation-impossible' })
    if (fait.avant && !isBirth) {
      const apres = await checkApres(tx, { actuel, contenu: fait.avant, referentiel }, ctx)
      if (!apres.ok) return apres
    }
    if (fait.nature === 'fusion' && fait.avant) {
      const seul = await checkDoubles(tx, { faitId, actuel, avant: fait.avant, choisis })
      if (!seul.ok) return seul
    }
    const { point } = actuel
    const place = fait.nature === 'retrait' && fait.avant && findMemePoint(voisins, fait.avant)
    // R-EDI-12 — choix du portail : un point retiré n’a pas de formulaire où lui donner un autre nom
    if (place) return refuse({ code: 'place-prise', id: place })
    const same =
      fait.nature === 'modification' && fait.avant && (await findDevenu(tx, { point, contenu: fait.avant }, ctx))
    if (same) return refuse({ code: 'point-deja-la', id: same })
    const auteur = { compteId: compteDe(ctx.acteur) }
    if (!isBirth && !fait.avant) throw new Error(`The change ${faitId} does not say what stood before.`)
    const done =
      isBirth || !fait.avant
        ? await retirePoint(tx, actuel, auteur)
        : fait.nature === 'retrait'
          ? await restorePoint(tx, actuel, fait.avant, auteur)
          : await updatePoint(tx, actuel, fait.avant, auteur)
    await resumeAttente(tx)
    await recordPublication(tx, done.balises)
    return accept({ pointId: fait.pointId })
  })
}

/** Whether this change is undone, and nothing else happened since. */
const isRendu = (
  { point, version, retireAt, fusionneDans }: PointEnregistre,
  fait: Pick<FaitDePoint, 'avant' | 'version'>,
): boolean =>
  version === fait.version + 1 &&
  // Merged by somebody else, its address leads to another point: that is no undoing of its birth.
  (fait.avant === null
    ? retireAt !== null && fusionneDans === null
    : retireAt === null && areSameContenus(point, fait.avant))

/** Whether a point that was merged away may be published again, beside those that were published since. */
async function checkDoubles(
  tx: Tx,
  fusion: Readonly<{ faitId: number; actuel: PointEnregistre; avant: ContenuDePoint; choisis: readonly string[] }>,
): Promise<Resultat<true, RefusEnDouble>> {
  const { faitId, actuel, avant, choisis } = fusion
  const { id, centreId } = actuel.point
  const { departement, rattachement } = await locatePoint(tx, actuel, avant)
  const revenants = [{ id, centreId, actuel: null, avant, sort: 'revient' } as const]
  const voisinage = await loadVoisinage(tx, revenants, {
    tenants: await findTenantsDe(tx, [id]),
    departements: [departement, ...rattachement],
    depuis: faitId,
  })
  const doubles = findDoubles(revenants, voisinage).get(id) ?? SANS_DOUBLE
  const cle = cleDeRetour(faitId, doubles)
  const enDouble = doubles.points.length > 0
  const situation = { actuel: null, avant, modifieDepuis: false, enDouble, choisi: choisis.includes(cle) }
  // R-REC-116 — choix du portail : ni un import ni une fusion ne s’annule en publiant un double que personne n’a vu
  return decideRetour({ ...situation, isSame: areSameContenus }) === 'garder'
    ? refuse({ code: 'point-en-double', cle, doubles })
    : accept(true)
}

export const undoFaitDeChiffre = (
  faitId: number,
  ctx: Contexte,
): Promise<Resultat<{ codeInsee: string }, RefusDAnnulation>> =>
  db.transaction(async (tx: Tx) => {
    const fait = isNumeroDeFait(faitId) ? await loadFaitDeChiffre(tx, faitId) : undefined
    const commune = fait && (await loadCommuneForFigures(tx, fait.codeInsee))
    if (!fait || !commune) return refuse({ code: 'introuvable' })
    const acces = checkAcces(ctx.acteur, 'modifier-chiffres', { departements: [commune.departement], centreId: null })
    if (!acces.ok) return acces
    // R-EDI-02 — ADR 0004 : undo never erases what someone did since; a second click finds it undone
    const [suite, ...autres] = await listSuitesDeChiffre(tx, faitId, fait)
    if (suite)
      return autres.length === 0 && areMemesChiffres(suite.apres, fait.avant)
        ? accept({ codeInsee: fait.codeInsee })
        : refuse({ code: 'annulation-impossible' })
    const auteur = { compteId: compteDe(ctx.acteur) }
    const stored = await loadChiffresForUpdate(tx, fait.codeInsee, fait.annee)
    const actuel = stored.find(({ type }) => type === fait.apres?.type)
    const balises = fait.avant
      ? await upsertChiffres(
          tx,
          [{ chiffres: toDeclares(fait.avant), demonstration: fait.avant.demonstration ?? false }],
          auteur,
        )
      : actuel
        ? await deleteChiffres(tx, actuel, auteur)
        : []
    await recordPublication(tx, balises)
    return accept({ codeInsee: fait.codeInsee })
  })

/** Nothing on both sides, or the same row. */
const areMemesChiffres = (a: ChiffresDeclares | null, b: ChiffresDeclares | null): boolean =>
  a === null || b === null ? a === b : areSameChiffres(a, b)

/** History holds whole rows of the table: only what is declared is written back. */
const toDeclares = ({
  codeInsee,
  annee,
  type,
  logements,
  demandesEnAttente,
  attributionsN1,
  arreteAu,
  source,
}: NonNullable<Awaited<ReturnType<typeof loadFaitDeChiffre>>>['avant'] & object) => ({
  codeInsee,
  annee,
  type,
  logements,
  demandesEnAttente,
  attributionsN1,
  arreteAu,
  source,
})
