/**
 * A reading taken again: the same bytes, opened by the same programs and read under the same facts, say the same thing.
 * Only the comparison with what is published is made anew (docs/adr/0032).
 */
import type { Jour } from '../../calendrier.ts'
import type { Analyse } from './analyse.ts'
import type { ValeursRetenues } from './champs.ts'
import type { Examen } from './examen.ts'
import type { CentreConnu, Lecteur } from './lecteur.ts'
import { textOf } from './texte-de-faits.ts'

/**
 * All that an analysis goes by beside the bytes of its file, when nobody said anything of that file nor corrected it: a
 * fact added to `FaitsDeLecture` is to be added here.
 */
export type FaitsDeReemploi = Readonly<{
  /** Names the programs that open and read a workbook, to the byte. */
  programmes: string
  /** The publication of the territory under which the communes were read. */
  territoire: number
  lecteur: Lecteur
  centres: readonly CentreConnu[]
  le: Jour
  /** What was remembered for these headers. */
  retenues: ValeursRetenues
}>

/** The facts as one text, the same for the same facts. */
export const writeFaits = (faits: FaitsDeReemploi): string => textOf(faits)

/**
 * Whether the rows of an examination still say all that was analysed: the comparison refused, kept or noted nothing,
 * which it says by giving back the very same values.
 */
export const isEntier = (examen: Pick<Examen, 'points' | 'chiffres'>, analyse: Analyse): boolean =>
  examen.points.length === analyse.points.length &&
  examen.chiffres.length === analyse.chiffres.length &&
  examen.points.every((rang, at) => {
    const lu = analyse.points[at]
    return rang.contenu === lu?.contenu && rang.valeurs === lu.valeurs && rang.remarques === lu.remarques
  }) &&
  examen.chiffres.every((rang, at) => {
    const lu = analyse.chiffres[at]
    return rang.chiffres === lu?.chiffres && rang.remarques === lu.remarques
  })
