/** Whether an attestation is genuine and still good: the answer is one of three words, and says nothing of anyone. */
import { type DemandeAttestee, findDemandeAttestee, findParCode } from '#db/queries/attestations.ts'
import { readMaintenant } from '#db/queries/instant.ts'
import { lecture } from '#db/queries/lecture.ts'
import { empreinteDuNom, verifyContenu } from '#lib/documents/attestation/signature.ts'
import {
  type AttestationJugee,
  areSameNoms,
  type EtatDAttestation,
  judgeAttestation,
  listCodesLus,
  listEcrituresDuNom,
  type Message,
} from '#lib/domain/attestation/message.ts'
import { jourLocal } from '#lib/domain/calendrier.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { clesDAttestation } from './cles-d-attestation.ts'

/**
 * `code`: the short code, or what a reader finds in the DataMatrix. `nom`: the name written on the paper; empty, it is
 * not compared. Another name than the one attested is no attestation of ours.
 */
export async function verifyAttestation(code: string, nom: string): Promise<EtatDAttestation> {
  const lus = listCodesLus(code)
  return lus.length > 0 ? verifyCode(lus, nom) : verifyDataMatrix(code, nom)
}

async function verifyDataMatrix(contenu: string, nom: string): Promise<EtatDAttestation> {
  const message = verifyContenu(contenu, clesDAttestation())
  if (!message) return 'non-conforme'
  if (nom !== '' && !isNomDe(message, nom)) return 'non-conforme'
  const found = await findDemandeAttestee(message)
  return found ? judge({ ...found, ...message }, found.demande) : 'plus-valable'
}

const isNomDe = ({ numeroUnique, empreinte }: Message, nom: string): boolean =>
  listEcrituresDuNom(nom).some((ecrit) => empreinteDuNom(numeroUnique, ecrit) === empreinte)

async function verifyCode(lus: readonly string[], nom: string): Promise<EtatDAttestation> {
  const [found, autre] = (await Promise.all(lus.map(findParCode))).filter((une) => une !== undefined)
  // Two that the register knows are two answers, of which none is chosen.
  if (!found || autre) return 'non-conforme'
  // Nothing is left of an erased demande to compare a name with.
  if (!found.dit) return 'plus-valable'
  if (nom !== '' && !areSameNoms(nom, found.dit.nom)) return 'non-conforme'
  return judge(found.dit, found.demande)
}

async function judge(attestation: AttestationJugee, demande: DemandeAttestee): Promise<EtatDAttestation> {
  const le = jourLocal(await readMaintenant(lecture), fuseauDuTerritoire(demande.territoire))
  return judgeAttestation(attestation, demande, le)
}
