/**
 * `croissance`: renewing when the register is ten times larger, beside the smaller one; `--grand`: ten times more again.
 * The registers stand side by side and are renewed in turn, so that a drift of the machine falls on each.
 */
import { type Bench, median, spread } from './banc.ts'
import { withRegistres } from './registre.ts'
import { type ARenouveler, drawARenouveler, fillARenouveler, renewAll } from './renouvellements.ts'

const PAR_PASSAGE = 2_200
const PASSAGES = 7
/** They fill the caches of a register that was just loaded, and the process learns its own code. */
const A_BLANC = 2
const CHAUFFE = 200
const OBJECTIF = 1.2
const arrondi = (value: number): number => Math.round(value * 1000) / 1000

/** A register of that size, and the demandes of each pass: drawn at once, as drawing reads the whole register. */
type Registre = Readonly<{ rang: number; taille: number; passages: readonly ARenouveler[][]; temps: number[] }>

export const bench: Bench = {
  nom: 'croissance',
  run: ({ grand }) => {
    const tailles = [30_000, 300_000, ...(grand ? [3_000_000] : [])]
    return withRegistres(tailles.length, async (entrer) => {
      const registres: Registre[] = []
      for (const [rang, taille] of tailles.entries()) {
        const sql = await entrer(rang)
        await fillARenouveler(sql, taille)
        // As a register that has lived: its rows are known to be seen, and nothing of the loading is left to write.
        await sql`vacuum (freeze, analyze)`
        await sql`checkpoint`
        const tirees = await drawARenouveler(sql, PAR_PASSAGE * (A_BLANC + PASSAGES))
        const passages = Array.from({ length: A_BLANC + PASSAGES }, (_, tour) =>
          tirees.slice(tour * PAR_PASSAGE, (tour + 1) * PAR_PASSAGE),
        )
        registres.push({ rang, taille, passages, temps: [] })
      }
      for (let tour = 0; tour < A_BLANC + PASSAGES; tour += 1)
        for (const { rang, passages, temps } of registres) {
          await entrer(rang)
          const passage = passages[tour] ?? []
          // The connections open, and each has its statements prepared, outside of what is timed.
          await renewAll(passage.slice(0, CHAUFFE))
          const secondes = await renewAll(passage.slice(CHAUFFE))
          if (tour >= A_BLANC) temps.push((secondes * 1000) / (PAR_PASSAGE - CHAUFFE))
        }
      return registres.slice(1).map(({ taille, temps }, rang) => {
        const avant = registres[rang]
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
    })
  },
}
