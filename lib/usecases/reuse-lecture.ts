/**
 * Takes again the reading of a file that was read already, when nothing that it goes by has changed (docs/adr/0032): the
 * workbook is not opened, its rows are compared with what is published now.
 */
import { createHash } from 'node:crypto'
import type { Tx } from '#db/client.ts'
import { digestEntetes, findCorrespondance } from '#db/repositories/correspondances.ts'
import { findVersionDuTerritoire } from '#db/repositories/garde.ts'
import { type Compare, holdLectures, type ImportEnregistre } from '#db/repositories/imports.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { findDernierePublication } from '#db/repositories/publications.ts'
import { loadExamen } from '#db/repositories/rangs-d-import.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { ChoixDeLecture } from '#lib/domain/guichet/recensement/correspondance.ts'
import { compareAnalyse, type LectureGardee } from '#lib/domain/guichet/recensement/examen.ts'
import { type FaitsDeReemploi, isEntier, writeFaits } from '#lib/domain/guichet/recensement/reemploi.ts'
import { lecteurOf, loadCentresOf } from './load-faits.ts'
import { loadPublie } from './load-publie.ts'

/** Whether nothing was said of the file by anyone: what is said of one file is never taken for another. */
export const isSansChoix = (choix: ChoixDeLecture | null): boolean =>
  choix === null || (choix.colonnes.length === 0 && Object.values(choix.defauts).every((value) => value === undefined))

export const nameLecture = (faits: FaitsDeReemploi, entetes: string): LectureGardee => ({
  cle: cleOf(faits),
  entetes: digestEntetes(entetes),
})

const cleOf = (faits: FaitsDeReemploi): string => createHash('sha256').update(writeFaits(faits)).digest('hex')

/**
 * The examination of an import that the caller holds locked, made of an earlier reading of the same bytes; undefined
 * when there is none, or not under the same facts: the file is then to be read.
 */
export async function reuseLecture(
  tx: Tx,
  row: ImportEnregistre,
  programmes: string,
): Promise<(Compare & Readonly<{ le: Jour; departements: readonly string[]; lecture?: LectureGardee }>) | undefined> {
  // What was read, said or corrected already is read again as it always was.
  if (row.etat !== 'recu' || row.hasAnalyse || row.corrections > 0 || !isSansChoix(row.choix)) return undefined
  const lecteur = await lecteurOf(tx, row)
  const departements = lecteur?.role === 'centre' ? lecteur.centre.departements : lecteur?.departements
  if (!lecteur || !departements) return undefined
  const lectures = await holdLectures(tx, row)
  if (lectures.length === 0) return undefined
  const { le } = await readInstant(tx)
  const territoire = await findVersionDuTerritoire(tx)
  const faits = { programmes, territoire, lecteur, centres: await loadCentresOf(tx, lecteur), le }
  const pour = { centreId: row.centreId, departements: row.centreId === null ? departements : [] }
  for (const { importId, lecture } of lectures) {
    const retenues = await findCorrespondance(tx, { ...pour, empreinte: lecture.entetes })
    if (lecture.cle !== cleOf({ ...faits, retenues })) continue
    const vu = await loadExamen(tx, importId)
    if (!vu) continue
    const publication = await findDernierePublication(tx)
    const examen = compareAnalyse(vu, await loadPublie(tx, vu, lecteur.role, departements))
    return { examen, publication, le, departements, ...(isEntier(examen, vu) && { lecture }) }
  }
  return undefined
}
