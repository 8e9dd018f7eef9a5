/** Sends a renewal: what the draft holds, as it was shown, once. */
import { eraseBrouillon, loadDossier } from '#db/repositories/brouillons.ts'
import { empreinteDe, findFaitByCle } from '#db/repositories/demandes.ts'
import { eraseSaisiesRenouvelees } from '#db/repositories/saisies-gardees.ts'
import { transact } from '#db/repositories/transact.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { canonicalJson } from '#lib/domain/demande/modification.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { openDemande } from './open-demande.ts'
import {
  openRenouvellement,
  type Personne,
  type RefusDePersonne,
  type RefusDeRenouvelerIci,
  type RenouvellementOuvert,
} from './open-renouvellement.ts'
import { type AvisDeContact, queueAvisDeContact } from './queue-avis-de-contact.ts'
import { type RefusDeRenouveler, renewOuverte } from './renew-demande.ts'

/** `cle`: of the draft; `vu`: imprint of the content that the page showed. */
export type EnvoiDeRenouvellement = Readonly<{ cle: string; vu: string; honneur: boolean }>
export type RefusDEnvoi =
  | RefusDePersonne
  | RefusDeRenouvelerIci
  | RefusDeRenouveler
  /** Something is left to say, or to mend. */
  | { code: 'reponses-a-revoir' }
  | { code: 'honneur-a-cocher' }
  /** The answers are no longer those that were shown: another tab changed them. */
  | { code: 'reponses-changees' }

/** Of the imprint that a fait keeps of what was sent, what its page carries. */
const deLaPage = (empreinte: string): string => empreinte.slice(0, 32)

/** The imprint by which a sending says what it was shown. */
export const empreinteDuContenu = (contenu: Contenu): string => deLaPage(empreinteDe(canonicalJson(contenu)))

/**
 * Renews; the same sending again, from another tab or after the draft is gone, answers the first renewal, and that of a tab
 * which showed other answers is refused. All of it is read and written under the lock of the demande, in one transaction:
 * the draft goes with what it became, and so do the forms kept from before. `avis`: what goes to the mail and to the mobile of before, when the answers change them.
 */
export async function submitRenouvellement(
  { ref, ctx }: Personne,
  { cle, vu, honneur }: EnvoiDeRenouvellement,
  avis: AvisDeContact,
): Promise<Resultat<{ rang: number }, RefusDEnvoi>> {
  const droit = checkAcces(ctx.acteur, 'renouveler-ma-demande', { ref })
  if (!droit.ok) return droit
  const demandeurId = compteDe(ctx.acteur)
  return transact(async (tx) => {
    const acte = { ref, acte: 'renouvellement', cle: isUuid(cle) ? cle : null } as const
    const ouverte = await openDemande(tx, acte, { ctx, porte: null })
    if (!ouverte.ok) return ouverte
    const { demande, moment } = ouverte.value
    if (demande.statut === 'effacee' || demandeurId === null) return refuse({ code: 'introuvable' })
    const brouillon = { numeroUnique: demande.numeroUnique, demandeurId }
    // Read after the lock: what the first of two sendings wrote while this one waited is seen here.
    const dossier = await loadDossier(tx, brouillon)
    const { dernier } = dossier
    // R-REN-05 — choix du portail : un même envoi, redit, rend la même réponse ; celui d’un onglet resté sur d’autres, non
    if (dernier && dernier.cle === cle) {
      const fait = await findFaitByCle(tx, demande.numeroUnique, cle)
      return fait?.empreinte && deLaPage(fait.empreinte) === vu
        ? accept({ rang: dernier.rang })
        : refuse({ code: 'cle-deja-employee' })
    }
    const ouvert = await openRenouvellement(tx, demande, { cle: brouillon, dossier, le: moment.le })
    // R-REN-10 — choix du portail : ce qu’un autre a renouvelé entre-temps n’est pas ce que l’on vient d’envoyer
    if (!ouvert.ok) return ouvert
    const confirme = checkConfirme(ouvert.value, { cle, vu, honneur })
    if (!confirme.ok) return confirme
    // R-MAJ-06 — choix du portail : ce qui était gardé d’avant un renouvellement n’est plus à reprendre
    const erase = () => Promise.all([eraseBrouillon(tx, brouillon), eraseSaisiesRenouvelees(tx, brouillon)])
    const { contenu } = confirme.value
    const done = await renewOuverte(tx, ouverte.value, { ...confirme.value, cle }, (version) =>
      Promise.all([
        erase(),
        // R-RAT-07: a contact changes here as it does in its own form.
        queueAvisDeContact(tx, { ref, version }, [demande.contenu.demandeur, contenu.demandeur], avis),
      ]),
    )
    if (!done.ok) return done
    if (done.value.deja) await erase()
    return accept({ rang: done.value.rang })
  })
}

/** What is to be recorded, as it was shown and certified, with the version of the demande that it was answered to. */
function checkConfirme(
  { demande, lu, brouillon, avant }: RenouvellementOuvert,
  { cle, vu, honneur }: EnvoiDeRenouvellement,
): Resultat<Readonly<{ contenu: Contenu; version: number }>, RefusDEnvoi> {
  if (avant) return refuse({ code: 'demande-changee', version: demande.version })
  if (!brouillon || lu.contenu === null || lu.etape !== 'confirmer') return refuse({ code: 'reponses-a-revoir' })
  // R-BRO-04 — CCH, R441-2-7 ; choix du portail : on n’enregistre que ce qui a été montré et certifié
  if (brouillon.cle !== cle || empreinteDuContenu(lu.contenu) !== vu) return refuse({ code: 'reponses-changees' })
  return honneur ? accept({ contenu: lu.contenu, version: brouillon.versionVue }) : refuse({ code: 'honneur-a-cocher' })
}
