/**
 * What changes of an active demande between two renewals: its content, its name on request, its head, its notice. What
 * an act takes is cleaned here too (saisies.ts): a door that did not would leave a NIR in the register.
 */

import { listFaits } from '#db/repositories/demandes.ts'
import { detachDemandeurs } from '#db/repositories/demandeurs.ts'
import { queueMessage } from '#db/repositories/messages.ts'
import { deletePreferences } from '#db/repositories/rappels.ts'
import { eraseSaisieGardee } from '#db/repositories/saisies-gardees.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Acte, RefusDEnregistrement } from '#lib/domain/demande/acte.ts'
import { recordAvisRemis, recordAvisRevenu } from '#lib/domain/demande/avis.ts'
import { type Changement, recordChangementDeTitulaire } from '#lib/domain/demande/changement-de-titulaire.ts'
import {
  isCorrectionDite,
  type RefusDeCorrection,
  recordDecisionDeCorrection,
  recordDemandeDeCorrection,
} from '#lib/domain/demande/correction-d-identite.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import { mobileOf } from '#lib/domain/demande/formulaire/contacts.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import type { Identite } from '#lib/domain/demande/identite.ts'
import { type RefusDeModification, recordModification } from '#lib/domain/demande/modification.ts'
import { changementSchema, decisionDeCorrectionSchema, demandeDeCorrectionSchema } from '#lib/domain/demande/saisies.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { actOnDemande, type Demarche, type RefusDOuverture } from './open-demande.ts'
import { type AvisDeContact, queueAvisDeContact } from './queue-avis-de-contact.ts'
import { planApresChangementDeTete, planApresRetour } from './revive-courriers.ts'

/**
 * Changes the content; `version` is the one that the form was made from. `avis`: what goes to the mail and to the mobile
 * of before, when they change.
 */
export const modifyDemande = (
  demarche: Demarche,
  { contenu, version }: Readonly<{ contenu: Contenu; version: number }>,
  avis: AvisDeContact,
) =>
  actOnDemande<RefusDeModification | RefusDEnregistrement>(demarche, 'modification', async (demande, moment, tx) => {
    // R-EDI-01 — choix du portail : the second is told, sees both, loses nothing
    if (demande.version !== version) return refuse({ code: 'demande-changee', version: demande.version })
    const acte = recordModification(demande, { contenu }, moment)
    if (acte.ok && demande.statut === 'active') {
      // R-RAT-07: whoever types it, at a guichet as on the portal.
      const { ref, version: nouvelle } = acte.value.demande
      await queueAvisDeContact(tx, { ref, version: nouvelle }, [demande.contenu.demandeur, contenu.demandeur], avis)
    }
    return acte
  })

/** Asks for a correction of the name. */
export async function askCorrection(
  demarche: Demarche,
  correction: Readonly<{ nouvelle: Identite; motif: string }>,
): Promise<Resultat<Pick<Acte, 'demande'>, RefusDeCorrection | RefusDOuverture>> {
  const demandee = demandeDeCorrectionSchema.parse(correction)
  let deja: Demande | undefined
  const asked = await actOnDemande<RefusDeCorrection>(
    demarche,
    'demande-de-correction',
    async (demande, moment, tx) => {
      // R-MAJ-10 — choix du portail : qui envoie deux fois la même chose apprend qu’elle est enregistrée
      if (demande.statut === 'active' && demande.correction && isCorrectionDite(demande.correction, demandee))
        deja = demande
      const acte = recordDemandeDeCorrection(demande, demandee, moment)
      const { acteur } = demarche.ctx
      // R-MAJ-06 — choix du portail : ce qui dit la même chose que le registre n’attend plus rien
      const isDit = acte.ok || acte.refus.code === 'sans-changement'
      if (isDit && acteur.role === 'demandeur')
        await eraseSaisieGardee(tx, {
          numeroUnique: demande.numeroUnique,
          demandeurId: acteur.compteId,
          partie: 'nom',
        })
      return acte
    },
  )
  return deja ? accept({ demande: deja }) : asked
}

/** A decision, and the version of the demande that was shown to who decides. */
type Decision = Readonly<{ decision: 'acceptee' | 'refusee'; piece: string | null; version: number }>
/** What tells the applicant that it is decided: by their courriel, else by their mobile. */
export type AvisDeDecision = Readonly<{ courriel: Readonly<{ objet: string; corps: string }>; sms: string }>

/** A week: said later, a decision that the page of the demande shows is no news. */
const MINUTES_D_UN_AVIS_DE_DECISION = 7 * 24 * 60

/** The gestionnaire decides on a correction. */
export const decideCorrection = (demarche: Demarche, { version, ...decision }: Decision, avis: AvisDeDecision) =>
  actOnDemande<RefusDeCorrection | RefusDEnregistrement>(
    demarche,
    'decision-de-correction',
    async (demande, moment, tx) => {
      // R-EDI-01 — choix du portail : ce qui se décide est ce qui a été montré
      if (demande.version !== version) return refuse({ code: 'demande-changee', version: demande.version })
      const acte = recordDecisionDeCorrection(demande, decisionDeCorrectionSchema.parse(decision), moment)
      if (acte.ok && demande.statut === 'active') {
        const { courriel, telephonePortable } = demande.contenu.demandeur
        const mobile = mobileOf(telephonePortable)
        const cle = `correction-decidee:${demande.ref}:${version}`
        // R-IDE-06 — choix du portail : qui a demandé une correction apprend sa décision, sans que le message dise un nom
        if (courriel !== null)
          await queueMessage(tx, { cle, canal: 'courriel', destinataire: courriel, ...avis.courriel })
        else if (mobile !== null)
          await queueMessage(
            tx,
            { cle, canal: 'sms', destinataire: mobile, objet: null, corps: avis.sms },
            { minutes: MINUTES_D_UN_AVIS_DE_DECISION },
          )
      }
      return acte
    },
  )

/** Puts a co-titulaire at the head of the demande. */
export const changeTitulaire = (demarche: Demarche, changement: Omit<Changement, 'faits'>) =>
  actOnDemande(demarche, 'changement-de-titulaire', async (demande, moment, tx) => {
    const faits = (await listFaits(tx, demande.numeroUnique)).map(({ fait }) => fait)
    const acte = recordChangementDeTitulaire(demande, { ...changementSchema.parse(changement), faits }, moment)
    // R-SEP-06 — CCH, R441-2-6 : les données sont celles de la nouvelle tête, qui se rattache à son tour
    if (acte.ok) {
      await detachDemandeurs(tx, demande.numeroUnique)
      await planApresChangementDeTete(tx, { avant: demande, demande: acte.value.demande }, moment.le)
      // R-RAP-29 — choix du portail : ne plus être prévenu, ou s’être servi du portail, est d’une personne, non d’une demande
      // After its sendings (docs/adr/0043): who takes reminders holds them, then draws the link to the choices.
      await deletePreferences(tx, demande.numeroUnique)
    }
    return acte
  })

/** The gestionnaire says that the legal notice was handed over. */
export const markAvisRemis = (demarche: Demarche, avisRemisLe: Jour) =>
  actOnDemande(demarche, 'avis-remis', (demande, moment) => recordAvisRemis(demande, { avisRemisLe }, moment))

/** The gestionnaire says that the notice came back: the letter is due, again or for the first time. */
export const markAvisRevenu = (demarche: Demarche) =>
  actOnDemande(demarche, 'avis-remis', async (demande, moment, tx) => {
    const acte = recordAvisRevenu(demande, moment)
    if (acte.ok) await planApresRetour(tx, acte.value.demande, moment.le)
    return acte
  })
