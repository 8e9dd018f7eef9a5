/** `croissance`: renewing when the register is ten times larger, beside the smaller one; `--grand`: ten times more again. */
import { type Bench, median, spread } from './banc.ts'
import { withRegistre } from './registre.ts'
import { drawARenouveler, fillARenouveler, renewAll } from './renouvellements.ts'

const PAR_PASSAGE = 2_000
const PASSAGES = 5
const OBJECTIF = 1.2
const arrondi = (value: number): number => Math.round(value * 1000) / 1000

export const bench: Bench = {
  nom: 'croissance',
  run: ({ grand }) =>
    withRegistre(async (sql) => {
      const tailles = [30_000, 300_000, ...(grand ? [3_000_000] : [])]
      const parTaille: { taille: number; temps: number[] }[] = []
      let remplies = 0
      for (const taille of tailles) {
        await fillARenouveler(sql, taille - remplies)
        remplies = taille
        await sql`checkpoint`
        // The first pass fills the caches of a register that was just loaded.
        await renewAll(await drawARenouveler(sql, PAR_PASSAGE))
        const temps: number[] = []
        for (let tour = 0; tour < PASSAGES; tour += 1)
          temps.push(((await renewAll(await drawARenouveler(sql, PAR_PASSAGE))) * 1000) / PAR_PASSAGE)
        parTaille.push({ taille, temps })
      }
      return parTaille.slice(1).map(({ taille, temps }, rang) => {
        const avant = parTaille[rang]
        if (!avant) throw new Error('No size before the first.')
        const [mesure, limite] = [median(temps), median(avant.temps)]
        return {
          nom: 'croissance',
          mesure: arrondi(mesure),
          limite: arrondi(limite),
          unite: 'ms par renouvellement',
          rapport: arrondi(mesure / limite),
          objectif: `de ${avant.taille.toLocaleString('fr-FR')} à ${taille.toLocaleString('fr-FR')} demandes, ≤ ${OBJECTIF} × le temps`,
          atteint: mesure <= OBJECTIF * limite,
          details: { passages: spread(temps.map(arrondi)), avant: spread(avant.temps.map(arrondi)) },
        }
      })
    }),
}
