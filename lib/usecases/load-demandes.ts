/**
 * Brings the existing demandes of a territory into the register, one transaction each: a loading that was cut goes on
 * where it stopped when it is run again, and the same file twice changes nothing. The register is never written over:
 * a file completes what it lacks.
 */
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { TransactionRollbackError } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { findRefOfNumero, insertDemande, loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import { isDonneeRefusee } from '#db/repositories/erreurs.ts'
import { hasAvisRemis, hasContenuDepuis } from '#db/repositories/faits-dates.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { openLignesJugees } from '#db/repositories/lignes-jugees.ts'
import { findMemesPersonnes } from '#db/repositories/memes-personnes.ts'
import { transact } from '#db/repositories/transact.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { type RefusDAvis, recordAvisRemis } from '#lib/domain/demande/avis.ts'
import { type Demande, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { type RefusDeReprise, type RefusDeValidite, recordReprise, recordValidite } from '#lib/domain/demande/depot.ts'
import { type Moment, renouveleeDe } from '#lib/domain/demande/faits.ts'
import { type MemePersonne, rankMemesPersonnes } from '#lib/domain/demande/memes-personnes.ts'
import { type NumeroUnique, readNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { type RefusDeRenouvellementRecu, recordRenouvellementRecu } from '#lib/domain/demande/renouvellement.ts'
import type { LigneDeReprise, RefusDeLigne } from '#lib/domain/demande/reprise/ligne.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { momentDe } from './open-demande.ts'

const PAR_PERSONNE = { compteId: null, role: null } as const

/**
 * `autrement`: the register says something else than the file, and keeps it. `horsPeriode`: the T that was taken does not
 * follow from the one that was known. `memes`: the other demandes of who holds a new one. `sansValidite`: its T is known
 * neither by the file nor by the register.
 */
export type Chargement = Readonly<{
  statut: 'nouveau' | 'complete' | 'inchange'
  autrement: boolean
  horsPeriode?: boolean
  sansValidite?: boolean
  memes?: readonly MemePersonne[]
}>
type RefusDeChargement = RefusDeReprise | RefusDeValidite | RefusDeRenouvellementRecu | RefusDAvis | RefusDeLigne

export type ChargementDeLigne = (ligne: LigneDeReprise) => Promise<Resultat<Chargement, RefusDeChargement>>

/**
 * Judges lines together, and leaves the register as it was: each after those of the same number that were accepted
 * before it, from whichever file. Each is a transaction of its own, and nothing is held between two of them, so that no
 * demande stays locked and the base goes on cleaning itself.
 */
export async function judgeEnsemble<T>(work: (judge: ChargementDeLigne) => Promise<T>): Promise<T> {
  const jugees = await openLignesJugees()
  try {
    return await work(async (ligne) => {
      // R-REP-17 — choix du portail : à blanc, les fichiers d’une commande se jugent ensemble, comme ils se chargeraient
      const answer = await loadLigne(ligne, { publier: false, avant: await jugees.list(ligne.numeroUnique) })
      if (!answer.ok) return answer
      await jugees.insert(ligne)
      if (answer.value.statut !== 'nouveau') return answer
      const { memes = [] } = answer.value
      // R-PER-07 — choix du portail : deux demandes d’une personne se disent, dans le registre ou dans ce qui se charge, et se prennent
      return accept({
        ...answer.value,
        memes: rankMemesPersonnes([...memes, ...(await jugees.insertTitulaires(ligne))]),
      })
    })
  } finally {
    await jugees.close()
  }
}

/**
 * Loads one line; `publier` false judges it, after the lines `avant`, and leaves the register as it was; `demonstration`
 * says that it is invented.
 */
export async function loadLigne(
  ligne: LigneDeReprise,
  {
    publier,
    demonstration = false,
    avant = [],
  }: Readonly<{ publier: boolean; demonstration?: boolean; avant?: readonly LigneDeReprise[] }>,
): Promise<Resultat<Chargement, RefusDeChargement>> {
  let answer: Resultat<Chargement, RefusDeChargement> | undefined
  try {
    await transact(async (tx) => {
      for (const une of avant) await loadIn(tx, une, demonstration)
      answer = await loadIn(tx, ligne, demonstration)
      if (!publier || !answer.ok) tx.rollback()
    })
  } catch (error) {
    // R-REP-10 — choix du portail : une ligne que la base refuse est dite, et n’arrête pas celles qui la suivent
    if (isDonneeRefusee(error)) return refuse({ code: 'ligne-inenregistrable' })
    if (!(answer && error instanceof TransactionRollbackError)) throw error
  }
  if (!answer) throw new Error('A line was loaded without an answer')
  return answer
}

async function loadIn(
  tx: Tx,
  ligne: LigneDeReprise,
  demonstration: boolean,
): Promise<Resultat<Chargement, RefusDeChargement>> {
  const { numeroUnique, demande: lue } = ligne
  const ref = await findRefOfNumero(tx, numeroUnique)
  const found = ref && (await loadDemandeForUpdate(tx, ref))
  if (found) return complete(tx, ligne, found)
  // R-REP-06 — choix du portail : une date ne crée pas de demande ; le fichier des demandes se charge d’abord
  if (!lue?.mayCreate) return refuse({ code: 'demande-inconnue' })
  const { at } = await readInstant(tx)
  const { valideDepuis, avisRemisLe } = ligne
  const { deposeeLe, ancienneteDepuis } = lue
  const nouvelle = parseDemandeRef(randomUUID())
  if (!nouvelle) throw new Error('A random uuid was refused')
  const acte = recordReprise(
    {
      ref: nouvelle,
      numeroUnique,
      deposeeLe,
      ancienneteDepuis,
      contenu: lue.contenu,
      valideDepuis,
      avisRemisLe,
      renouveleeLe: renouveleeDe(deposeeLe, valideDepuis),
    },
    momentOf(numeroUnique, at.toISOString(), lue.codeGuichet),
  )
  if (!acte.ok) return acte
  // Another loading wrote it meanwhile, or another number has the same thirteen first characters.
  if (!(await insertDemande(tx, acte.value, PAR_PERSONNE, { demonstration }))) return refuse({ code: 'numero-pris' })
  const memes = await findMemesPersonnes(tx, { numeroUnique, contenu: lue.contenu })
  return accept({ statut: 'nouveau', autrement: false, sansValidite: valideDepuis === null, memes })
}

async function complete(
  tx: Tx,
  ligne: LigneDeReprise,
  { demande, maintenant }: Readonly<{ demande: Demande; maintenant: string }>,
): Promise<Resultat<Chargement, RefusDeChargement>> {
  const { numeroUnique, demande: lue, valideDepuis } = ligne
  const autrement = lue !== null && saysOtherwise(lue, demande)
  if (valideDepuis === null) {
    const sansValidite = demande.statut === 'active' && demande.valideDepuis === null
    return accept({ statut: 'inchange', autrement, sansValidite })
  }
  const moment = momentOf(numeroUnique, maintenant, lue?.codeGuichet ?? null)
  const connue = demande.statut === 'effacee' ? null : demande.valideDepuis
  // The register knows a later one: the file is older than it.
  if (connue !== null && valideDepuis < connue) return accept({ statut: 'inchange', autrement: true })
  if (connue === valideDepuis) {
    const avis = await takeAvis(tx, demande, ligne, moment)
    return avis.ok ? accept({ statut: avis.value ? 'complete' : 'inchange', autrement }) : avis
  }
  return connue === null
    ? learnValidite(tx, { demande, valideDepuis, ligne, autrement }, moment)
    : renew(tx, { demande, valideDepuis, ligne }, moment)
}

/** Whether the register says something else of the first deposit, or, untouched since it was loaded, of the content. */
const saysOtherwise = (lue: NonNullable<LigneDeReprise['demande']>, demande: Demande): boolean =>
  // Where the ancienneté is older, the day of the deposit was counted, not told.
  (lue.ancienneteDepuis < lue.deposeeLe
    ? lue.ancienneteDepuis !== demande.ancienneteDepuis
    : lue.deposeeLe !== demande.deposeeLe) ||
  (demande.statut !== 'effacee' && demande.version === 1 && !isDeepStrictEqual(lue.contenu, demande.contenu))

async function learnValidite(
  tx: Tx,
  {
    demande,
    valideDepuis,
    ligne,
    autrement,
  }: Readonly<{ demande: Demande; valideDepuis: Jour; ligne: LigneDeReprise; autrement: boolean }>,
  moment: Moment,
): Promise<Resultat<Chargement, RefusDeChargement>> {
  const acte = recordValidite(demande, { valideDepuis, avisRemisLe: ligne.avisRemisLe }, moment)
  if (!acte.ok) return acte
  await saveActe(tx, acte.value, PAR_PERSONNE)
  return accept({ statut: 'complete', autrement })
}

/** A T later than the one that is known: the demande was renewed elsewhere, and is so here from now on. */
async function renew(
  tx: Tx,
  { demande, valideDepuis, ligne }: Readonly<{ demande: Demande; valideDepuis: Jour; ligne: LigneDeReprise }>,
  moment: Moment,
): Promise<Resultat<Chargement, RefusDeChargement>> {
  const { numeroUnique, demande: lue } = ligne
  // What people wrote here since that day is not written over by what was said elsewhere before.
  const isPlusRecent = lue !== null && (await hasContenuDepuis(tx, numeroUnique, valideDepuis))
  const recu = { renouveleeLe: valideDepuis, contenu: isPlusRecent ? null : (lue?.contenu ?? null) }
  const acte = recordRenouvellementRecu(demande, recu, moment)
  // R-REN-03: this cycle has its renewal, wherever it came from.
  if (!acte.ok && acte.refus.code === 'deja-renouvelee') return accept({ statut: 'inchange', autrement: true })
  if (!acte.ok) return acte
  await saveActe(tx, acte.value, PAR_PERSONNE)
  const avis = await takeAvis(tx, acte.value.demande, ligne, moment)
  if (!avis.ok) return avis
  const { garde, horsPeriode } = acte.value
  return accept({ statut: 'complete', autrement: isPlusRecent || garde, horsPeriode })
}

/** Takes the notice of the validity that is known, once: the same file again does not hand over one that came back. */
async function takeAvis(
  tx: Tx,
  demande: Demande,
  { numeroUnique, avisRemisLe }: LigneDeReprise,
  moment: Moment,
): Promise<Resultat<boolean, RefusDAvis>> {
  if (avisRemisLe === null || demande.statut !== 'active' || demande.avisRemisLe !== null) return accept(false)
  if (await hasAvisRemis(tx, numeroUnique, avisRemisLe)) return accept(false)
  const acte = recordAvisRemis(demande, { avisRemisLe }, moment)
  if (!acte.ok) return acte
  await saveActe(tx, acte.value, PAR_PERSONNE)
  return accept(true)
}

const momentOf = (numeroUnique: NumeroUnique, at: string, codeGuichet: string | null) => {
  const { territoire } = readNumeroUnique(numeroUnique)
  // R-REP-15 — choix du portail : qui a créé le numéro n’est pas qui a renouvelé ; ce qu’un fichier ne dit pas reste inconnu
  return momentDe(at, territoire, { canal: 'editeur', organisme: codeGuichet })
}
