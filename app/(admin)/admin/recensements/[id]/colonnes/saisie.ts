/** What the form of the columns sends: for each of them its header as it was shown, and what it was said to be. */
import { z } from 'zod'
import type { ChoixDeColonne } from '#lib/domain/guichet/recensement/a-dire.ts'
import { LIMITES } from '#lib/domain/guichet/recensement/classeur.ts'
import { COLONNES_DES_POINTS, keysOf, PIECES_A_DIRE } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { ColonnesDites } from '#lib/domain/guichet/recensement/correspondance.ts'
import { fold } from '#lib/domain/guichet/recensement/texte.ts'
import { champDEntete, champDeColonne, champDeVu, ECARTER } from './champs.ts'

const reponse = z.enum([ECARTER, ...keysOf(COLONNES_DES_POINTS), ...keysOf(PIECES_A_DIRE)])
type Champs = Readonly<Record<string, string | undefined>>

const RANGS = Array.from({ length: LIMITES.colonnes }, (_, rang) => rang)

/** As long as a cell of a spreadsheet may be, doubled where folding writes one sign in two. */
const LONGUEUR_D_ENTETE = 2 * 32_767

/** As many fields as a table may have columns. */
export const champsDesColonnes = Object.fromEntries(
  RANGS.flatMap((rang): [string, z.ZodOptional<z.ZodType<string, string>>][] => [
    [champDEntete(rang), z.string().max(LONGUEUR_D_ENTETE).optional()],
    [champDeColonne(rang), reponse.optional()],
    [champDeVu(rang), reponse.optional()],
  ]),
)

const ditesPar = (champs: Champs, champ: string): ChoixDeColonne['colonne'] => {
  const dite = reponse.safeParse(champs[champ]).data
  return dite === ECARTER ? null : dite
}

/** What was said of each header that was shown; undefined: « Pas encore dit », which takes back what was said. */
export const choixOf = (champs: Champs): ChoixDeColonne[] =>
  RANGS.flatMap((rang) => {
    const champ = champDeColonne(rang)
    const entete = champs[champDEntete(rang)]
    if (entete === undefined) return []
    return [{ champ, entete, colonne: ditesPar(champs, champ), vu: ditesPar(champs, champDeVu(rang)) }]
  })

/** What each field that was shown would hold now. */
export const actuelOf = (choix: readonly ChoixDeColonne[], dites: ColonnesDites): Readonly<Record<string, string>> =>
  Object.fromEntries(
    choix.map(({ champ, entete }) => {
      const dite = dites.get(fold(entete))
      return [champ, dite === null ? ECARTER : (dite ?? '')]
    }),
  )
