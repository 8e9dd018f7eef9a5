/** Keeps what an applicant types of a renewal, field by field. */
import { db } from '#db/client.ts'
import { loadDossier, openBrouillonForUpdate, saveBrouillonOf } from '#db/repositories/brouillons.ts'
import { takeFrappe } from '#db/repositories/frappes.ts'
import {
  forgetConfirmees,
  forgetReponses,
  mergeReponsesDeRenouvellement,
} from '#lib/domain/demande/formulaire/renouvellement/brouillon.ts'
import type { Frappe } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { anneeDuRevenu } from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { accept, type Resultat } from '#lib/domain/resultat.ts'
import {
  findSienne,
  openRenouvellement,
  type Personne,
  type RefusDePersonne,
  type RefusDeRenouvelerIci,
} from './open-renouvellement.ts'

export type Saisie = Readonly<{
  /** That of the demande whose facts the page showed. */
  version: number
  reponses: Reponses
  /** Fields that go back to what stands on the demande. */
  oublier?: (nom: string) => boolean
  /** The person has read what changed meanwhile: their answers go with the demande as it is now. */
  relue?: boolean
  /** How far its page is. */
  frappe?: Frappe | undefined
  /** The form of the page, sent whole: it counts whatever was typed before. */
  isEntiere?: boolean
}>
export type RefusDeSaisie = RefusDePersonne | RefusDeRenouvelerIci

/**
 * Keeps these answers beside those of before; whatever they hold, right or wrong, they are kept as typed. Answers the
 * instant that the page says (ISO); null: there is no draft, and what is sent was in one before.
 */
export const saveBrouillon = (
  personne: Personne,
  { version, reponses, oublier, relue = false, frappe, isEntiere = false }: Saisie,
): Promise<Resultat<{ enregistreAt: string | null }, RefusDeSaisie>> =>
  db.transaction(async (tx) => {
    const sienne = await findSienne(tx, personne, { isEcrite: true })
    if (!sienne.ok) return sienne
    const { demande, le, cle } = sienne.value
    const ouvert = await openRenouvellement(tx, demande, { cle, dossier: await loadDossier(tx, cle), le })
    if (!ouvert.ok) return ouvert
    const isNeuve = frappe === undefined || (await takeFrappe(tx, cle.demandeurId, frappe))
    // R-BRO-07 — choix du portail : ce que le serveur a déjà d’une page ne lui revient pas, ni après ce qui l’a suivi
    if (!isNeuve && !isEntiere)
      return accept({ enregistreAt: ouvert.value.brouillon?.enregistreAt.toISOString() ?? null })
    const { version: actuelle } = ouvert.value.demande
    const held = await openBrouillonForUpdate(tx, cle, Math.min(version, actuelle))
    const gardees = oublier ? forgetReponses(held.reponses, oublier) : held.reponses
    const at = await saveBrouillonOf(tx, cle, {
      versionVue: relue ? actuelle : held.versionVue,
      reponses: mergeReponsesDeRenouvellement(relue ? forgetConfirmees(gardees) : gardees, reponses, anneeDuRevenu(le)),
    })
    return accept({ enregistreAt: at.toISOString() })
  })
