/**
 * The search beside minisearch at its defaults: the same thousand queries, the same communes, names and codes, one
 * process. Both give their ten best; what is measured is how many they answer a second, and how often the commune
 * meant is first, or among the first five.
 */
import MiniSearch from 'minisearch'
import { readEntrees } from '#db/seed/reference/entrees.ts'
import { buildIndex, type EntreeDeRecherche, searchCommunes } from '#lib/domain/territoire/recherche.ts'
import { alternate, type Bench, median, type Row, spread } from './banc.ts'
import { drawRequetes, type Requete } from './requetes-de-communes.ts'

const REQUETES = 1000

function buildMiniSearch(entrees: readonly EntreeDeRecherche[]): MiniSearch {
  const mini = new MiniSearch({ fields: ['nom', 'anciens', 'departement', 'numero', 'codes'] })
  mini.addAll(
    entrees.map(({ codeInsee, nom, nomDepartement, departement, codesPostaux, anciennes }) => ({
      id: codeInsee,
      nom,
      anciens: anciennes.flatMap((ancienne) => ancienne.nom ?? []).join(' '),
      departement: nomDepartement,
      numero: departement,
      codes: [codeInsee, ...codesPostaux].join(' '),
    })),
  )
  return mini
}

type Answer = (texte: string) => readonly string[]

/** One process answers everybody: an absurd text must not hold it. */
const ABSURDES = ['a'.repeat(10_000), 'saint '.repeat(2_000), 'é'.repeat(10_000)]
const PIRE_MS = 150

/** Queries a second, over all of them. */
function throughput(answer: Answer, requetes: readonly Requete[]): number {
  const start = performance.now()
  for (const { texte } of requetes) answer(texte)
  return (requetes.length * 1000) / (performance.now() - start)
}

const recall = (answer: Answer, requetes: readonly Requete[], rank: number): number =>
  requetes.filter(({ texte, attendues }) =>
    answer(texte)
      .slice(0, rank)
      .some((code) => attendues.has(code)),
  ).length / requetes.length

const percent = (share: number): number => Math.round(share * 10_000) / 100

export const bench: Bench = {
  nom: 'recherche',
  run: async () => {
    const entrees = readEntrees()
    const requetes = drawRequetes(entrees, REQUETES)
    const index = buildIndex(entrees)
    const mini = buildMiniSearch(entrees)
    const ours: Answer = (texte) => searchCommunes(index, texte, 10).map(({ codeInsee }) => codeInsee)
    const limit: Answer = (texte) =>
      mini
        .search(texte)
        .slice(0, 10)
        .map(({ id }) => String(id))
    // Both are warmed by the recalls before anything is timed.
    const rows: Row[] = [1, 5].map((rank) => {
      const [mesure, limite] = [percent(recall(ours, requetes, rank)), percent(recall(limit, requetes, rank))]
      return {
        nom: 'recherche',
        mesure,
        limite,
        unite: `% trouvées dans les ${rank} premières`,
        rapport: mesure / limite,
        objectif:
          rank === 1 ? 'rappel à 1 au-dessus de minisearch' : 'rappel à 5 au-dessus de minisearch et d’au moins 99 %',
        atteint: mesure > limite && (rank === 1 || mesure >= 99),
        details: { parGenre: recallByGenre(ours, requetes, rank) },
      }
    })
    const runs = await alternate(
      () => throughput(ours, requetes),
      () => throughput(limit, requetes),
    )
    const [mesure, limite] = [median(runs.ours), median(runs.limit)]
    rows.push({
      nom: 'recherche',
      mesure,
      limite,
      unite: 'requêtes/s',
      rapport: mesure / limite,
      objectif: 'débit d’au moins 3 fois celui de minisearch',
      atteint: mesure / limite >= 3,
      details: { communes: entrees.length, requetes: REQUETES, notre: spread(runs.ours), limite: spread(runs.limit) },
    })
    const absurdes = ABSURDES.map((texte) => {
      const start = performance.now()
      ours(texte)
      return performance.now() - start
    })
    const pire = Math.max(...absurdes)
    rows.push({
      nom: 'recherche',
      mesure: Math.round(pire * 10) / 10,
      limite: null,
      unite: 'ms',
      rapport: null,
      objectif: `≤ ${PIRE_MS} ms pour le plus long des textes absurdes (dix mille lettres)`,
      atteint: pire <= PIRE_MS,
      details: { longueurs: ABSURDES.map(({ length }) => length) },
    })
    return rows
  },
}

function recallByGenre(answer: Answer, requetes: readonly Requete[], rank: number): Record<string, string> {
  return Object.fromEntries(
    [...Map.groupBy(requetes, ({ genre }) => genre)].map(([genre, list]) => [
      genre,
      `${percent(recall(answer, list, rank))} % de ${list.length}`,
    ]),
  )
}
