/** Rows of cells for tests, without a file. */
import { adresseDe, type Feuille, type Ligne } from './classeur.ts'

type Valeur = string | number | boolean | { jour: string } | null | undefined

/** One row of cells; `null` is an empty cell, `{ jour }` a cell that the spreadsheet shows as a date. */
export function ligneDe(numero: number, valeurs: readonly Valeur[]): Ligne {
  const cellules = valeurs.flatMap((valeur, colonne) => {
    if (valeur === null || valeur === undefined || valeur === '') return []
    const adresse = adresseDe(colonne, numero)
    if (typeof valeur === 'object')
      return [{ colonne, cellule: { adresse, valeur: 46_000, texte: valeur.jour, jour: valeur.jour } }]
    return [{ colonne, cellule: { adresse, valeur, texte: String(valeur) } }]
  })
  return { numero, cellules }
}

export const feuilleDe = (nom: string, rows: readonly (readonly Valeur[])[]): Feuille => ({
  nom,
  lignes: rows.map((row, index) => ligneDe(index + 1, row)).filter(({ cellules }) => cellules.length > 0),
})
