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

/** Fields that other cells may say where their own say nothing: an address in one cell, a territory, a centre. */
const SUIVENT: readonly string[] = ['adresse', 'position', 'territoire', 'codeGuichet', 'horaires', 'fermetures']

/**
 * « cellule D12 », « cellules J12, L12 »: the cells of a field that held something; those that the file left empty, where
 * they put the field back to nothing or to what an empty cell means. Undefined where the file does not say it itself (a
 * value that was given once, or follows from another) or where one of its cells cannot be named (put together from pieces).
 */
export function direCellules(champ: string, estVide: boolean, rang: RangDuFichier): string | undefined {
  const colonnes = PLUSIEURS[champ] ?? COLONNES.filter((colonne) => colonne === champ)
  const ecrites = colonnes.filter((colonne) => rang.remplies.includes(colonne))
  if (ecrites.some((colonne) => rang.lettres[colonne] === undefined)) return undefined
  const isVidee = ecrites.length === 0 && (estVide || !SUIVENT.includes(champ))
  const cellules = (isVidee ? colonnes : ecrites).flatMap((colonne) => {
    const lettre = rang.lettres[colonne]
    return lettre === undefined ? [] : [`${lettre}${rang.ligne}`]
  })
  if (cellules.length === 0) return undefined
  return `${cellules.length === 1 ? 'cellule' : 'cellules'} ${cellules.join(', ')}`
}
