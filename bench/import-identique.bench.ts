/** `import-identique`: the same 36,000 rows sent and published again, beside the first time; nothing changes. */
import { alternate, type Bench, median, spread } from './banc.ts'
import { arrondi, type Bureau, checkPublies, deposer, forget, publier, withBureau } from './depot.ts'
import { writeGrandClasseur } from './grand-classeur.ts'

const LIGNES = 36_000
const OBJECTIF = 0.5

const countFaits = async ({ sql }: Bureau): Promise<number> =>
  Number((await sql<{ nombre: string }[]>`select count(*) as nombre from fait_de_point`)[0]?.nombre)

export const bench: Bench = {
  nom: 'import-identique',
  run: () =>
    withBureau(async (bureau) => {
      const { sql } = bureau
      const bytes = writeGrandClasseur(LIGNES)
      const send = async (nouvelles: number) => {
        const seconds = (await deposer(bureau, bytes)) + (await publier(bureau, nouvelles))
        await checkPublies(bureau, LIGNES)
        return seconds
      }
      let ecrits = 0
      const { ours: premiers, limit: encore } = await alternate(
        async () => {
          await forget(sql)
          return send(LIGNES)
        },
        async () => {
          const before = await countFaits(bureau)
          const seconds = await send(0)
          ecrits += (await countFaits(bureau)) - before
          return seconds
        },
      )
      const [mesure, limite] = [median(encore), median(premiers)]
      return [
        {
          nom: 'import-identique',
          mesure: arrondi(mesure),
          limite: arrondi(limite),
          unite: 's',
          rapport: arrondi(mesure / limite),
          objectif: `≤ ${OBJECTIF} × le premier envoi, et rien d’écrit dans l’histoire des points`,
          atteint: mesure <= OBJECTIF * limite && ecrits === 0,
          details: {
            encore: spread(encore.map(arrondi)),
            premiers: spread(premiers.map(arrondi)),
          },
        },
      ]
    }),
}
