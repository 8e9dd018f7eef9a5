/** Several rows corrected in one form: how many, and what stands before the names of the fields of each. */

/** As many as are shown in one form. */
export const LIGNES_ENSEMBLE = 25

type Lieu = Readonly<{ feuille: string; ligne: number }>
/** `0.2,0.7`: rows by the rank of their sheet and their number, so that an address holds no word of the file. */
export const writeLieux = (lieux: readonly Lieu[], feuilles: readonly string[]): string =>
  lieux.map(({ feuille, ligne }) => `${feuilles.indexOf(feuille)}.${ligne}`).join(',')

/** The rows that an address names; none for one that is not ours. */
export function readLieux(query: unknown, feuilles: readonly string[]): readonly Lieu[] {
  if (typeof query !== 'string' || !/^\d{1,3}\.\d{1,8}(?:,\d{1,3}\.\d{1,8})*$/.test(query)) return []
  return query
    .split(',')
    .slice(0, LIGNES_ENSEMBLE)
    .flatMap((lieu) => {
      const [rang = 0, ligne = 0] = lieu.split('.').map(Number)
      const feuille = feuilles[rang]
      return feuille === undefined ? [] : [{ feuille, ligne }]
    })
}

export const cleDeLigne = (rang: number): string => `r${rang}-`
