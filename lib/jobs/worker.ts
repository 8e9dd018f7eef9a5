/** The worker: pg-boss in our own PostgreSQL runs the schedules and the queues; domain tables stay the truth. */
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { PgBoss } from 'pg-boss'
import { closeDb, db } from '#db/client.ts'
import { env } from '#lib/env.ts'
import { journal } from '#lib/journal.ts'
import { JOBS, type Job } from './registry.ts'
import { followReveils } from './reveil.ts'
import { runJob } from './run-job.ts'

const PULSE_MS = 20_000
const ARRET_MS = 3000

const beat = () =>
  db
    .execute(sql`insert into battement (at) values (now()) on conflict ("unique") do update set at = excluded.at`)
    .catch((err: unknown) => journal.warn({ err }, 'no pulse'))

/** Without it (a connection that cannot be had) the schedule does the same, later. */
const listen = (canal: string, job: Job): Promise<() => Promise<void>> =>
  followReveils(canal, () => runJob(job)).catch((err: unknown) => {
    journal.warn({ err, job: job.nom }, 'not listening')
    return async () => {}
  })

/** Starts the schedules of the registry, what does not wait for its hour, and what wakes its jobs; resolves with what stops them. */
export async function startWorker(): Promise<() => Promise<void>> {
  const boss = new PgBoss({ connectionString: env.databaseUrl, schema: 'travaux' })
  boss.on('error', (err) => journal.error({ err }, 'queue'))
  await boss.start()
  const stops: (() => Promise<void>)[] = []
  for (const job of JOBS) {
    await boss.createQueue(job.nom, { retryLimit: 5, retryBackoff: true })
    await boss.schedule(job.nom, job.cron, null, { tz: 'Europe/Paris' })
    await boss.work(job.nom, { pollingIntervalSeconds: 2 }, () => runJob(job))
    // Once a minute at most, however often a worker that fails begins again.
    if (job.auDepart) await boss.send(job.nom, null, { singletonSeconds: 60 })
    if (job.reveil !== undefined) stops.push(await listen(job.reveil, job))
  }
  await beat()
  const pulse = setInterval(beat, PULSE_MS)
  return async () => {
    clearInterval(pulse)
    // A round that lasts is left where it is: what it had taken comes back by itself.
    const quiet = Promise.all(stops.map((stop) => stop()))
    await Promise.all([
      Promise.race([quiet, pause(ARRET_MS, undefined, { ref: false })]),
      boss.stop({ graceful: true, timeout: ARRET_MS }),
    ])
    await closeDb()
  }
}
