/** Keeps what an applicant types of a renewal, field by field. */
import type { Tx } from '#db/client.ts'
import {
  type CleDeBrouillon,
  loadDossier,
  openBrouillonForUpdate,
  saveBrouillonOf,
} from '#db/repositories/brouillons.ts'
import { takeFrappe } from '#db/repositories/frappes.ts'
import { transact } from '#db/repositories/transact.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import {
  forgetConfirmees,
  forgetReponses,
  isToutGarde,
  mergeReponsesDeRenouvellement,
} from '#lib/domain/demande/formulaire/renouvellement/brouillon.ts'
import { type Frappe, quiComptent } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { anneeDuRevenu } from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { accept, type Resultat } from '#lib/domain/resultat.ts'
import {
  findSienne,
  isDepasse,
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
  /** The form of the page, sent whole: it counts whatever was typed before it left. */
  isEntiere?: boolean
}>
export type RefusDeSaisie = RefusDePersonne | RefusDeRenouvelerIci

/**
 * Keeps these answers beside those of before; whatever they hold, right or wrong, they are kept as typed. Answers the
 * instant that the page says (ISO); null: there is no draft, and what is sent was in one before. `isEntiere`: nothing of it
 * was beyond what a draft holds.
 */
export const saveBrouillon = (
  personne: Personne,
  { version, reponses, oublier, relue = false, frappe, isEntiere = false }: Saisie,
): Promise<Resultat<{ enregistreAt: string | null; isEntiere: boolean }, RefusDeSaisie>> =>
  transact(async (tx) => {
    const sienne = await findSienne(tx, personne, { isEcrite: true })
    if (!sienne.ok) return sienne
    const { demande, le, cle } = sienne.value
    const dossier = await loadDossier(tx, cle)
    const ouvert = await openRenouvellement(tx, demande, { cle, dossier, le })
    const prendre = async (): Promise<Reponses | undefined> => {
      if (frappe === undefined) return reponses
      const recue = await takeFrappe(tx, cle.demandeurId, frappe)
      // R-BRO-07 — choix du portail : un formulaire envoyé compte toujours, la personne attend sa réponse
      return isEntiere ? reponses : quiComptent(reponses, frappe, recue)
    }
    if (!ouvert.ok) {
      // R-REN-10 — choix du portail : ce qui s’écrivait quand un autre a renouvelé se garde, pour être montré
      const isParUnAutre = dossier.dernier?.compteId !== cle.demandeurId
      const isAGarder = ouvert.refus.code === 'deja-renouvelee' && isParUnAutre && isDepasse(dossier, version)
      const prises = isAGarder ? await prendre() : undefined
      if (prises) await write(tx, cle, { version, le, reponses: prises })
      return ouvert
    }
    const prises = await prendre()
    if (!prises) {
      const { brouillon } = ouvert.value
      return accept({
        enregistreAt: brouillon?.enregistreAt.toISOString() ?? null,
        // R-BRO-10 — choix du portail : ce qui revient sans réponse n’est pas plus entier que la première fois
        isEntiere: isToutGarde(brouillon?.reponses ?? {}, reponses),
      })
    }
    const { version: actuelle } = ouvert.value.demande
    const ecrite = await write(tx, cle, {
      version: Math.min(version, actuelle),
      le,
      reponses: prises,
      ...(oublier && { oublier }),
      ...(relue && { relueA: actuelle }),
    })
    return accept({ enregistreAt: ecrite.at.toISOString(), isEntiere: ecrite.isEntiere })
  })

type Ecriture = Readonly<{
  version: number
  le: Jour
  reponses: Reponses
  oublier?: (nom: string) => boolean
  /** The version that was read again. */
  relueA?: number
}>

const write = async (tx: Tx, cle: CleDeBrouillon, { version, le, reponses, oublier, relueA }: Ecriture) => {
  const held = await openBrouillonForUpdate(tx, cle, version)
  const gardees = oublier ? forgetReponses(held.reponses, oublier) : held.reponses
  const confirmees = relueA === undefined ? gardees : forgetConfirmees(gardees)
  const at = await saveBrouillonOf(tx, cle, {
    versionVue: relueA ?? held.versionVue,
    reponses: mergeReponsesDeRenouvellement(confirmees, reponses, anneeDuRevenu(le)),
  })
  return { at, isEntiere: isToutGarde(confirmees, reponses) }
}
