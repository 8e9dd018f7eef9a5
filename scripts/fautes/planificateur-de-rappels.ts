/** What the worker does when it plans reminders, in a process that may be killed: it plans without end. */
import { planRappelsDuJour } from '#lib/usecases/plan-rappels.ts'

// Nobody is left to kill it.
process.on('disconnect', () => process.exit())
process.send?.('prete')
for (;;) await planRappelsDuJour(['09']).catch(() => {})
