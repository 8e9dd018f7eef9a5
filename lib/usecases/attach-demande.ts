/**
 * An applicant puts a demande in their account: by the identity that FranceConnect vouches for, by a code sent to the
 * contact on file, or by one that a gestionnaire printed. Its number, and a birth date, open nothing alone.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Tx } from '#db/client.ts'
import {
  countEssai,
  findNumeroDuCode,
  insertCodeEnvoye,
  loadCodeEnvoyeForUpdate,
  spendCodeEnvoye,
} from '#db/repositories/codes-envoyes.ts'
import { insertCodeRemis, listCodesRemisForUpdate, spendCodeRemis } from '#db/repositories/codes-remis.ts'
import { findRefOfNumero, loadDemandeForUpdate } from '#db/repositories/demandes.ts'
import { insertRattachement } from '#db/repositories/demandeurs.ts'
import { listContenusSince } from '#db/repositories/faits-dates.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { recordLecture } from '#db/repositories/lectures-de-demandes.ts'
import { queueMessage } from '#db/repositories/messages.ts'
import { transact } from '#db/repositories/transact.ts'
import { checkPorte, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { judgeCode, MINUTES_DU_CODE, type RefusDeCode } from '#lib/domain/acces/code.ts'
import { composeCodeRemis, judgeCodeRemis, type PieceDIdentite } from '#lib/domain/acces/code-remis.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import type { IdentitePivot, PreuveDeRattachement } from '#lib/domain/acces/demandeur.ts'
import type { DemandeActive, DemandeRadiee, DemandeRef } from '#lib/domain/demande/demande.ts'
import { checkLecture } from '#lib/domain/demande/droits.ts'
import { type NumeroUnique, readNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { contactEprouve, HEURES_D_UN_CONTACT_NEUF, isMemePersonne } from '#lib/domain/demande/rattachement.ts'
import {
  checkHorsFichierPartage,
  fuseauDuTerritoire,
  type RefusDeFichierPartage,
} from '#lib/domain/demande/territoire.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { drawCode, isSameEmpreinte, type Scellement } from './sign-in-demandeur.ts'

type Refuse = { code: 'rattachement-impossible' }
type Rattache = Resultat<{ ref: DemandeRef }, Refuse | RefusDAcces>
type RattacheIci = Resultat<{ ref: DemandeRef }, Refuse | RefusDAcces | RefusDeFichierPartage>

/** Lets through a number whose demande may be in this register, by the number alone: that it exists is not looked up. */
async function checkTerritoire(tx: Tx, numero: NumeroUnique): Promise<Resultat<true, RefusDeFichierPartage>> {
  const { territoire } = readNumeroUnique(numero)
  const { le } = await readInstant(tx, fuseauDuTerritoire(territoire))
  // R-IDE-08 — arrêté du 23 mars 2015 (cahier des charges) : un fichier partagé local tient lui-même ses demandes
  return checkHorsFichierPartage(territoire, le)
}

/**
 * A demande that still names somebody, under its lock: who gives it to another, or parts a couple, goes before or after.
 * Undefined otherwise, and when no demande has the number. Before the codes, as every writer (docs/adr/0043).
 */
async function lockNominative(tx: Tx, numero: NumeroUnique): Promise<DemandeActive | DemandeRadiee | undefined> {
  const ref = await findRefOfNumero(tx, numero)
  const demande = ref && (await loadDemandeForUpdate(tx, ref))?.demande
  return demande && demande.statut !== 'effacee' ? demande : undefined
}

/** The account of the applicant who asks; undefined for anyone else. */
const demandeurIdOf = ({ acteur }: Contexte): string | undefined =>
  acteur.role === 'demandeur' ? acteur.compteId : undefined

/** `demande`: as it stands under its lock. */
async function attach(
  tx: Tx,
  demande: DemandeActive | DemandeRadiee | undefined,
  lien: Readonly<{ demandeurId: string; preuve: PreuveDeRattachement }>,
): Promise<Rattache> {
  if (!demande) return refuse({ code: 'rattachement-impossible' })
  await insertRattachement(tx, { ...lien, numeroUnique: demande.numeroUnique })
  return accept({ ref: demande.ref })
}

/** Attaches the demande of that number when it is that of the person whom FranceConnect vouches for. */
export const attachByIdentite = (
  { numero, identite }: Readonly<{ numero: NumeroUnique; identite: IdentitePivot | null }>,
  ctx: Contexte,
): Promise<RattacheIci> =>
  transact(async (tx) => {
    const demandeurId = demandeurIdOf(ctx)
    if (!demandeurId) return refuse({ code: 'connexion-requise' })
    const ici = await checkTerritoire(tx, numero)
    if (!ici.ok) return ici
    const demande = await lockNominative(tx, numero)
    // R-RAT-03 — choix du portail : un numéro inconnu et un numéro d’un autre ont la même réponse
    if (!identite || !demande || !isMemePersonne(identite, demande.contenu))
      return refuse({ code: 'rattachement-impossible' })
    return attach(tx, demande, { demandeurId, preuve: 'france-connect' })
  })

/**
 * Sends a code to the contact on file of the demande of that number. When there is none, a code that opens nothing is
 * written all the same, and the answer is the same. `par`: how it is wished; another contact serves when there is none.
 * `id` is for the browser that asks, alone.
 */
export const askCodeOfDemande = (
  numero: NumeroUnique,
  ctx: Contexte,
  {
    seal,
    par,
    write,
  }: Readonly<{
    seal: Scellement
    par: 'courriel' | 'sms'
    write: (code: string, canal: 'courriel' | 'sms') => { objet: string | null; corps: string }
  }>,
): Promise<Resultat<{ id: string }, RefusDAcces | RefusDeFichierPartage>> =>
  transact(async (tx) => {
    const demandeurId = demandeurIdOf(ctx)
    if (!demandeurId) return refuse({ code: 'connexion-requise' })
    const ici = await checkTerritoire(tx, numero)
    if (!ici.ok) return ici
    const [id, code] = [randomUUID(), drawCode()]
    const demande = await lockNominative(tx, numero)
    const contact = contactEprouve(demande ? await listContenusSince(tx, numero, HEURES_D_UN_CONTACT_NEUF) : [], par)
    await insertCodeEnvoye(tx, {
      id,
      demandeurId,
      // R-RAT-03 — choix du portail : un numéro inconnu et un numéro d’un autre ont la même réponse
      numeroUnique: contact ? numero : null,
      empreinte: seal(id, code),
      appareilPartage: false,
    })
    const message = contact && { cle: `code:${id}`, ...contact, ...write(code, contact.canal) }
    if (message) await queueMessage(tx, message, { minutes: MINUTES_DU_CODE })
    return accept({ id })
  })

/** Attaches the demande whose contact received the code. */
export const attachByCode = (
  { id, code }: Readonly<{ id: string; code: string }>,
  ctx: Contexte,
  seal: Scellement,
): Promise<Resultat<{ ref: DemandeRef }, RefusDeCode | Refuse | RefusDAcces>> =>
  transact(async (tx) => {
    const demandeurId = demandeurIdOf(ctx)
    if (!demandeurId) return refuse({ code: 'connexion-requise' })
    const vise = await findNumeroDuCode(tx, id)
    const demande = vise === null ? undefined : await lockNominative(tx, vise)
    const sent = await loadCodeEnvoyeForUpdate(tx, id)
    if (!sent || sent.demandeurId !== demandeurId) return refuse({ code: 'code-perime' })
    const { numeroUnique } = sent
    const isSame = isSameEmpreinte(sent.empreinte, seal(id, code)) && numeroUnique !== null
    // R-RAT-01 — choix du portail : le numéro et la date de naissance sont sur l’attestation ; ils ne prouvent rien
    const judged = judgeCode(sent, isSame, sent.maintenant)
    if (!judged.ok) {
      if (judged.refus.code === 'code-faux') await countEssai(tx, id)
      return judged
    }
    await spendCodeEnvoye(tx, id)
    return attach(tx, demande, { demandeurId, preuve: 'contact' })
  })

/** Attaches the demande for which a gestionnaire printed the code. */
export const attachByCodeRemis = (
  { numero, code }: Readonly<{ numero: NumeroUnique; code: string }>,
  ctx: Contexte,
  seal: Scellement,
): Promise<RattacheIci> =>
  transact(async (tx) => {
    const demandeurId = demandeurIdOf(ctx)
    if (!demandeurId) return refuse({ code: 'connexion-requise' })
    const ici = await checkTerritoire(tx, numero)
    if (!ici.ok) return ici
    const demande = await lockNominative(tx, numero)
    for (const remis of await listCodesRemisForUpdate(tx, numero)) {
      const isSame = isSameEmpreinte(remis.empreinte, seal(numero, code))
      if (!judgeCodeRemis(remis, isSame, remis.maintenant).ok) continue
      await spendCodeRemis(tx, numero, remis.id)
      return attach(tx, demande, { demandeurId, preuve: 'code-remis' })
    }
    return refuse({ code: 'rattachement-impossible' })
  })

/**
 * A gestionnaire of the territory saw an identity document, and prints a code for that person. The code is told once,
 * here; the one printed before for the same demande opens nothing any more. `remisAt`: the instant of the base.
 */
export const giveCodeRemis = (
  { numero, piece }: Readonly<{ numero: NumeroUnique; piece: PieceDIdentite }>,
  ctx: Contexte,
  seal: Scellement,
): Promise<Resultat<{ code: string; remisAt: string }, { code: 'code-remis-impossible' } | RefusDAcces>> =>
  transact(async (tx) => {
    const { acteur } = ctx
    const porte = checkPorte(acteur, 'remettre-un-code')
    if (!porte.ok) return porte
    if (acteur.role !== 'gestionnaire-territorial') return refuse({ code: 'acces-refuse' })
    const demande = await lockNominative(tx, numero)
    // R-RAT-06 — CCH, R441-2-5 : le gestionnaire du territoire de la demande, et lui seul
    if (!demande || !checkLecture(acteur, { ...demande, departements: acteur.departements }).ok)
      return refuse({ code: 'code-remis-impossible' })
    const code = composeCodeRemis(randomBytes(64))
    const { compteId, role } = acteur
    await insertCodeRemis(tx, { numeroUnique: numero, empreinte: seal(numero, code), piece, remisPar: compteId })
    await recordLecture(tx, { numeroUnique: numero, compteId, role, objet: 'code-remis' })
    return accept({ code, remisAt: (await readInstant(tx)).at.toISOString() })
  })
