/** From which cells of a file a change comes, in the words of its spreadsheet. */
import { COLONNES, type Colonne, JOURS_DE_LA_SEMAINE } from '#lib/domain/guichet/recensement/colonnes.ts'

/** A row of a file: where its columns stand, and those of its cells that held something. */
export type RangDuFichier = Readonly<{
  ligne: number
  lettres: Readonly<Partial<Record<Colonne, string>>>
  remplies: readonly Colonne[]
}>

/** Fields that people write in several columns; every other stands in that of its name. */
const PLUSIEURS: Readonly<Record<string, readonly Colonne[]>> = {
  adresse: ['voie', 'complement', 'codePostal', 'commune', 'codeInsee'],
  position: ['latitude', 'longitude'],
  horaires: [...JOURS_DE_LA_SEMAINE, 'horairesTexte'],
}

/**
 * « cellule D12 », « cellules J12, L12 »: the cells of a field that held something; all of them where the file empties
 * it. Undefined where the file does not say it itself: a value that was given once, or follows from another.
 */
export function direCellules(champ: string, estVide: boolean, rang: RangDuFichier): string | undefined {
  const colonnes = PLUSIEURS[champ] ?? COLONNES.filter((colonne) => colonne === champ)
  const ecrites = colonnes.filter((colonne) => rang.remplies.includes(colonne))
  const dites = ecrites.length > 0 || !estVide ? ecrites : colonnes
  const cellules = dites.flatMap((colonne) => {
    const lettre = rang.lettres[colonne]
    return lettre === undefined ? [] : [`${lettre}${rang.ligne}`]
  })
  if (cellules.length === 0) return undefined
  return `${cellules.length === 1 ? 'cellule' : 'cellules'} ${cellules.join(', ')}`
}
