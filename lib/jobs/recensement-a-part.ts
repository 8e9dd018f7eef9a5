/**
 * A large census read or published outside the web process, in a process that ends with it: what tens of thousands of
 * rows take in memory is given back whole, and pages are served meanwhile (docs/adr/0025). A demand as JSON on standard
 * input; on standard output what it logs, then the answer as the last line. Started by the web process alone, which has
 * judged nothing yet: the use cases check the actor, here as anywhere.
 */
import { closeDb } from '#db/client.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import type { DemandeAPart } from '#lib/domain/guichet/recensement/a-part.ts'
import { accept } from '#lib/domain/resultat.ts'
import { journal } from '#lib/journal.ts'
import { publishRecensement } from '#lib/usecases/publish-recensement.ts'
import { readImport } from '#lib/usecases/read-recensement.ts'

async function run(demande: DemandeAPart) {
  const { importId, par } = demande
  if (demande.acte === 'publier') {
    const { retirer, confirmer, corrections } = demande
    const choix = { retirer, confirmer, ...(corrections !== undefined && { corrections }) }
    const published = await publishRecensement(importId, par, choix)
    return published.ok ? accept({ importId }) : published
  }
  const { defauts } = demande
  const lu = await readImport(importId, { lire: readClasseur, ...(defauts && { defauts }) }, par)
  return lu.ok ? accept({ importId }) : lu
}

const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
try {
  const answer = await run(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  process.stdout.write(`${JSON.stringify(answer)}\n`)
} catch (error) {
  // Said as everything is: an error of the database holds what it was writing.
  journal.error({ err: error }, 'large census not treated')
  process.exitCode = 1
} finally {
  await closeDb()
}
