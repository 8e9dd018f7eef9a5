/**
 * A large census read, published or reverted outside the web process, in a process that ends with it: what tens of
 * thousands of rows take in memory is given back whole, and pages are served meanwhile (docs/adr/0025). One demand as a
 * message, one answer as a message; on standard output what it logs. Started by the web process alone, which has judged
 * nothing yet: the use cases check the actor, here as anywhere.
 */
import { closeDb, keepConnexions } from '#db/client.ts'
import { nameProgrammes } from '#lib/adapters/processus/programme.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import type { DemandeAPart } from '#lib/domain/guichet/recensement/a-part.ts'
import { accept } from '#lib/domain/resultat.ts'
import { journal } from '#lib/journal.ts'
import { endOnUncaught, writeOutputsAsOurs } from '#lib/sorties-sans-valeurs.ts'
import { publishRecensement } from '#lib/usecases/publish-recensement.ts'
import { readImport } from '#lib/usecases/read-recensement.ts'
import { reopenImport, revertImport } from '#lib/usecases/revert-import.ts'

writeOutputsAsOurs()
endOnUncaught()
keepConnexions(2)

/** What opens a workbook, and what reads it: this program. */
const LECTURE = ['lib/adapters/xlsx/enfant.ts', 'lib/jobs/recensement-a-part.ts']

async function run(demande: DemandeAPart) {
  const { importId, par } = demande
  if (demande.acte === 'publier') {
    const { retirer, confirmer, versionVue } = demande
    const choix = { retirer, confirmer, ...(versionVue !== undefined && { versionVue }) }
    const published = await publishRecensement(importId, par, choix)
    return published.ok ? accept({ importId }) : published
  }
  if (demande.acte === 'annuler') {
    const reverted = await revertImport(importId, par, { choisis: demande.choisis })
    return reverted.ok ? accept({ importId }) : reverted
  }
  if (demande.acte === 'rouvrir') return reopenImport(importId, par)
  const { defauts = {}, colonnes = [], jeton } = demande
  const programmes = await nameProgrammes(LECTURE)
  const options = { lire: readClasseur, defauts, colonnes: new Map(colonnes), programmes, jeton }
  const lu = await readImport(importId, options, par)
  return lu.ok ? accept({ importId }) : lu
}

/** Nobody waits for the answer any more: the reader ends too, an open transaction is undone. */
function leave(): void {
  try {
    process.kill(-process.pid, 'SIGKILL')
  } catch {
    process.exit(1)
  }
}

async function treat(demande: DemandeAPart): Promise<void> {
  try {
    const answer = await run(demande)
    await new Promise((sent) => (process.send ? process.send(answer, undefined, undefined, sent) : sent(null)))
  } catch (error) {
    // Said as everything is: an error of the database holds what it was writing.
    journal.error({ err: error }, 'large census not treated')
    process.exitCode = 1
  }
  // What is published is: a pool that does not close well changes nothing of the answer.
  await closeDb().catch((err: unknown) => journal.warn({ err }, 'pool not closed'))
  process.off('disconnect', leave)
  if (process.connected) process.disconnect?.()
}

process.once('disconnect', leave)
process.once('message', (demande: DemandeAPart) => void treat(demande))
