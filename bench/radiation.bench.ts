/** `radiation`: the night over the 1 % due of a register, beside a bare `UPDATE` of the same rows. */
import type postgres from 'postgres'
import { ouvrirTerritoire } from '#db/testing/demandes.ts'
import { addDays, addMonths } from '#lib/domain/calendrier.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { type Bench, median, spread } from './banc.ts'
import { aujourdHuiDe, fillRegistre, withRegistre } from './registre.ts'

const PASSAGES = 5
const OBJECTIF = 4
const arrondi = (value: number): number => Math.round(value * 1000) / 1000
const seconds = (start: number): number => (performance.now() - start) / 1000

/** Thrown to undo what was timed: the same rows are then radiated by the night. */
class Defait extends Error {}

/** Seconds of a bare UPDATE of the rows that are due, with the columns that a radiation writes and the same triggers. */
async function updateAlone(sql: postgres.Sql, expected: number): Promise<number> {
  let temps = 0
  await sql
    .begin(async (tx) => {
      const start = performance.now()
      const { count } = await tx`
        update demande set statut = 'radiee', radiee_le = current_date, motif = 'RADREN',
          motif_detaille = '{"code": "RADREN"}', reactivable_jusqu_au = current_date + 150,
          effacement_le = current_date + 365, version = version + 1
        where statut = 'active' and avis_remis_le is not null`
      temps = seconds(start)
      if (count !== expected) throw new Error(`${count} rows updated of ${expected}.`)
      throw new Defait()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Defait)) throw error
    })
  return temps
}

export const bench: Bench = {
  nom: 'radiation',
  run: ({ grand }) =>
    withRegistre(async (sql) => {
      const taille = grand ? 3_000_000 : 300_000
      const dues = taille / 100
      const le = await aujourdHuiDe(sql)
      const passee = addMonths(addDays(le, -10), -13)
      // One batch of 1 % for each pass: past their last day, and due once their notice is said handed over.
      await fillRegistre([
        { valideDepuis: addMonths(le, -3), avisRemisLe: null, nombre: taille - PASSAGES * dues },
        { valideDepuis: passee, avisRemisLe: null, nombre: PASSAGES * dues },
      ])
      await ouvrirTerritoire('09')
      const temps: { ours: number[]; limit: number[] } = { ours: [], limit: [] }
      for (let tour = 0; tour < PASSAGES; tour += 1) {
        // The notice is no act that is measured: written without its fait, where the triggers sleep.
        await sql.begin(async (tx) => {
          await tx`set local session_replication_role = replica`
          await tx`
            update demande set avis_remis_le = ${addDays(le, -50)} where numero_unique in (
              select numero_unique from demande where statut = 'active' and dernier_jour < ${le}
              order by hashtextextended(numero_unique, 0) limit ${dues})`
        })
        await sql`vacuum analyze demande`
        temps.limit.push(await updateAlone(sql, dues))
        await sql`vacuum analyze demande`
        const start = performance.now()
        const { radiees } = await radiateDues()
        temps.ours.push(seconds(start))
        if (radiees !== dues) throw new Error(`${radiees} demandes radiated of ${dues}.`)
      }
      const [mesure, limite] = [median(temps.ours), median(temps.limit)]
      return [
        {
          nom: 'radiation',
          mesure: arrondi(mesure),
          limite: arrondi(limite),
          unite: 's',
          rapport: arrondi(mesure / limite),
          objectif: `les ${dues.toLocaleString('fr-FR')} dues de ${taille.toLocaleString('fr-FR')}, ≤ ${OBJECTIF} × un UPDATE nu des mêmes lignes`,
          atteint: mesure <= OBJECTIF * limite,
          details: { passages: spread(temps.ours.map(arrondi)), limites: spread(temps.limit.map(arrondi)) },
        },
      ]
    }),
}
