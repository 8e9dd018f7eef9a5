/** Demandes of the register for tests, written as they are loaded: by the acts of the domain and the repository. */
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { addMonths, type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { type DemandeActive, type DemandeRef, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { recordReprise } from '#lib/domain/demande/depot.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { fuseauDuTerritoire, type Territoire } from '#lib/domain/demande/territoire.ts'
import { granted, numeroDuMois } from '#lib/domain/demande/testing.ts'
import { db } from '../client.ts'
import { insertDemande, loadDemandeForUpdate } from '../repositories/demandes.ts'
import { readInstant } from '../repositories/instant.ts'
import { demande, reglageDeTerritoire } from '../schema/index.ts'

/** The day that it is where a demande lives, by the database's clock. */
export const aujourdHui = (territoire: Territoire = '09'): Promise<Jour> =>
  db.transaction(async (tx) => jourLocal((await readInstant(tx)).at, fuseauDuTerritoire(territoire)))

export const newRef = (): DemandeRef => {
  const ref = parseDemandeRef(randomUUID())
  if (!ref) throw new Error('ref')
  return ref
}

/** Switches everything on in a territory that nobody has set: a test is no demonstration, where it would be so. */
export const ouvrirTerritoire = (territoire: Territoire) =>
  db
    .insert(reglageDeTerritoire)
    .values({ territoire, renouvellementEnLigne: true, rappels: true, radiation: true })
    .onConflictDoNothing()

let suivante = 0
/** A demande deposited three years before T, which is eleven months ago unless told; `null`: T is not known. */
export async function insertUneDemande(
  changes: Partial<
    Readonly<{
      valideDepuis: Jour | null
      avisRemisLe: Jour
      renouveleeLe: Jour
      contenu: Contenu
      territoire: Territoire
      /** Of its number; in their order unless told. */
      sequence: number
    }>
  > = {},
): Promise<DemandeActive> {
  const { territoire = '09', contenu = unContenu(), avisRemisLe = null, renouveleeLe = null } = changes
  const le = await aujourdHui(territoire)
  const { valideDepuis = addMonths(le, -11) } = changes
  const deposeeLe = addMonths(valideDepuis ?? le, -36)
  suivante += 1
  const numeroUnique = numeroDuMois(deposeeLe, changes.sequence ?? suivante, territoire)
  const dates = {
    deposeeLe,
    ancienneteDepuis: deposeeLe,
    valideDepuis,
    avisRemisLe,
    renouveleeLe,
  }
  const moment = { le, bareme: baremeAu(le), origine: { canal: 'editeur', organisme: 'G0123' } } as const
  const acte = granted(recordReprise({ ref: newRef(), numeroUnique, contenu, ...dates }, moment))
  const isWritten = await db.transaction((tx) => insertDemande(tx, acte, { compteId: null, role: null }))
  if (!isWritten) throw new Error('The number is taken')
  await ouvrirTerritoire(territoire)
  if (acte.demande.statut !== 'active') throw new Error('A reprise is active')
  return acte.demande
}

/** As if the last day to renew of a demande were another: what was printed or planned in time meets the day after. */
export const finirLe = ({ numeroUnique }: Pick<DemandeActive, 'numeroUnique'>, dernierJour: Jour) =>
  db.transaction(async (tx) => {
    // The base lets nobody move the days of a demande: time does not pass in a test.
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.update(demande).set({ dernierJour }).where(eq(demande.numeroUnique, numeroUnique))
  })

/** A demande as the register holds it. */
export const loadUneDemande = (ref: DemandeRef) =>
  db.transaction(async (tx) => (await loadDemandeForUpdate(tx, ref))?.demande)
