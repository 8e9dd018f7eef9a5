/** What an applicant changes of their demande outside of a renewal, a part at a time: one fait, never an attestation. */
import { empreinteDe, findFaitByCle, loadDemande, saveActe } from '#db/repositories/demandes.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { recordLecture } from '#db/repositories/lectures-de-demandes.ts'
import { eraseSaisieGardee, loadSaisieGardee, type SaisieGardee } from '#db/repositories/saisies-gardees.ts'
import { transact } from '#db/repositories/transact.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Acte, RefusDEtat } from '#lib/domain/demande/acte.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import type { Bloc } from '#lib/domain/demande/formulaire/renouvellement/champs-saisis.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import {
  blocsDePartie,
  checkPageOuverte,
  isMemePage,
  PARTIES,
  type Partie,
  pageDuJour,
  partieDuChamp,
  type RefusDePage,
  readMiseAJour,
  textesDe,
} from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import {
  canonicalJson,
  checkModification,
  type RefusDeModification,
  recordModification,
} from '#lib/domain/demande/modification.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { loadPageVue, pageDite } from './load-page-vue.ts'
import { openDemande, type RefusDOuverture } from './open-demande.ts'
import { loadCommunes, type Personne, type RefusDePersonne } from './open-renouvellement.ts'

/** A part opened: its fields as registered; `communes` are the names that the search may ask for. */
export type MiseAJourOuverte = Readonly<{
  demande: DemandeActive
  le: Jour
  blocs: readonly Bloc[]
  communes: readonly string[]
  gardee: SaisieRetrouvee | undefined
}>
/** What this applicant had typed and not recorded; `isReprise`: the fields of the page still ask the same of the same. */
export type SaisieRetrouvee = SaisieGardee & Readonly<{ isReprise: boolean }>

/** Reads what the form of a part shows, and writes that it was read; refused for what no longer changes. */
export const readPourMettreAJour = (
  { ref, ctx }: Personne,
  partie: Partie,
): Promise<Resultat<MiseAJourOuverte, RefusDePersonne | RefusDEtat>> =>
  transact(async (tx) => {
    const droit = checkAcces(ctx.acteur, 'modifier-ma-demande', { ref })
    if (!droit.ok) return droit
    const demande = await loadDemande(tx, ref)
    if (!demande || demande.statut === 'effacee') return refuse({ code: 'introuvable' })
    const { numeroUnique, territoire } = demande
    // R-DEM-13 — CCH, R441-2-5 et R441-2-6 : les données sont à qui est habilité, et l’on sait qui les a lues
    await recordLecture(tx, {
      numeroUnique,
      compteId: compteDe(ctx.acteur),
      role: ctx.acteur.role,
      objet: 'modification',
    })
    const active = checkModification(demande)
    if (!active.ok) return active
    const { le } = await readInstant(tx, fuseauDuTerritoire(territoire))
    const { communes, communesDuTerritoire } = await loadCommunes(tx, active.value, {})
    const { contenu } = active.value
    const demandeurId = compteDe(ctx.acteur)
    const gardee = demandeurId ? await loadSaisieGardee(tx, { numeroUnique, demandeurId, partie }) : undefined
    return accept({
      demande: active.value,
      le,
      gardee: gardee && {
        ...gardee,
        isReprise: isMemePage(
          partie,
          await loadPageVue(tx, active.value, pageDite(gardee.valeurs)),
          pageDuJour(contenu, le),
        ),
      },
      blocs: blocsDePartie(partie, contenu, { le, communes }),
      communes: communesDuTerritoire.map(({ code }) => communes.nomDe(code)),
    })
  })

/** `version`: of the demande that the form showed; `envoyes`: its fields by name, as typed. */
export type MiseAJour = Readonly<{ partie: Partie; version: number; envoyes: Reponses }>
export type RefusDeMiseAJour =
  | RefusDOuverture
  | RefusDeModification
  | { code: 'modifiee-entre-temps'; version: number; actuel: Reponses }
  | RefusDePage
  | { code: 'saisie-a-revoir'; erreurs: Readonly<Record<string, string>> }

/** A sending is known by what it says: the same one again has the same key, and another never has it. */
const cleDe = (envoi: MiseAJour): string =>
  empreinteDe(canonicalJson(envoi)).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')

/** Records what changed of one part, once however often it is sent; `deja`: it was recorded already. */
export const updateDemande = (
  { ref, ctx }: Personne,
  envoi: MiseAJour,
): Promise<Resultat<Readonly<{ deja: boolean }>, RefusDeMiseAJour>> =>
  transact(async (tx) => {
    const { partie, version, envoyes } = envoi
    const cle = cleDe(envoi)
    const ouverte = await openDemande(tx, { ref, acte: 'modification', cle }, { ctx, porte: null })
    if (!ouverte.ok) return ouverte
    const { demande, moment, auteur } = ouverte.value
    const active = checkModification(demande)
    if (!active.ok) return active
    // R-MAJ-03 — choix du portail : un même envoi, redit, n’est enregistré qu’une fois ; lu sous le verrou
    const dit = await findFaitByCle(tx, demande.numeroUnique, cle)
    const effacer = async () => {
      if (auteur.compteId !== null)
        await eraseSaisieGardee(tx, { numeroUnique: demande.numeroUnique, demandeurId: auteur.compteId, partie })
    }
    // What another change has replaced since is not said to be recorded.
    if (dit && demande.version === version + 1) {
      await effacer()
      return accept({ deja: true })
    }
    const { contenu: avant } = active.value
    const { communes } = await loadCommunes(tx, active.value, envoyes)
    const faits = { le: moment.le, communes }
    const isPerimee = demande.version !== version
    const vue = await loadPageVue(tx, active.value, { version, annee: envoyes.annee })
    const page = checkPageOuverte(partie, { vue, actuel: avant, le: moment.le })
    if (!page.ok) return page
    const textes = textesDe(blocsDePartie(partie, avant, faits))
    // R-EDI-01 — choix du portail : qui enregistre après un autre est prévenu, voit les deux et ne perd rien
    if (isPerimee) return refuse({ code: 'modifiee-entre-temps', version: demande.version, actuel: textes })
    const { contenu, anomalies } = readMiseAJour({ partie, avant, envoyes }, faits)
    if (contenu === null)
      return refuse({
        code: 'saisie-a-revoir',
        erreurs: erreursDe(anomalies, textes, (champ) => partieDuChamp(champ, avant, faits)),
      })
    const acte: Resultat<Acte, RefusDeModification> = recordModification(demande, { contenu }, moment)
    if (!acte.ok) {
      // R-MAJ-06 — choix du portail : ce qui dit la même chose que le registre n’attend plus rien
      if (acte.refus.code === 'sans-changement') await effacer()
      return acte
    }
    await saveActe(tx, acte.value, auteur, { cle, corps: canonicalJson(envoi) })
    await effacer()
    return accept({ deja: false })
  })

/** One sentence by field of the form; what is wrong elsewhere in the demande is said of the form as a whole. */
function erreursDe(
  anomalies: readonly Readonly<{ champ: string; message: string }>[],
  textes: Reponses,
  partieDe: (champ: string) => Partie | undefined,
): Readonly<Record<string, string>> {
  const erreurs: Record<string, string> = {}
  for (const { champ, message } of anomalies) {
    const ailleurs = champ in textes ? undefined : partieDe(champ)
    erreurs[champ in textes ? champ : ''] ??= ailleurs
      ? `${message} Cette réponse se corrige d’abord dans « ${PARTIES[ailleurs]} ».`
      : message
  }
  return erreurs
}
