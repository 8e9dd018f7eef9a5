/** `rappels`: planning the reminders of a day, beside a bare `INSERT … SELECT` of the same rows. */
import type postgres from 'postgres'
import { addDays, addMonths } from '#lib/domain/calendrier.ts'
import { planRappelsDuJour } from '#lib/usecases/plan-rappels.ts'
import { alternate, type Bench, median, spread } from './banc.ts'
import { aujourdHuiDe, fillRegistre, withRegistre } from './registre.ts'

const OBJECTIF = 2
const seconds = (start: number): number => (performance.now() - start) / 1000
const arrondi = (value: number): number => Math.round(value * 1000) / 1000

const forget = async (sql: postgres.Sql) => {
  await sql`truncate rappel`
  // What the next pass would find done by the sweep of the last is done before it.
  await sql`vacuum analyze demande`
}

export const bench: Bench = {
  nom: 'rappels',
  run: ({ grand }) =>
    withRegistre(async (sql) => {
      const rappels = grand ? 200_000 : 20_000
      const le = await aujourdHuiDe(sql)
      // Due today: a mail and an SMS each, in the last month; as many again are due nothing.
      const valideDepuis = addMonths(addDays(le, -15), -12)
      await fillRegistre([
        { valideDepuis, avisRemisLe: addMonths(valideDepuis, 11), nombre: rappels / 2 },
        { valideDepuis: addMonths(le, -3), avisRemisLe: null, nombre: rappels / 2 },
      ])
      await planRappelsDuJour(['09'])
      await sql`create table planifies as select * from rappel`
      const [{ nombre } = { nombre: 0 }] = await sql<
        { nombre: number }[]
      >`select count(*)::int as nombre from planifies`
      if (nombre !== rappels) throw new Error(`${nombre} reminders were planned for ${rappels} due.`)
      const times = await alternate(
        async () => {
          await forget(sql)
          const start = performance.now()
          const { planifies } = await planRappelsDuJour(['09'])
          if (planifies !== rappels) throw new Error(`${planifies} reminders planned.`)
          return seconds(start)
        },
        async () => {
          await forget(sql)
          const start = performance.now()
          await sql`insert into rappel select * from planifies`
          return seconds(start)
        },
      )
      const [mesure, limite] = [median(times.ours), median(times.limit)]
      return [
        {
          nom: 'rappels',
          mesure: arrondi(mesure),
          limite: arrondi(limite),
          unite: 's',
          rapport: arrondi(mesure / limite),
          objectif: `≤ ${OBJECTIF} × un INSERT … SELECT nu des mêmes ${rappels.toLocaleString('fr-FR')} lignes`,
          atteint: mesure <= OBJECTIF * limite,
          details: { passages: spread(times.ours.map(arrondi)), limites: spread(times.limit.map(arrondi)) },
        },
      ]
    }),
}
