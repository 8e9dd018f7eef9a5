/** The rows of an import as they were last understood and compared: written whole, loaded whole (docs/adr/0026). */
import { and, asc, desc, eq, inArray, isNotNull, ne, or, sql } from 'drizzle-orm'
import type { RangCompare } from '#lib/domain/guichet/recensement/comparaison.ts'
import {
  type ChiffresCompares,
  type Examen,
  type ExamenDuFichier,
  vuesDeRang,
} from '#lib/domain/guichet/recensement/examen.ts'
import type { Reader, Tx } from '../client.ts'
import { importDeRecensement, rangDImport } from '../schema/index.ts'
import { COPIE, copyRows, insertRows } from './lots.ts'
import type { Tenants } from './verrous.ts'

type Garde = typeof rangDImport.$inferSelect

/** The rows of an examination, in the place of those that stood. */
export async function saveRangs(tx: Tx, importId: string, examen: Pick<Examen, 'points' | 'chiffres'>): Promise<void> {
  await tx.delete(rangDImport).where(eq(rangDImport.importId, importId))
  const total = examen.points.length + examen.chiffres.length
  if (total < COPIE) await insertRows(tx, rangDImport, [...toRows(importId, examen)])
  else await copyRows(tx, rangDImport, toRows(importId, examen))
}

/** One at a time: fifty thousand are never held twice. */
function* toRows(importId: string, { points, chiffres }: Pick<Examen, 'points' | 'chiffres'>): Generator<Garde> {
  let place = 0
  for (const { feuille, ligne, statut, trouve, valeurs, ...rang } of points) {
    place += 1
    // What is accepted says its values once, as the point that it is.
    const lu = rang.contenu === valeurs ? rang : { ...rang, valeurs }
    yield { importId, nature: 'point', place, feuille, ligne, statut, ...vuesDeRang({ statut, ...rang }), trouve, lu }
  }
  place = 0
  for (const { feuille, ligne, statut, trouve, ...lu } of chiffres) {
    place += 1
    yield { importId, nature: 'chiffres', place, feuille, ligne, statut, ...vuesDeRang({ statut, ...lu }), trouve, lu }
  }
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

/** Whose points the rows of an import may create: one that is published as it is creates none. */
export async function loadTenants(
  reader: Reader,
  { id, centreId, departements }: Readonly<{ id: string; centreId: string | null; departements: readonly string[] }>,
): Promise<Tenants> {
  if (centreId !== null) return { centreIds: [centreId], departements: [] }
  const [row] = await reader
    .select({ centres: sql<ExamenDuFichier['centres'] | null>`${importDeRecensement.analyse} -> 'centres'` })
    .from(importDeRecensement)
    .where(eq(importDeRecensement.id, id))
  return { centreIds: row?.centres ?? (await listCentresNommes(reader, id)), departements }
}

/** The same of an import that was read before its head said it: asked of each of its rows. */
async function listCentresNommes(reader: Reader, importId: string): Promise<string[]> {
  const nomme = sql<string>`${rangDImport.lu} ->> 'centreId'`
  const rows = await reader
    .selectDistinct({ nomme })
    .from(rangDImport)
    .where(
      and(
        eq(rangDImport.importId, importId),
        eq(rangDImport.nature, 'point'),
        ne(rangDImport.statut, 'inchange'),
        isNotNull(nomme),
      ),
    )
  return rows.map((row) => row.nomme)
}

/**
 * Everything that was understood of an import; undefined when nothing was. `seulement`: the points that a publication
 * writes, and nothing of how they were written in the file; or those of which something is said.
 */
export async function loadExamen(
  reader: Reader,
  importId: string,
  { seulement }: Readonly<{ seulement?: 'a-ecrire' | 'remarques' }> = {},
): Promise<Examen | undefined> {
  const { analyse, chiffres: totaux } = importDeRecensement
  const [row] = await reader
    .select({ analyse, totaux })
    .from(importDeRecensement)
    .where(eq(importDeRecensement.id, importId))
  if (!row?.analyse || !row.totaux) return undefined
  const { absents, exemples, alertes, colonnes }: ExamenDuFichier = row.analyse
  const points = await reader
    .select(seulement === 'a-ecrire' ? { ...RANG, trouve: sql<Garde['trouve']>`'{}'::json` } : RANG)
    .from(rangDImport)
    .where(
      and(
        eq(rangDImport.importId, importId),
        eq(rangDImport.nature, 'point'),
        seulement === 'a-ecrire' ? inArray(rangDImport.statut, ['nouveau', 'modifie']) : undefined,
        seulement === 'remarques'
          ? or(rangDImport.corrige, sql`json_array_length(${rangDImport.lu} -> 'remarques') > 0`)
          : undefined,
      ),
    )
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
