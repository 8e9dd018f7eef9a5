/** Undoing one change: what stood before stands again, as a change of its own. Only the last change may be undone. */
import { db, type Tx } from '#db/client.ts'
import { deleteChiffres, loadChiffresForUpdate, upsertChiffres } from '#db/repositories/chiffres.ts'
import { loadCommuneForFigures } from '#db/repositories/communes.ts'
import { isLastFaitDeChiffre, loadFaitDeChiffre, loadFaitDePoint } from '#db/repositories/faits.ts'
import { loadPointForUpdate, restorePoint, retirePoint, updatePoint } from '#db/repositories/points-de-contact.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { loadReferentiel } from '#db/repositories/referentiel.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import { findMemePoint } from '#lib/domain/guichet/recensement/contenus.ts'
import { isNumeroDeFait } from '#lib/domain/identifiants.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { checkApres } from './check-apres.ts'
import { loadVoisins } from './load-voisins.ts'

type RefusDAnnulation =
  | RefusDAcces
  | { code: 'introuvable' }
  | { code: 'annulation-impossible' }
  | { code: 'point-deja-la'; id: string }

export async function undoFaitDePoint(
  faitId: number,
  ctx: Contexte,
): Promise<Resultat<{ pointId: string }, RefusDAnnulation>> {
  const referentiel = await loadReferentiel()
  return db.transaction(async (tx: Tx) => {
    const fait = isNumeroDeFait(faitId) ? await loadFaitDePoint(tx, faitId) : undefined
    const voisins = fait?.nature === 'retrait' ? await loadVoisins(tx, fait.pointId, ctx) : []
    const actuel = fait && (await loadPointForUpdate(tx, fait.pointId))
    if (!fait || !actuel) return refuse({ code: 'introuvable' })
    const acces = checkAcces(ctx.acteur, 'modifier-point', {
      departements: [actuel.departementCode],
      centreId: actuel.point.centreId,
    })
    if (!acces.ok) return acces
    // R-EDI-02 — ADR 0004 : undo never erases what someone did since
    if (fait.version !== actuel.version) return refuse({ code: 'annulation-impossible' })
    const isBirth = fait.nature === 'creation' || fait.nature === 'retablissement'
    if (fait.avant && !isBirth) {
      const apres = await checkApres(tx, { actuel, contenu: fait.avant, referentiel }, ctx)
      if (!apres.ok) return apres
    }
    const same = fait.avant && findMemePoint(voisins, fait.avant)
    if (same) return refuse({ code: 'point-deja-la', id: same })
    const auteur = { compteId: compteDe(ctx.acteur) }
    if (!isBirth && !fait.avant) throw new Error(`The change ${faitId} does not say what stood before.`)
    const done =
      isBirth || !fait.avant
        ? await retirePoint(tx, actuel, auteur)
        : fait.nature === 'retrait'
          ? await restorePoint(tx, actuel, fait.avant, auteur)
          : await updatePoint(tx, actuel, fait.avant, auteur)
    await recordPublication(tx, done.balises)
    return accept({ pointId: fait.pointId })
  })
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
    if (!(await isLastFaitDeChiffre(tx, faitId, fait))) return refuse({ code: 'annulation-impossible' })
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
