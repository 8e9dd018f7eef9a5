/** The worker process: scheduled and queued jobs, beside the web server. */
import { startWorker } from '#lib/jobs/worker.ts'
import { endOnUncaught, writeOutputsAsOurs } from '#lib/sorties-sans-valeurs.ts'

writeOutputsAsOurs()
endOnUncaught()
const stop = await startWorker()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop().then(() => process.exit(0)))
