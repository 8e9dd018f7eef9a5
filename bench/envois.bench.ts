/**
 * `envois`: SMS through two gateways that take 50 ms each and fail one time in twenty: four are not accepted, one is
 * accepted and hung up on. The gateways count in a process of their own: none twice, none lost.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type postgres from 'postgres'
import { z } from 'zod'
import { openPasserelle } from '#lib/adapters/sms/sms.ts'
import { addDays, addMonths } from '#lib/domain/calendrier.ts'
import { runSortie, sortieDeSms, verify } from '#lib/jobs/rappels.ts'
import { planRappelsDuJour } from '#lib/usecases/plan-rappels.ts'
import { root } from '../scripts/base.ts'
import type { Bench } from './banc.ts'
import type { Compte } from './passerelle.ts'
import { aujourdHuiDe, fillRegistre, withRegistre } from './registre.ts'

const OBJECTIF = 500
const nombreSchema = z.number()
const compteSchema = z.object({
  acceptes: nombreSchema,
  refuses: nombreSchema,
  coupes: nombreSchema,
  renvois: nombreSchema,
}) satisfies z.ZodType<Compte>
const TOUJOURS = () => true

/** A gateway in its own process, and what it counted once asked. */
async function openGateway(): Promise<Readonly<{ url: string; count: () => Promise<Compte>; stop: () => void }>> {
  const child: ChildProcess = fork(join(root, 'bench/passerelle.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const url = z.string().parse((await once(child, 'message'))[0])
  return {
    url,
    count: async () => {
      child.send('compte')
      return compteSchema.parse((await once(child, 'message'))[0])
    },
    stop: () => void child.kill(),
  }
}

/** Rounds until nothing is left to send or to ask; what waits for a minute is made due at once. */
async function sendAll(sql: postgres.Sql, urls: readonly [string, string]): Promise<void> {
  const passerelles = [
    openPasserelle({ nom: 'passerelle-1', url: urls[0] }),
    openPasserelle({ nom: 'passerelle-2', url: urls[1] }),
  ] as const
  const sortie = sortieDeSms(passerelles)
  for (;;) {
    await runSortie(sortie, ['09'], TOUJOURS)
    await verify(passerelles)
    await sql`update rappel set prochain_at = now() where etat in ('a-envoyer', 'a-verifier') and prochain_at > now()`
    const [reste] = await sql`select from rappel where etat in ('a-envoyer', 'en-cours', 'a-verifier') limit 1`
    if (!reste) return
  }
}

export const bench: Bench = {
  nom: 'envois',
  run: ({ grand }) =>
    withRegistre(async (sql) => {
      const nombre = grand ? 100_000 : 10_000
      const le = await aujourdHuiDe(sql)
      const valideDepuis = addMonths(addDays(le, -15), -12)
      await fillRegistre([{ valideDepuis, avisRemisLe: addMonths(valideDepuis, 11), nombre }])
      await planRappelsDuJour(['09'])
      await sql`delete from rappel where canal <> 'sms'`
      await sql`vacuum analyze rappel`
      const [first, second] = [await openGateway(), await openGateway()]
      try {
        const start = performance.now()
        await sendAll(sql, [first.url, second.url])
        const secondes = (performance.now() - start) / 1000
        const comptes = [await first.count(), await second.count()]
        const sum = (read: (compte: Compte) => number) => comptes.reduce((total, compte) => total + read(compte), 0)
        const [{ envoyes } = { envoyes: 0 }] = await sql<{ envoyes: number }[]>`
          select count(*)::int as envoyes from rappel where etat = 'envoye' and canal = 'sms'`
        const [acceptes, doubles] = [sum((un) => un.acceptes), sum((un) => un.renvois)]
        if (envoyes !== nombre || acceptes !== nombre || doubles > 0)
          throw new Error(`${nombre} due, ${envoyes} said sent, ${acceptes} accepted, ${doubles} sent again.`)
        const mesure = Math.round(nombre / secondes)
        return [
          {
            nom: 'envois',
            mesure,
            limite: null,
            unite: 'SMS/s',
            rapport: null,
            objectif: `≥ ${OBJECTIF}/s, aucun deux fois, aucun perdu`,
            atteint: mesure >= OBJECTIF,
            details: { envoyes, refuses: sum((un) => un.refuses), coupes: sum((un) => un.coupes), doubles },
          },
        ]
      } finally {
        first.stop()
        second.stop()
      }
    }),
}
