/** What the outside answered, written once: the state of each sending, and what the law makes of it. */
import type { Tx } from '#db/client.ts'
import { loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import { holdRappel, insertContactsMorts, lockDemandesDAvis, settleRappels } from '#db/repositories/envois.ts'
import { insertRappels, loadPreferences } from '#db/repositories/rappels.ts'
import { transact } from '#db/repositories/transact.ts'
import { type Instant, jourLocal } from '#lib/domain/calendrier.ts'
import { recordAvisRemis } from '#lib/domain/demande/avis.ts'
import { GUICHET_DU_PORTAIL } from '#lib/domain/demande/faits.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import type { EtatDeRappel } from '#lib/domain/rappels/etats.ts'
import { isAvisRemisPar } from '#lib/domain/rappels/jalons.ts'
import { momentDe } from './open-demande.ts'
import { type RappelAEnvoyer, relaisDeTous } from './take-rappels.ts'

/** What a gateway or a mail server answered to a sending; the code is theirs, never their words. */
export type Reponse =
  | Readonly<{ issue: 'envoye' }>
  | Readonly<{ issue: 'numero-invalide' | 'refuse' | 'differe' | 'incertain'; code: string }>

/** Minutes before each new attempt: eight in twenty-four hours, then the sending is given up. */
const REPRISES_EN_MINUTES = [0, 1, 5, 15, 60, 240, 480, 600] as const
/** Minutes before a gateway that said nothing of an uncertain sending is asked again. */
const QUESTION_SUIVANTE_EN_MINUTES = 15

/** `tentatives` counts the one that was just made. */
function toReglement({ reference, destination, passerelle, tentatives }: Regle, reponse: Reponse) {
  const suite = { reference, destination, passerelle, tentatives, motif: null, minutes: 0 }
  if (reponse.issue === 'envoye') return { ...suite, etat: 'envoye' } as const
  const dit = { ...suite, motif: reponse.code.slice(0, 60) }
  // Its gateway is asked at the next round.
  if (reponse.issue === 'incertain') return { ...dit, etat: 'a-verifier' } as const
  const minutes = reponse.issue === 'differe' ? REPRISES_EN_MINUTES[tentatives - 1] : undefined
  if (minutes === undefined) return { ...dit, etat: 'echec' } as const
  return { ...dit, etat: 'a-envoyer', destination: null, minutes } as const
}

type Compte = Record<'envoyes' | 'reportes' | 'abandonnes' | 'incertains', number>
const ISSUES = {
  envoye: 'envoyes',
  'a-envoyer': 'reportes',
  echec: 'abandonnes',
  'a-verifier': 'incertains',
} as const satisfies Partial<Record<EtatDeRappel, keyof Compte>>

/** What a sending needs to be settled: its demande, the imprint of where it went, and when. */
type Regle = Pick<
  RappelAEnvoyer,
  'reference' | 'jalon' | 'canal' | 'duLe' | 'cycle' | 'demande' | 'tentatives' | 'passerelle'
> &
  Readonly<{
    destination: string | null
    /** When it was tried, of one that was uncertain; null or absent when it is now. */
    regleAt?: Instant | null
  }>

/** Settles what a worker had taken; what another settled meanwhile is left as it is. Counts by outcome. */
export const settleEnvois = (
  envois: readonly Readonly<{ rappel: RappelAEnvoyer; reponse: Reponse }>[],
): Promise<Compte> =>
  transact((tx) =>
    settle(
      tx,
      envois.map(({ rappel, reponse }) => ({ rappel: { ...rappel, tentatives: rappel.tentatives + 1 }, reponse })),
    ),
  )

async function settle(tx: Tx, envois: readonly Readonly<{ rappel: Regle; reponse: Reponse }>[]): Promise<Compte> {
  const compte: Compte = { envoyes: 0, reportes: 0, abandonnes: 0, incertains: 0 }
  const regles = envois.map((envoi) => ({ ...envoi, reglement: toReglement(envoi.rappel, envoi.reponse) }))
  const reglements = regles.map(({ reglement }) => reglement)
  const partis = reglements.filter(({ etat }) => etat === 'envoye').map(({ reference }) => reference)
  if (partis.length > 0) await lockDemandesDAvis(tx, partis)
  const ecrits = new Set(await settleRappels(tx, ['en-cours', 'a-verifier'], reglements))
  const notres = regles.filter(({ rappel }) => ecrits.has(rappel.reference))
  for (const { reglement } of notres) compte[ISSUES[reglement.etat]] += 1
  const perdus = notres.filter(({ reglement }) => reglement.etat === 'echec')
  await insertContactsMorts(
    tx,
    perdus.flatMap(({ rappel, reponse }) => (reponse.issue === 'numero-invalide' ? (rappel.destination ?? []) : [])),
  )
  await insertRappels(tx, relaisDeTous(perdus.map(({ rappel }) => rappel)))
  const avis = notres.filter(({ rappel, reglement }) => reglement.etat === 'envoye' && rappel.jalon === 'avis')
  for (const { rappel } of avis) await recordAvisParti(tx, rappel)
  return compte
}

type Connaissance = 'envoye' | 'numero-invalide' | 'echec' | 'inconnu' | 'muet'

/** What a gateway, or a person, says of a sending that was not sure; `muet` leaves it so. Several times is once. */
export const settleVerification = (reference: string, connaissance: Connaissance): Promise<boolean> =>
  transact((tx) => settleVerificationIn(tx, reference, connaissance))

/** The same in the transaction of who decides; false when it was not uncertain any more. */
export async function settleVerificationIn(tx: Tx, reference: string, connaissance: Connaissance): Promise<boolean> {
  await lockDemandesDAvis(tx, [reference])
  const rappel = await holdRappel(tx, reference)
  if (rappel?.etat !== 'a-verifier') return false
  const { tentatives, passerelle } = rappel
  const suite = { reference, motif: 'sans réponse', passerelle, tentatives }
  if (connaissance === 'muet') {
    const { destination } = rappel
    const reste = { ...suite, etat: 'a-verifier', destination, minutes: QUESTION_SUIVANTE_EN_MINUTES } as const
    await settleRappels(tx, ['a-verifier'], [reste])
    // R-RAP-13: what the law wants said does not wait for somebody to find out; a letter after a mail is no second mail.
    if (rappel.canal === 'courriel') await insertRappels(tx, relaisDeTous([rappel]))
    return false
  }
  // R-RAP-16 — choix du portail : jamais un second envoi sans savoir ; seul qui répond « inconnu » le permet
  if (connaissance === 'inconnu' && tentatives < REPRISES_EN_MINUTES.length) {
    await settleRappels(tx, ['a-verifier'], [{ ...suite, etat: 'a-envoyer', destination: null, minutes: 1 }])
    return true
  }
  const reponse: Reponse =
    connaissance === 'envoye'
      ? { issue: 'envoye' }
      : { issue: connaissance === 'numero-invalide' ? connaissance : 'refuse', code: connaissance }
  await settle(tx, [{ rappel, reponse }])
  return true
}

/**
 * Says in the register that the notice of a validity was handed over on the day that its mail left, when this sending does
 * so alone; else its letter is due, whatever became of the one that was planned. One that stands already is left as it is,
 * and so is a demande renewed or radiated meanwhile: its next validity has a notice of its own to come. Whoever calls it
 * holds the demande (`lockDemandesDAvis`).
 */
export async function recordAvisParti(
  tx: Tx,
  {
    demande: { ref, numeroUnique },
    canal,
    duLe,
    cycle,
    regleAt,
  }: Pick<Regle, 'demande' | 'canal' | 'duLe' | 'cycle' | 'regleAt'>,
): Promise<void> {
  const found = await loadDemandeForUpdate(tx, ref)
  if (found?.demande.statut !== 'active' || found.demande.valideDepuis !== cycle) return
  const { demande, maintenant } = found
  const { territoire } = demande
  if (demande.avisRemisLe !== null) return
  if (!isAvisRemisPar(canal, await loadPreferences(tx, numeroUnique))) {
    // Planned with the mail as a rule; asked for since, it was not. One that is planned already is left as it is.
    await insertRappels(tx, [{ jalon: 'avis', canal: 'courrier', duLe, cycle, numeroUnique, territoire }])
    return
  }
  const moment = momentDe(maintenant, territoire, { canal: null, organisme: GUICHET_DU_PORTAIL })
  // R-RAP-34 — CCH, R441-2-7 : l’avis est remis le jour où son courriel est parti, si tard qu’on l’apprenne
  const avisRemisLe = regleAt ? jourLocal(regleAt, fuseauDuTerritoire(territoire)) : moment.le
  const acte = recordAvisRemis(demande, { avisRemisLe }, moment)
  if (acte.ok) await saveActe(tx, acte.value, { compteId: null, role: null })
}
