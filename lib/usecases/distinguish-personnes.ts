/** Who answers for a territory says that demandes that look alike are of as many persons, or takes it back of two. */
import type { Tx } from '#db/client.ts'
import { loadDemande } from '#db/repositories/demandes.ts'
import { recordFaitDAdministration } from '#db/repositories/faits-d-administration.ts'
import { deleteDistinctes, inOrder, saveDistinctes } from '#db/repositories/personnes-distinctes.ts'
import { transact } from '#db/repositories/transact.ts'
import { checkPorte } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import type { Demande, DemandeRef } from '#lib/domain/demande/demande.ts'
import { checkLecture } from '#lib/domain/demande/droits.ts'
import { listComparables, type RefusDeDistinction } from '#lib/domain/demande/memes-personnes.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { empreinteDesTitulaires, findAComparer } from './compare-demandes.ts'
import { type Demarche, findOrganisme, type RefusDOuverture } from './open-demande.ts'

/** What the page showed of each demande that is chosen: the imprint of who holds it. */
type Vues = ReadonlyMap<DemandeRef, string>

/**
 * Says of each of these demandes that it is of another person than each of the others, as they were shown (`vues`) on the
 * page of the demande of `demarche`: the pairs that look alike leave the list, all or none, and nothing of the demandes
 * changes. The same again changes nothing. `certaines`: those of the page are the certain ones alone; `reste`: of its
 * demande, there are others to be said.
 */
export const distinguishPersonnes = (
  demarche: Demarche,
  { vues, certaines = false }: Readonly<{ vues: Vues; certaines?: boolean }>,
): Promise<Resultat<Readonly<{ reste: boolean }>, RefusDOuverture | RefusDeDistinction>> =>
  transact(async (tx) => {
    const ouvertes = await openDemandes(tx, [demarche.ref, ...vues.keys()], demarche)
    if (!ouvertes.ok) return ouvertes
    const [premiere, ...choisies] = ouvertes.value
    const comparables = listComparables(choisies)
    if (!comparables.ok) return comparables
    // R-EDI-01 — choix du portail : ce qui se décide est ce qui a été montré
    for (const une of choisies)
      if (une.statut !== 'active' || empreinteDesTitulaires(une) !== vues.get(une.ref))
        return refuse({ code: 'personnes-changees' })
    // R-PER-11 — choix du portail : ce qui se dit en une fois se garde paire par paire, et s’annule de même
    const dites = await saveDistinctes(tx, comparables.value)
    if (dites === 'changees') return refuse({ code: 'personnes-changees' })
    for (const paire of dites) await recordChoix(tx, paire, demarche.ctx, true)
    if (premiere?.statut !== 'active') return accept({ reste: false })
    const { aDire } = await findAComparer(tx, premiere, certaines)
    return accept({ reste: aDire.length > 0 })
  })

/** Takes it back: the pair is in the list again, if the two demandes still look alike. */
export const undoDistinction = (
  demarche: Demarche & Readonly<{ avec: DemandeRef }>,
): Promise<Resultat<true, RefusDOuverture>> =>
  transact(async (tx) => {
    const ouvertes = await openDemandes(tx, [demarche.ref, demarche.avec], demarche)
    if (!ouvertes.ok) return ouvertes
    const [une, autre] = ouvertes.value
    if (!une || !autre) return refuse({ code: 'introuvable' })
    if (await deleteDistinctes(tx, [une, autre])) await recordChoix(tx, [une, autre], demarche.ctx, false)
    return accept(true)
  })

/** All of them, in this order, to who may compare each of them. */
async function openDemandes(
  tx: Tx,
  refs: readonly DemandeRef[],
  { ctx, porte = null }: Demarche,
): Promise<Resultat<readonly Demande[], RefusDOuverture>> {
  const acces = checkPorte(ctx.acteur, 'comparer-demandes')
  if (!acces.ok) return acces
  const departements = (await findOrganisme(tx, ctx.acteur, porte))?.departements ?? []
  const ouvertes: Demande[] = []
  for (const ref of refs) {
    const demande = await loadDemande(tx, ref)
    if (!demande) return refuse({ code: 'introuvable' })
    // R-PER-06 — CCH, R441-2-5 et R441-2-6 : dit ce qu’il en est qui répond du territoire, et nul autre
    const droit = checkLecture(ctx.acteur, { ...demande, departements })
    if (!droit.ok) return droit
    ouvertes.push(demande)
  }
  return accept(ouvertes)
}

/** Who said it and when, without a name nor a number. */
async function recordChoix(
  tx: Tx,
  paire: readonly [Demande, Demande],
  ctx: Contexte,
  distinctes: boolean,
): Promise<void> {
  await recordFaitDAdministration(tx, {
    objet: 'personnes',
    cible: inOrder(...paire)
      .map(({ ref }) => ref)
      .join(':'),
    nature: distinctes ? 'fermeture' : 'reouverture',
    compteId: compteDe(ctx.acteur),
    avant: { distinctes: !distinctes },
    apres: { distinctes },
  })
}
