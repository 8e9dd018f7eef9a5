/**
 * Keeps what an applicant types of a form of « Ma demande », field by field, and the form that they sent after their
 * session went out. It records nothing of the demande: the same person finds it when the form opens again.
 */
import { isFrappeRecue, takeFrappe } from '#db/repositories/frappes.ts'
import { findVersionDuTerritoire } from '#db/repositories/garde.ts'
import { eraseSaisieGardee, holdSaisieGardee, saveSaisieGardee } from '#db/repositories/saisies-gardees.ts'
import { transact } from '#db/repositories/transact.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import type { RefusDEtat } from '#lib/domain/demande/acte.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import type { Frappe } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { pageDuJour, type RefusDePage } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import {
  contenuMontre,
  formulaireDe,
  isDejaGardee,
  isSaisieEntiere,
  mergeSaisie,
  type PartieGardee,
  pageQuiVaut,
  partiesGardeesDe,
  redit,
} from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { checkModification } from '#lib/domain/demande/modification.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { loadPageVue, pageDite } from './load-page-vue.ts'
import { openDemande, type RefusDOuverture } from './open-demande.ts'
import { loadCommunes, type Personne } from './open-renouvellement.ts'

/**
 * `valeurs`: the fields as typed, right or wrong, with the `version` and the `annee` of their page. `envoi`: the form was
 * sent whole; `repris` is the instant of what its page had shown as kept. `frappe`: how far the page is, of what was typed.
 */
export type SaisieAGarder = Readonly<{
  partie: PartieGardee
  valeurs: Reponses
  envoi?: Readonly<{ repris: string | undefined }>
  frappe?: Frappe | undefined
}>
/**
 * `gardeeAt` (ISO): null when the form says what stands, and nothing is left to keep. `isNouvelle`: nothing was kept of it
 * before; a page that had typed more gives it again, since another one recorded the form meanwhile. `isEntiere`: nothing of
 * what was sent was beyond what is kept.
 */
export type Garde = Readonly<{
  gardeeAt: string | null
  isNouvelle: boolean
  isEntiere: boolean
  territoire: Territoire
}>

export const keepSaisie = (
  { ref, ctx }: Personne,
  { partie, valeurs, envoi, frappe }: SaisieAGarder,
): Promise<Resultat<Garde, RefusDOuverture | RefusDEtat | RefusDePage>> =>
  transact(async (tx) => {
    const droit = checkAcces(ctx.acteur, 'modifier-ma-demande', { ref })
    if (!droit.ok) return droit
    const ouverte = await openDemande(tx, { ref, acte: 'modification' }, { ctx, porte: null })
    if (!ouverte.ok) return ouverte
    const active = checkModification(ouverte.value.demande)
    if (!active.ok) return active
    const { numeroUnique, contenu, territoire } = active.value
    const { le } = ouverte.value.moment
    const demandeurId = compteDe(ctx.acteur)
    if (demandeurId === null || !partiesGardeesDe(contenu).includes(partie)) return refuse({ code: 'introuvable' })
    const cle = { numeroUnique, demandeurId, partie }
    const gardee = await holdSaisieGardee(tx, cle)
    // R-BRO-10 — choix du portail : ce qui revient sans réponse n’est pas plus entier que la première fois
    const isEntiere = isSaisieEntiere(gardee?.valeurs ?? {}, valeurs)
    const deja = { gardeeAt: gardee?.gardeeAt.toISOString() ?? null, isNouvelle: false, isEntiere, territoire }
    // R-BRO-07 — choix du portail : ce que le serveur a déjà d’une page ne lui revient pas, ni après ce qui l’a suivi
    if (frappe && (await isFrappeRecue(tx, demandeurId, frappe))) return accept(deja)
    const dite = pageDite(valeurs)
    const isVraie = dite.version >= 1 && dite.version <= active.value.version
    const debout = pageDuJour(contenu, le)
    const vue = isVraie ? await loadPageVue(tx, active.value, dite) : undefined
    const page = vue && pageQuiVaut(partie, vue, debout)
    if (!vue || !page?.contenu) {
      // R-MAJ-09 — choix du portail : ce qui est gardé n’est jamais dit ne pas l’être, même d’une page qui ne compte pas
      const isGardee = gardee !== undefined && !envoi && isDejaGardee(valeurs, gardee.valeurs)
      return isGardee ? accept(deja) : refuse({ code: 'page-depassee' })
    }
    const versionDuTerritoire = await findVersionDuTerritoire(tx)
    const faitsSur = async (vu: Contenu, ecrites: Reponses) => ({
      le,
      communes: (await loadCommunes(tx, { territoire, contenu: vu }, ecrites, versionDuTerritoire)).communes,
    })
    const formulaireSur = async (vu: Contenu) => formulaireDe(partie, vu, await faitsSur(vu, {}))
    const formulaire = await formulaireSur(page.contenu)
    // Read piece by piece, under the lock of the demande: only a whole form asks what a page that does not read showed.
    const { textes: montrait } = envoi && !vue.contenu ? await formulaireSur(contenuMontre(vue, contenu)) : formulaire
    const faits = await faitsSur(contenu, { ...gardee?.valeurs, ...valeurs })
    const merged = mergeSaisie({
      partie,
      recues: valeurs,
      envoi: envoi && (gardee && envoi.repris === gardee.gardeeAt.toISOString() ? 'reprise' : 'entiere'),
      sur: { version: dite.version, page, formulaire, montrait },
      gardee: gardee && {
        version: pageDite(gardee.valeurs).version,
        page: await loadPageVue(tx, active.value, pageDite(gardee.valeurs)),
        valeurs: gardee.valeurs,
      },
      debout: { page: debout, redit: (ecrites) => redit(partie, contenu, ecrites, faits) },
    })
    if (!merged.ok) return merged
    if (frappe) await takeFrappe(tx, demandeurId, frappe)
    // R-MAJ-06 — choix du portail : ce qui dit la même chose que le registre n’attend plus rien
    if (merged.value === null) {
      await eraseSaisieGardee(tx, cle)
      return accept({ gardeeAt: null, isNouvelle: false, isEntiere: true, territoire })
    }
    const gardeeAt = await saveSaisieGardee(tx, cle, merged.value)
    return accept({
      gardeeAt: gardeeAt.toISOString(),
      isNouvelle: gardee === undefined,
      isEntiere,
      territoire,
    })
  })
