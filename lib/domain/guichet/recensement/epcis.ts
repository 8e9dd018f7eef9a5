/** EPCI by the names that people give them: the whole official one, another way to say its kind, or a part of it. */
import { fold } from './texte.ts'

export type Epci = Readonly<{ code: string; nom: string }>

/** The kind that a name says; `tout`: any of them. */
const GENRES = [
  ['cc', 'cc|c c|comcom|com com|communaute de communes?'],
  ['ca', 'ca|c a|agglo|agglomeration|communaute d agglo(?:meration)?'],
  ['cu', 'cu|c u|communaute urbaine'],
  ['metropole', 'metropole|eurometropole'],
  ['tout', 'intercommunalite|interco|epci|communaute'],
] as const
const AVANT = GENRES.map(
  ([genre, mots]) =>
    [genre, new RegExp(`^(?:la |le |l )?(?:${mots})(?: (?:du|de la|des|de l|de|d|l|le|la|les))? (?=.)`)] as const,
)
type Genre = (typeof GENRES)[number][0]

/** The kind of a folded name, and what is left of it. */
function partager(folded: string): Readonly<{ genre: Genre | undefined; reste: string }> {
  for (const [genre, avant] of AVANT) if (avant.test(folded)) return { genre, reste: folded.replace(avant, '') }
  return { genre: undefined, reste: folded }
}

const LIAISONS = new Set(['du', 'de', 'la', 'le', 'les', 'des', 'd', 'l', 'et', 'en', 'sur', 'agglo', 'metropole'])
const motsDe = (folded: string): string[] => folded.split(' ').filter((mot) => !LIAISONS.has(mot))

export type EpcisConnus = Readonly<{
  /** Those whose official name this is, its kind said in any way. */
  nommes: (texte: string) => readonly Epci[]
  /** Those whose name holds each word of it: what may be meant, never what is. */
  proches: (texte: string) => readonly Epci[]
}>

/** Indexes the names once. */
export function indexEpcis(epcis: readonly Epci[]): EpcisConnus {
  const connus = epcis.map((epci) => {
    const entier = fold(epci.nom)
    const { genre, reste } = partager(entier)
    return { epci, entier, genre, reste, mots: new Set(motsDe(reste)) }
  })
  return {
    nommes: (texte) => {
      const entier = fold(texte)
      const { genre, reste } = partager(entier)
      return connus.flatMap((one) =>
        one.entier === entier || (genre !== undefined && genre === one.genre && one.reste === reste) ? [one.epci] : [],
      )
    },
    proches: (texte) => {
      const mots = motsDe(partager(fold(texte)).reste)
      if (mots.length === 0 || mots.join('').length < 4) return []
      return connus.flatMap((one) => (mots.every((mot) => one.mots.has(mot)) ? [one.epci] : []))
    },
  }
}
