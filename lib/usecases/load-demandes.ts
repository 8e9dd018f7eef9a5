/**
 * Brings the existing demandes of a territory into the register, one transaction each: a loading that was cut goes on
 * where it stopped when it is run again, and the same file twice changes nothing. The register is never written over:
 * a file completes what it lacks.
 */
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { TransactionRollbackError } from 'drizzle-orm'
import { db, type Tx } from '#db/client.ts'
import { findRefOfNumero, insertDemande, loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { type Demande, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { type RefusDeReprise, type RefusDeValidite, recordReprise, recordValidite } from '#lib/domain/demande/depot.ts'
import { type NumeroUnique, readNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { LigneDeReprise, RefusDeLigne } from '#lib/domain/demande/reprise/ligne.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { momentDe } from './open-demande.ts'

const PAR_PERSONNE = { compteId: null, role: null } as const

/** `autrement`: the register says something else than the file, and keeps it. */
export type Chargement = Readonly<{ statut: 'nouveau' | 'complete' | 'inchange'; autrement: boolean }>
type RefusDeChargement = RefusDeReprise | RefusDeValidite | RefusDeLigne

/** Loads one line; `publier` false judges it and leaves the register as it was. */
export async function loadLigne(
  ligne: LigneDeReprise,
  { publier }: Readonly<{ publier: boolean }>,
): Promise<Resultat<Chargement, RefusDeChargement>> {
  let answer: Resultat<Chargement, RefusDeChargement> | undefined
  try {
    await db.transaction(async (tx) => {
      answer = await loadIn(tx, ligne)
      if (!publier || !answer.ok) tx.rollback()
    })
  } catch (error) {
    if (!(answer && error instanceof TransactionRollbackError)) throw error
  }
  if (!answer) throw new Error('A line was loaded without an answer')
  return answer
}

async function loadIn(tx: Tx, ligne: LigneDeReprise): Promise<Resultat<Chargement, RefusDeChargement>> {
  const { numeroUnique, demande: lue } = ligne
  const ref = await findRefOfNumero(tx, numeroUnique)
  const found = ref && (await loadDemandeForUpdate(tx, ref))
  if (found) return complete(tx, ligne, found)
  // R-REP-06 — choix du portail : une date ne crée pas de demande ; le fichier des demandes se charge d’abord
  if (!lue) return refuse({ code: 'demande-inconnue' })
  const { at } = await readInstant(tx)
  const { valideDepuis, avisRemisLe } = ligne
  const { deposeeLe } = lue
  const nouvelle = parseDemandeRef(randomUUID())
  if (!nouvelle) throw new Error('A random uuid was refused')
  const acte = recordReprise(
    {
      ref: nouvelle,
      numeroUnique,
      deposeeLe,
      enregistreeLe: deposeeLe,
      ancienneteDepuis: deposeeLe,
      contenu: lue.contenu,
      valideDepuis,
      avisRemisLe,
      renouveleeLe: valideDepuis !== null && deposeeLe < valideDepuis ? valideDepuis : null,
    },
    momentOf(numeroUnique, at.toISOString(), lue.codeGuichet),
  )
  if (!acte.ok) return acte
  // Another loading wrote it meanwhile, or another number has the same thirteen first characters.
  if (!(await insertDemande(tx, acte.value, PAR_PERSONNE))) return refuse({ code: 'numero-pris' })
  return accept({ statut: 'nouveau', autrement: false })
}

async function complete(
  tx: Tx,
  { numeroUnique, demande: lue, valideDepuis, avisRemisLe }: LigneDeReprise,
  { demande, maintenant }: Readonly<{ demande: Demande; maintenant: string }>,
): Promise<Resultat<Chargement, RefusDeChargement>> {
  const autrement =
    lue !== null &&
    demande.statut !== 'effacee' &&
    demande.version === 1 &&
    !isDeepStrictEqual(lue.contenu, demande.contenu)
  if (valideDepuis === null || (demande.statut !== 'effacee' && demande.valideDepuis === valideDepuis))
    return accept({ statut: 'inchange', autrement })
  const moment = momentOf(numeroUnique, maintenant, lue?.codeGuichet ?? null)
  const acte = recordValidite(demande, { valideDepuis, avisRemisLe }, moment)
  if (!acte.ok) return acte
  await saveActe(tx, acte.value, PAR_PERSONNE)
  return accept({ statut: 'complete', autrement })
}

const momentOf = (numeroUnique: NumeroUnique, at: string, codeGuichet: string | null) => {
  const { territoire, codeGuichet: duNumero } = readNumeroUnique(numeroUnique)
  return momentDe(at, territoire, { canal: 'editeur', organisme: codeGuichet ?? duNumero })
}
