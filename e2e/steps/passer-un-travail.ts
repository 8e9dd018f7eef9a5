/** Runs one job of the night at once, on the base of the portal that the tests visit. A process of its own. */
import { openBase } from '../../scripts/base.ts'

// Journeys that opened the base themselves leave what they opened in the environment that this process inherits.
for (const name of ['DATABASE_URL', 'PORTAIL_MODE', 'PORTAIL_SECRET']) delete process.env[name]
const base = await openBase({ migrate: false })
const { JOBS } = await import('../../lib/jobs/registry.ts')
const { closeDb } = await import('../../db/client.ts')
const job = JOBS.find(({ nom }) => nom === process.argv[2])
if (!job) throw new Error(`No job ${process.argv[2]}.`)
await job.run()
await closeDb()
await base.release()
