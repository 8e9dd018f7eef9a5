/** `renouvellement`: the use case as fast as the pool goes, beside its own statements, prepared, from a bare script. */
import postgres from 'postgres'
import { env } from '#lib/env.ts'
import { alternate, type Bench, median, spread } from './banc.ts'
import { withRegistre } from './registre.ts'
import { drawARenouveler, fillARenouveler, listenToOne, renewAll } from './renouvellements.ts'

const PAR_PASSAGE = 2_000
const PASSAGES = 5
const OBJECTIFS = { rapport: 0.5, allersRetours: 4 }
const arrondi = (value: number): number => Math.round(value * 100) / 100

export const bench: Bench = {
  nom: 'renouvellement',
  run: ({ grand }) =>
    withRegistre(async (sql) => {
      await fillARenouveler(sql, grand ? 300_000 : 30_000)
      const { allersRetours, replayAll } = await listenToOne(sql)
      const bare = postgres(env.databaseUrl, { max: 10, onnotice: () => {} })
      const ours = async () => PAR_PASSAGE / (await renewAll(await drawARenouveler(sql, PAR_PASSAGE)))
      const limit = async () => PAR_PASSAGE / (await replayAll(await drawARenouveler(sql, PAR_PASSAGE), bare))
      // Both are warmed before anything is timed.
      await ours()
      await limit()
      const runs = await alternate(ours, limit, PASSAGES)
      const [written] = await sql<{ nombre: number }[]>`
        select count(*)::int as nombre from fait_de_demande where type = 'renouvellement'`
      await bare.end()
      const expected = 1 + 2 * (PASSAGES + 1) * PAR_PASSAGE
      if (written?.nombre !== expected) throw new Error(`${written?.nombre} renewals written of ${expected}.`)
      const [mesure, limite] = [median(runs.ours), median(runs.limit)]
      return [
        {
          nom: 'renouvellement',
          mesure: arrondi(mesure),
          limite: arrondi(limite),
          unite: 'renouvellements/s',
          rapport: arrondi(mesure / limite),
          objectif: `≥ ${OBJECTIFS.rapport} × les mêmes ordres préparés, d’un script nu`,
          atteint: mesure >= OBJECTIFS.rapport * limite,
          details: { passages: spread(runs.ours.map(arrondi)), limites: spread(runs.limit.map(arrondi)) },
        },
        {
          nom: 'renouvellement',
          mesure: allersRetours,
          limite: null,
          unite: 'allers-retours',
          rapport: null,
          objectif: `≤ ${OBJECTIFS.allersRetours} pour un renouvellement`,
          atteint: allersRetours <= OBJECTIFS.allersRetours,
          details: {},
        },
      ]
    }),
}
