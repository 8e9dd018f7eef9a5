/** The search of communes: build its index once, then ask it (docs/regles.md, R-TER-07). */
export {
  type AncienneCherchee,
  buildIndex,
  type EntreeDeRecherche,
  type IndexDeRecherche,
} from './recherche/index-de-recherche.ts'
export { MOTIFS, type Motif, type ResultatDeRecherche, searchCommunes } from './recherche/recherche.ts'
