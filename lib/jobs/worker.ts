/** The worker: pg-boss in our own PostgreSQL runs the schedules and the queues; domain tables stay the truth. */
import { sql } from 'drizzle-orm'
import { PgBoss } from 'pg-boss'
import { closeDb, db } from '#db/client.ts'
import { env } from '#lib/env.ts'
import { journal } from '#lib/journal.ts'
import { JOBS } from './registry.ts'
import { runJob } from './run-job.ts'

const PULSE_MS = 20_000

const beat = () =>
  db
    .execute(sql`insert into battement (at) values (now()) on conflict ("unique") do update set at = excluded.at`)
    .catch((err: unknown) => journal.warn({ err }, 'no pulse'))

/** Starts the schedules of the registry; resolves with what stops them. */
export async function startWorker(): Promise<() => Promise<void>> {
  const boss = new PgBoss({ connectionString: env.databaseUrl, schema: 'travaux' })
  boss.on('error', (err) => journal.error({ err }, 'queue'))
  await boss.start()
  for (const job of JOBS) {
    await boss.createQueue(job.nom, { retryLimit: 5, retryBackoff: true })
    await boss.schedule(job.nom, job.cron, null, { tz: 'Europe/Paris' })
    await boss.work(job.nom, { pollingIntervalSeconds: 2 }, () => runJob(job))
  }
  await beat()
  const pulse = setInterval(beat, PULSE_MS)
  return async () => {
    clearInterval(pulse)
    await boss.stop({ graceful: true, timeout: 3000 })
    await closeDb()
  }
}
