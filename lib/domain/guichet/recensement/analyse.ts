/** A whole workbook, analysed at once: every row of every sheet, all problems together. Pure: facts in, analysis out. */
import { accept, type Resultat, refuse } from '../../resultat.ts'
import type { Classeur, RefusDeLecture } from './classeur.ts'
import { COLONNES_DONNEES_UNE_FOIS, type ColonneDonneeUneFois } from './colonnes.ts'
import { type RangDeChiffres, readChiffres } from './communes.ts'
import { lignesDExemple, lignesDeDonnees, recognizeFeuille } from './feuilles.ts'
import { type FaitsDeLecture, type RangDePoint, readPoint } from './points.ts'

/** What concerns the file and not one row. */
export type Alerte =
  | Readonly<{ code: 'feuille-ignoree'; feuille: string }>
  | Readonly<{ code: 'colonne-ignoree'; feuille: string; cellule: string; entete: string }>
  /** The table lacks a column altogether and nothing was given for it: its rows wait for it. */
  | Readonly<{ code: 'colonne-a-donner'; feuille: string; colonne: ColonneDonneeUneFois }>

export type Analyse = Readonly<{
  points: readonly RangDePoint[]
  chiffres: readonly RangDeChiffres[]
  /** Rows marked as an example, left out. */
  exemples: readonly Readonly<{ feuille: string; ligne: number }>[]
  alertes: readonly Alerte[]
}>

/** Refused only when the workbook holds nothing of ours; a bad row never refuses the file. */
export function analyseClasseur(classeur: Classeur, faits: FaitsDeLecture): Resultat<Analyse, RefusDeLecture> {
  const points: RangDePoint[] = []
  const chiffres: RangDeChiffres[] = []
  const alertes: Alerte[] = []
  const exemples: { feuille: string; ligne: number }[] = []
  let recognized = 0
  for (const feuille of classeur.feuilles) {
    const reconnue = recognizeFeuille(feuille.lignes)
    if (!reconnue) {
      alertes.push({ code: 'feuille-ignoree', feuille: feuille.nom })
      continue
    }
    recognized += 1
    for (const { adresse, texte } of reconnue.entetes.inconnues)
      alertes.push({ code: 'colonne-ignoree', feuille: feuille.nom, cellule: adresse, entete: texte.slice(0, 100) })
    for (const { numero } of lignesDExemple(feuille, reconnue.entetes.ligne))
      exemples.push({ feuille: feuille.nom, ligne: numero })
    const lignes = lignesDeDonnees(feuille, reconnue.entetes.ligne)
    if (reconnue.nature === 'points') {
      const { colonnes } = reconnue.entetes
      // R-REC-21 — recensement.md §2 : ce qui manque à toute la table se donne une fois, et ne refuse pas ligne à ligne
      for (const colonne of COLONNES_DONNEES_UNE_FOIS) {
        if (!colonnes.has(colonne) && faits.defauts[colonne] === undefined)
          alertes.push({ code: 'colonne-a-donner', feuille: feuille.nom, colonne })
      }
      for (const ligne of lignes) points.push(readPoint({ feuille: feuille.nom, ligne, colonnes }, faits))
    } else {
      const { colonnes } = reconnue.entetes
      for (const ligne of lignes) chiffres.push(readChiffres({ feuille: feuille.nom, ligne, colonnes }, faits))
    }
  }
  if (recognized === 0)
    return refuse({ code: 'aucune-feuille-reconnue', feuilles: classeur.feuilles.map(({ nom }) => nom) })
  if (points.length === 0 && chiffres.length === 0) return refuse({ code: 'aucune-ligne' })
  return accept({ points, chiffres, exemples, alertes })
}
