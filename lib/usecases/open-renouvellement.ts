/**
 * What the pages of a renewal show, and each save and sending read again: the demande, the draft of this applicant, what
 * it would record today. The draft is the truth of every page: a form posted, a tab closed and another device see one.
 */
import { db, type Tx } from '#db/client.ts'
import {
  type Brouillon,
  type CleDeBrouillon,
  type Dossier,
  eraseBrouillon,
  findContenuA,
  loadDossier,
} from '#db/repositories/brouillons.ts'
import { loadCommunesNommees } from '#db/repositories/communes-nommees.ts'
import { hasContenuSince, loadDemandeAt, loadDemandeForUpdate } from '#db/repositories/demandes.ts'
import { recordLecture } from '#db/repositories/lectures-de-demandes.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import type { RefusDEtat } from '#lib/domain/demande/acte.ts'
import type { Demande, DemandeActive, DemandeRef } from '#lib/domain/demande/demande.ts'
import { type Contenu, contenuSchema } from '#lib/domain/demande/formulaire/contenu.ts'
import {
  type CommuneNommee,
  type Communes,
  makeCommunes,
} from '#lib/domain/demande/formulaire/renouvellement/communes.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { type Renouveler, readReponses } from '#lib/domain/demande/formulaire/renouvellement/lecture.ts'
import {
  checkRenouvellementEnLigne,
  type RefusDeRenouvellementEnLigne,
} from '#lib/domain/demande/reglages-de-territoire.ts'
import { checkRenouvellement, type RefusDePeriode } from '#lib/domain/demande/renouvellement.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

export type Personne = Readonly<{ ref: DemandeRef; ctx: Contexte }>
export type RefusDePersonne = RefusDAcces | { code: 'introuvable' }
/** Why nothing may be renewed here today. */
export type RefusDeRenouvelerIci = RefusDEtat | RefusDePeriode | RefusDeRenouvellementEnLigne

export type RenouvellementOuvert = Readonly<{
  demande: DemandeActive
  brouillon: Brouillon | undefined
  lu: Renouveler
  communes: Communes
  /** Those that may be asked for, by name. */
  communesDuTerritoire: readonly CommuneNommee[]
  /** What the person was shown, when somebody recorded another content since; what stands where nothing is left of it. */
  avant: Contenu | undefined
}>
export type RenouvellementLu = Readonly<{
  demande: Exclude<Demande, { statut: 'effacee' }>
  le: Jour
  ouvert: Resultat<RenouvellementOuvert, RefusDeRenouvelerIci>
  /** The last renewal: what a sending made twice comes back to. */
  dernier: Dossier['dernier']
  /** Answers that another's renewal overtook: nothing of them is recorded. */
  depasse: Readonly<{ reponses: Reponses; communes: Communes }> | undefined
}>

/** The demande of this very applicant, with the day where it lives; `isEcrite`: under its lock, for who writes. */
export async function findSienne(
  tx: Tx,
  { ref, ctx }: Personne,
  { isEcrite = false } = {},
): Promise<Resultat<Pick<RenouvellementLu, 'demande' | 'le'> & Readonly<{ cle: CleDeBrouillon }>, RefusDePersonne>> {
  const droit = checkAcces(ctx.acteur, 'renouveler-ma-demande', { ref })
  if (!droit.ok) return droit
  const demandeurId = compteDe(ctx.acteur)
  const tenue = isEcrite ? await loadDemandeForUpdate(tx, ref, { compteId: demandeurId }) : undefined
  const found = isEcrite ? tenue : await loadDemandeAt(tx, ref)
  if (!found || found.demande.statut === 'effacee' || demandeurId === null) return refuse({ code: 'introuvable' })
  if (tenue?.isDetachee) return refuse({ code: 'acces-refuse' })
  const { demande, maintenant } = found
  const le = jourLocal(maintenant, fuseauDuTerritoire(demande.territoire))
  return accept({ demande, le, cle: { numeroUnique: demande.numeroUnique, demandeurId } })
}

/** Reads all that a page of the renewal shows, and writes that it was read; `objet` is the page, in the journal. */
export const readRenouvellement = (
  personne: Personne,
  objet: string,
): Promise<Resultat<RenouvellementLu, RefusDePersonne>> =>
  db.transaction(async (tx) => {
    const sienne = await findSienne(tx, personne)
    if (!sienne.ok) return sienne
    const { demande, le, cle } = sienne.value
    const { acteur } = personne.ctx
    const { numeroUnique } = demande
    // R-DEM-13 — CCH, R441-2-5 et R441-2-6 : les données sont à qui est habilité, et l’on sait qui les a lues
    await recordLecture(tx, { numeroUnique, compteId: compteDe(acteur), role: acteur.role, objet })
    const dossier = await loadDossier(tx, cle)
    const ouvert = await openRenouvellement(tx, demande, { cle, dossier, le })
    const depasse = ouvert.ok ? undefined : await loadDepasse(tx, demande, dossier)
    return accept({ demande, le, dernier: dossier.dernier, ouvert, depasse })
  })

/** Whether what was answered on that version of a demande was for a renewal that another has made since. */
export const isDepasse = ({ dernier }: Pick<Dossier, 'dernier'>, version: number): boolean =>
  dernier !== undefined && version < dernier.rang

async function loadDepasse(tx: Tx, demande: RenouvellementLu['demande'], dossier: Dossier) {
  const { brouillon, versionDuTerritoire } = dossier
  if (!brouillon || !isDepasse(dossier, brouillon.versionVue)) return undefined
  const { reponses } = brouillon
  return { reponses, communes: (await loadCommunes(tx, demande, reponses, versionDuTerritoire)).communes }
}

/** What may be renewed today, with the draft; a draft of before a renewal made elsewhere is of no use any more. */
export async function openRenouvellement(
  tx: Tx,
  demande: Demande,
  { cle, dossier, le }: Readonly<{ cle: CleDeBrouillon; dossier: Dossier; le: Jour }>,
): Promise<Resultat<RenouvellementOuvert, RefusDeRenouvelerIci>> {
  const { numeroUnique } = demande
  const { brouillon: garde, reglages, versionDuTerritoire } = dossier
  const active = checkRenouvellement(demande, le)
  if (!active.ok) return active
  const enLigne = checkRenouvellementEnLigne(reglages, 'internet')
  if (!enLigne.ok) return enLigne
  const { contenu, version } = active.value
  const isPerime = garde && isDepasse(dossier, garde.versionVue)
  if (isPerime) await eraseBrouillon(tx, cle)
  const brouillon = isPerime ? undefined : garde
  const reponses = brouillon?.reponses ?? {}
  const { communes, communesDuTerritoire } = await loadCommunes(tx, active.value, reponses, versionDuTerritoire)
  return accept({
    demande: active.value,
    brouillon,
    lu: readReponses(contenu, reponses, { le, communes }),
    communes,
    communesDuTerritoire,
    avant:
      brouillon && brouillon.versionVue !== version && (await hasContenuSince(tx, numeroUnique, brouillon.versionVue))
        ? // One of a form that was replaced since may not be read any more: what stands is read again all the same.
          (contenuSchema.safeParse(await findContenuA(tx, numeroUnique, brouillon.versionVue)).data ?? contenu)
        : undefined,
  })
}

/**
 * The communes that the fields of a demande may name: those of its territory, those of the postcodes typed. `version`: of
 * the territory, when it was read already.
 */
export async function loadCommunes(
  tx: Tx,
  { territoire, contenu }: Pick<RenouvellementLu['demande'], 'territoire' | 'contenu'>,
  reponses: Reponses,
  version?: number,
): Promise<Pick<RenouvellementOuvert, 'communes' | 'communesDuTerritoire'>> {
  const { duTerritoire, dAdresse } = await loadCommunesNommees(tx, version)
  const siennes = duTerritoire(territoire)
  const adresses = dAdresse(postauxDe(contenu, reponses), codesDe(contenu))
  const nommees = dAdresse([], codesDe(contenu))
  return { communes: makeCommunes(siennes, adresses, nommees), communesDuTerritoire: siennes.communes }
}

const postauxDe = ({ demandeur: { adresse } }: Contenu, reponses: Reponses): readonly string[] =>
  [adresse.codePostal, reponses['demandeur.adresse.codePostal']]
    .map((one) => one?.replace(/\s/g, '') ?? '')
    .filter((one) => /^\d{5}$/.test(one))

const codesDe = ({ demandeur: { adresse }, recherche }: Contenu): readonly string[] => [
  ...(adresse.commune ? [adresse.commune] : []),
  ...recherche.localisations.map(({ commune }) => commune),
]
