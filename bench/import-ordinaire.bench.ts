/** `import-ordinaire`: a census of 500 rows, from the click that sends it to its preview. */
import { type Bench, median, spread } from './banc.ts'
import { arrondi, deposer, withBureau } from './depot.ts'
import { writeGrandClasseur } from './grand-classeur.ts'

const LIGNES = 500
const PASSAGES = 5
const OBJECTIF = 1.5

export const bench: Bench = {
  nom: 'import-ordinaire',
  run: () =>
    withBureau(async (bureau) => {
      const bytes = writeGrandClasseur(LIGNES)
      const passages: number[] = []
      for (let passage = 0; passage < PASSAGES; passage += 1) passages.push(arrondi(await deposer(bureau, bytes)))
      const mesure = median(passages)
      return [
        {
          nom: 'import-ordinaire',
          mesure,
          limite: null,
          unite: 's',
          rapport: null,
          objectif: `≤ ${OBJECTIF} s du dépôt de ${LIGNES} lignes à leur aperçu`,
          atteint: mesure <= OBJECTIF,
          details: { octets: bytes.length, passages: spread(passages) },
        },
      ]
    }),
}
