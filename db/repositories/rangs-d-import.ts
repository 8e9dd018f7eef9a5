/** The rows of an import as they were last understood and compared: written whole, loaded whole (docs/adr/0026). */
import { and, asc, desc, eq } from 'drizzle-orm'
import type { RangCompare } from '#lib/domain/guichet/recensement/comparaison.ts'
import {
  type ChiffresCompares,
  type Examen,
  type ExamenDuFichier,
  vuesDeRang,
} from '#lib/domain/guichet/recensement/examen.ts'
import type { Reader, Tx } from '../client.ts'
import { importDeRecensement, rangDImport } from '../schema/index.ts'
import { insertRows, lotsOf } from './lots.ts'

type Garde = typeof rangDImport.$inferSelect

/** The rows of an examination, in the place of those that stood. */
export async function saveRangs(tx: Tx, importId: string, { points, chiffres }: Pick<Examen, 'points' | 'chiffres'>) {
  await tx.delete(rangDImport).where(eq(rangDImport.importId, importId))
  let place = 0
  for (const lot of lotsOf(points))
    await insertRows(
      tx,
      rangDImport,
      lot.map(({ feuille, ligne, statut, trouve, valeurs, ...rang }) => {
        place += 1
        // What is accepted says its values once, as the point that it is.
        const lu = rang.contenu === valeurs ? rang : { ...rang, valeurs }
        const vues = vuesDeRang({ statut, ...rang })
        return { importId, nature: 'point', place, feuille, ligne, statut, ...vues, trouve, lu }
      }),
    )
  place = 0
  for (const lot of lotsOf(chiffres))
    await insertRows(
      tx,
      rangDImport,
      lot.map(({ feuille, ligne, statut, trouve, ...lu }) => {
        place += 1
        const vues = vuesDeRang({ statut, ...lu })
        return { importId, nature: 'chiffres', place, feuille, ligne, statut, ...vues, trouve, lu }
      }),
    )
}

/** A stored row as the domain knows it. */
export function toRang({
  feuille,
  ligne,
  statut,
  trouve,
  lu,
}: Pick<Garde, 'feuille' | 'ligne' | 'statut' | 'trouve' | 'lu'>): RangCompare | ChiffresCompares {
  const reperes = { feuille, ligne, statut, trouve }
  return 'chiffres' in lu ? { ...reperes, ...lu } : { ...reperes, ...lu, valeurs: lu.valeurs ?? lu.contenu ?? {} }
}

/** The columns that make a row, and their order: points first, each nature in the order of the file. */
export const RANG = {
  nature: rangDImport.nature,
  feuille: rangDImport.feuille,
  ligne: rangDImport.ligne,
  statut: rangDImport.statut,
  trouve: rangDImport.trouve,
  lu: rangDImport.lu,
}
export const ORDRE = [desc(rangDImport.nature), asc(rangDImport.place)] as const

const isChiffres = (rang: RangCompare | ChiffresCompares): rang is ChiffresCompares => 'chiffres' in rang
export const isPoint = (rang: RangCompare | ChiffresCompares): rang is RangCompare => !isChiffres(rang)

/** The rows of figures of an import, in the order of the file. */
export async function loadChiffresLus(reader: Reader, importId: string): Promise<ChiffresCompares[]> {
  const rows = await reader
    .select(RANG)
    .from(rangDImport)
    .where(and(eq(rangDImport.importId, importId), eq(rangDImport.nature, 'chiffres')))
    .orderBy(rangDImport.place)
  return rows.map(toRang).filter(isChiffres)
}

/** Everything that was understood of an import; undefined when nothing was. */
export async function loadExamen(reader: Reader, importId: string): Promise<Examen | undefined> {
  const { analyse, chiffres: totaux } = importDeRecensement
  const [row] = await reader
    .select({ analyse, totaux })
    .from(importDeRecensement)
    .where(eq(importDeRecensement.id, importId))
  if (!row?.analyse || !row.totaux) return undefined
  const { absents, exemples, alertes, colonnes }: ExamenDuFichier = row.analyse
  const points = await reader
    .select(RANG)
    .from(rangDImport)
    .where(and(eq(rangDImport.importId, importId), eq(rangDImport.nature, 'point')))
    .orderBy(rangDImport.place)
  return {
    points: points.map(toRang).filter(isPoint),
    chiffres: await loadChiffresLus(reader, importId),
    absents,
    exemples,
    alertes,
    ...(colonnes && { colonnes }),
    totaux: row.totaux,
  }
}
