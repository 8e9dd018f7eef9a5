/** An applicant changes how they are reached: recorded at once, and told to where they were reached before. */
import { saveActe } from '#db/repositories/demandes.ts'
import { eraseSaisieGardee } from '#db/repositories/saisies-gardees.ts'
import { transact } from '#db/repositories/transact.ts'
import type { Acte } from '#lib/domain/demande/acte.ts'
import {
  areSameContacts,
  type Contacts,
  listSurtaxesEcrits,
  NUMERO_SURTAXE,
  textesDesContacts,
} from '#lib/domain/demande/formulaire/contacts.ts'
import { contenuDeSaNature } from '#lib/domain/demande/formulaire/nature.ts'
import { type RefusDeModification, recordModification } from '#lib/domain/demande/modification.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { type Demarche, openDemande, type RefusDOuverture } from './open-demande.ts'
import { type AvisDeContact, queueAvisDeContact } from './queue-avis-de-contact.ts'

type ContactsChanges = {
  code: 'modifiee-entre-temps'
  version: number
  actuel: Readonly<Record<keyof Contacts, string>>
}

/** By the fields of the form. */
type ContactsARevoir = { code: 'saisie-a-revoir'; erreurs: Readonly<Record<string, string>> }

/** `version`: of the demande that the form showed. `avis`: what goes to the address and to the mobile of before, when they change. */
export const updateContacts = (
  { ref, ctx, porte = null }: Demarche,
  { contacts, version }: Readonly<{ contacts: Contacts; version: number }>,
  avis: AvisDeContact,
): Promise<
  Resultat<Pick<Acte, 'demande'>, RefusDOuverture | RefusDeModification | ContactsChanges | ContactsARevoir>
> =>
  transact(async (tx) => {
    const ouverte = await openDemande(tx, { ref, acte: 'modification' }, { ctx, porte })
    if (!ouverte.ok) return ouverte
    const { demande, moment, auteur } = ouverte.value
    if (demande.statut === 'effacee') return refuse({ code: 'introuvable' })
    const { demandeur } = demande.contenu
    const forget = async (): Promise<void> => {
      if (auteur.role === 'demandeur' && auteur.compteId !== null)
        await eraseSaisieGardee(tx, {
          numeroUnique: demande.numeroUnique,
          demandeurId: auteur.compteId,
          partie: 'coordonnees',
        })
    }
    // R-MAJ-10 — choix du portail : qui envoie deux fois la même chose apprend qu’elle est enregistrée
    if (demande.version !== version && demande.statut === 'active' && areSameContacts(demandeur, contacts)) {
      await forget()
      return accept({ demande })
    }
    // R-EDI-01 — choix du portail : qui enregistre après un autre est prévenu, voit les deux et ne perd rien
    if (demande.version !== version)
      return refuse({ code: 'modifiee-entre-temps', version: demande.version, actuel: textesDesContacts(demandeur) })
    // R-FORM-30 — choix du portail : seul un numéro que l’on écrit se redemande, celui que la demande a déjà ne bouge pas
    const surtaxes = listSurtaxesEcrits(demandeur, contacts)
    if (surtaxes.length > 0)
      return refuse({
        code: 'saisie-a-revoir',
        erreurs: Object.fromEntries(surtaxes.map((nom) => [nom, NUMERO_SURTAXE])),
      })
    const contenu = { ...contenuDeSaNature(demande.contenu), demandeur: { ...demandeur, ...contacts } }
    const acte = recordModification(demande, { contenu }, moment)
    // R-MAJ-06 — choix du portail : ce qui dit la même chose que le registre n’attend plus rien
    const isDit = acte.ok || acte.refus.code === 'sans-changement'
    if (isDit) await forget()
    if (!acte.ok) return acte
    await saveActe(tx, acte.value, auteur)
    const { version: rang } = acte.value.demande
    await queueAvisDeContact(tx, { ref, version: rang }, [demandeur, contacts], avis)
    return acte
  })
