/**
 * The hours written in French over the corpus of lib/domain/guichet/cas: how many are understood, how many wrongly. A
 * reading is wrong when it differs from what a French reader wrote beside the text, or when it should not have been.
 */
import { type CasDHoraires, jourDuCas, readCasDHoraires } from '#lib/domain/guichet/cas/testing.ts'
import { readHoraires } from '#lib/domain/guichet/horaires/francais/lecture.ts'
import { type Bench, median, spread } from './banc.ts'

const readCas = (cas: CasDHoraires): string | null => {
  const lu = readHoraires(cas.texte, { cellule: jourDuCas(cas) ?? null })
  return lu.ok ? lu.value.osm : null
}

const percent = (count: number, total: number): number => Math.round((count * 10_000) / total) / 100

/** Milliseconds for one text, the whole corpus read once: it is longer than what the reader keeps of what it read. */
function timeOf(corpus: readonly CasDHoraires[]): number {
  const start = performance.now()
  for (const cas of corpus) readCas(cas)
  return (performance.now() - start) / corpus.length
}

export const bench: Bench = {
  nom: 'horaires',
  run: async () => {
    const corpus = readCasDHoraires()
    const read = corpus.map((cas) => ({ cas, osm: readCas(cas) }))
    const right = read.filter(({ cas, osm }) => 'osm' in cas && osm === cas.osm).length
    const wrong = read.filter(({ cas, osm }) => osm !== null && !('osm' in cas && osm === cas.osm))
    const lisibles = corpus.filter((cas) => 'osm' in cas || cas.lisible).length
    const times = Array.from({ length: 5 }, () => timeOf(corpus))
    return [
      {
        nom: 'horaires',
        mesure: percent(right, corpus.length),
        limite: null,
        unite: '% de textes compris',
        rapport: null,
        objectif: 'au moins 70 % de textes compris',
        atteint: right / corpus.length >= 0.7,
        details: {
          textes: corpus.length,
          compris: right,
          lisiblesParUnePersonne: lisibles,
          comprisParmiLesLisibles: `${percent(right, lisibles)} %`,
          millisecondesParTexte: { mediane: median(times), ...spread(times) },
        },
      },
      {
        nom: 'horaires',
        mesure: wrong.length,
        limite: null,
        unite: 'lectures fausses',
        rapport: null,
        objectif: 'aucune lecture fausse',
        atteint: wrong.length === 0,
        details: { fausses: wrong.map(({ cas, osm }) => ({ texte: cas.texte, lu: osm })) },
      },
    ]
  },
}
