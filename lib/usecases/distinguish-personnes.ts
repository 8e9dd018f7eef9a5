/** Who answers for a territory says that two demandes that look alike are of two persons, or takes it back. */
import type { Tx } from '#db/client.ts'
import { loadDemande } from '#db/repositories/demandes.ts'
import { recordFaitDAdministration } from '#db/repositories/faits-d-administration.ts'
import { deleteDistinctes, inOrder, saveDistinctes } from '#db/repositories/personnes-distinctes.ts'
import { transact } from '#db/repositories/transact.ts'
import { checkPorte } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import type { Demande, DemandeRef } from '#lib/domain/demande/demande.ts'
import { checkLecture } from '#lib/domain/demande/droits.ts'
import { checkComparables, type RefusDeDistinction } from '#lib/domain/demande/memes-personnes.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { empreinteDesTitulaires, findAComparer } from './compare-demandes.ts'
import { type Demarche, findOrganisme, type RefusDOuverture } from './open-demande.ts'

/** Two demandes, by their references; `demarche` names the first. */
type DemarcheDePaire = Demarche & Readonly<{ avec: DemandeRef }>
type Paire = readonly [Demande, Demande]

/**
 * Says it, of who was shown (`vu`): the pair leaves the list, and nothing of the two demandes changes. The same again
 * changes nothing. `certaines`: those of the page are the certain ones alone; `reste`: there are others there to be said.
 */
export const distinguishPersonnes = (
  demarche: DemarcheDePaire,
  { vu, certaines = false }: Readonly<{ vu: string; certaines?: boolean }>,
): Promise<Resultat<Readonly<{ reste: boolean }>, RefusDOuverture | RefusDeDistinction>> =>
  transact(async (tx) => {
    const ouverte = await openPaire(tx, demarche)
    if (!ouverte.ok) return ouverte
    const comparables = checkComparables(...ouverte.value)
    if (!comparables.ok) return comparables
    // R-EDI-01 — choix du portail : ce qui se décide est ce qui a été montré
    if (empreinteDesTitulaires(...comparables.value) !== vu) return refuse({ code: 'personnes-changees' })
    const dites = await saveDistinctes(tx, comparables.value)
    if (dites === 'changees') return refuse({ code: 'personnes-changees' })
    if (dites === 'ecrites') await recordChoix(tx, ouverte.value, demarche.ctx, true)
    const { aDire } = await findAComparer(tx, comparables.value[0], certaines)
    return accept({ reste: aDire.length > 0 })
  })

/** Takes it back: the pair is in the list again, if the two demandes still look alike. */
export const undoDistinction = (demarche: DemarcheDePaire): Promise<Resultat<true, RefusDOuverture>> =>
  transact(async (tx) => {
    const ouverte = await openPaire(tx, demarche)
    if (!ouverte.ok) return ouverte
    if (await deleteDistinctes(tx, ouverte.value)) await recordChoix(tx, ouverte.value, demarche.ctx, false)
    return accept(true)
  })

/** Both demandes, to who may compare the one and the other. */
async function openPaire(
  tx: Tx,
  { ref, avec, ctx, porte = null }: DemarcheDePaire,
): Promise<Resultat<Paire, RefusDOuverture>> {
  const acces = checkPorte(ctx.acteur, 'comparer-demandes')
  if (!acces.ok) return acces
  const [une, autre] = [await loadDemande(tx, ref), await loadDemande(tx, avec)]
  if (!une || !autre) return refuse({ code: 'introuvable' })
  const departements = (await findOrganisme(tx, ctx.acteur, porte))?.departements ?? []
  for (const demande of [une, autre]) {
    // R-PER-06 — CCH, R441-2-5 et R441-2-6 : dit ce qu’il en est qui répond du territoire, et nul autre
    const droit = checkLecture(ctx.acteur, { ...demande, departements })
    if (!droit.ok) return droit
  }
  return accept([une, autre])
}

/** Who said it and when, without a name nor a number. */
async function recordChoix(tx: Tx, paire: Paire, ctx: Contexte, distinctes: boolean): Promise<void> {
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
