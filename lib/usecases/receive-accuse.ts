/** What the outside says after a sending: it arrived, it could not, the address is nobody's. Late, twice or out of order. */
import type { Tx } from '#db/client.ts'
import { findLettreDAvisRemise } from '#db/repositories/courriers.ts'
import { listFaits, loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import {
  holdRappel,
  insertContactsMorts,
  lockDemandesDAvis,
  type RappelPris,
  type RappelTenu,
  settleRappels,
} from '#db/repositories/envois.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { recordRetourEntendu } from '#db/repositories/reglages.ts'
import { transact } from '#db/repositories/transact.ts'
import { isAvisDuCourriel, recordAvisRemis, recordAvisRevenu } from '#lib/domain/demande/avis.ts'
import { GUICHET_DU_PORTAIL } from '#lib/domain/demande/faits.ts'
import { isLettreARemettre } from '#lib/domain/rappels/courrier.ts'
import { type Abandon, issueDuRetour } from '#lib/domain/rappels/retour.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { momentDe } from './open-demande.ts'
import { PAR_LA_POSTE } from './settle-courriers.ts'
import { recordAvisParti } from './settle-rappels.ts'
import { relaisDeTous } from './take-rappels.ts'

/** What the outside said is nobody’s act. */
const PERSONNE = { compteId: null, role: null } as const

/** What is said in one word; `rebond`: the mail came back. */
export type Accuse = Readonly<{ reference: string; etat: 'remis' | 'echec' | 'numero-invalide' | 'rebond' }>
/** A mail that came back, as its report says it; `vers` are imprints. */
export type Retour = Readonly<{ reference: string; abandons: readonly Abandon[] }>

/**
 * Writes a receipt; the same again, or an older one, changes nothing. A notice that came back warned nobody: the register
 * says so, and the letter takes its place.
 */
export const receiveAccuse = (recu: Accuse | Retour): Promise<Resultat<true, { code: 'introuvable' }>> =>
  transact(async (tx) => {
    const { reference } = recu
    await lockDemandesDAvis(tx, [reference])
    const rappel = await holdRappel(tx, reference)
    if (!rappel) return refuse({ code: 'introuvable' })
    await settleAccuse(tx, rappel, 'etat' in recu ? recu.etat : issueDuRetour(recu.abandons, rappel.destination))
    // Last of all: whoever holds that row waits for nobody.
    await recordRetourEntendu(tx, rappel.canal)
    return accept(true)
  })

async function settleAccuse(tx: Tx, rappel: RappelTenu, etat: Accuse['etat']): Promise<void> {
  const { reference, passerelle, destination, tentatives } = rappel
  const suite = { reference, passerelle, destination, tentatives, minutes: 0 }
  if (etat === 'remis') {
    await settleRappels(tx, ['envoye', 'a-verifier', 'en-cours'], [{ ...suite, etat: 'remis', motif: null }])
    // R-RAP-26 — choix du portail : un accusé qui devance l’envoi dit seul que l’avis est parti, personne ne le dira après lui
    const isDevance = rappel.etat === 'a-verifier' || rappel.etat === 'en-cours'
    if (rappel.jalon === 'avis' && isDevance) await recordAvisParti(tx, rappel)
    return
  }
  // A bounce may come after a receipt; a failure said before the sending was settled is heard too.
  const ecrits = await settleRappels(
    tx,
    ['envoye', 'remis', 'a-verifier', 'en-cours'],
    [{ ...suite, etat: 'echec', motif: etat }],
  )
  if (ecrits.length === 0) return
  if (etat !== 'echec' && destination !== null) await insertContactsMorts(tx, [destination])
  await insertRappels(tx, relaisDeTous([rappel]))
  if (rappel.jalon === 'avis') await recordRetour(tx, rappel)
}

/**
 * Renewed or radiated meanwhile, the notice has nothing more to warn of; handed over by the post, it did: before the mail,
 * and the register says it already; after it, and the day of the letter takes the place of the mail’s.
 */
async function recordRetour(tx: Tx, { demande: { ref, numeroUnique }, cycle }: RappelPris): Promise<void> {
  const found = await loadDemandeForUpdate(tx, ref)
  if (found?.demande.statut !== 'active' || found.demande.valideDepuis !== cycle) return
  if (!isAvisDuCourriel((await listFaits(tx, numeroUnique)).map(({ fait }) => fait))) return
  const { demande, maintenant } = found
  const { territoire } = demande
  const revenu = recordAvisRevenu(
    demande,
    momentDe(maintenant, territoire, { canal: null, organisme: GUICHET_DU_PORTAIL }),
  )
  if (!revenu.ok) return
  await saveActe(tx, revenu.value, PERSONNE)
  const lettre = await findLettreDAvisRemise(tx, { numeroUnique, cycle })
  const suivante = revenu.value.demande
  if (!lettre?.remisLe || !isLettreARemettre(lettre, suivante, lettre.remisLe)) return
  // R-RAP-33: nobody plans a letter that the post has; uncounted, it would leave the demande without a notice.
  const moment = momentDe(maintenant, territoire, PAR_LA_POSTE)
  const remis = recordAvisRemis(suivante, { avisRemisLe: lettre.remisLe }, moment)
  if (remis.ok) await saveActe(tx, remis.value, PERSONNE)
}
