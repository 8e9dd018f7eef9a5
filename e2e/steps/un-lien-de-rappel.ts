/** Puts a demande in the base of the portal that the tests visit, and prints the link that its mails carry. A process of its own. */
import { openBase } from '../../scripts/base.ts'

for (const name of ['DATABASE_URL', 'PORTAIL_MODE', 'PORTAIL_SECRET']) delete process.env[name]
const base = await openBase({ migrate: false })
const { insertUneDemande } = await import('../../db/testing/demandes.ts')
const { ensureSels } = await import('../../db/repositories/rappels.ts')
const { sealPreferences } = await import('../../lib/sceau.ts')
const { closeDb, db } = await import('../../db/client.ts')
const { numeroUnique } = await insertUneDemande({ sequence: Number(process.argv[2]) })
const sel = (await db.transaction((tx) => ensureSels(tx, [numeroUnique]))).get(numeroUnique)
process.stdout.write(`/rappels/${sealPreferences(sel ?? '')}`)
await closeDb()
await base.release()
