/**
 * What an import publishes, as the base holds it: points, what they serve, figures, both histories, what pages were told.
 * Two bases that hold the same say the same lines: nothing in them tells when it was written, nor by which import.
 */
import type postgres from 'postgres'
import { db } from '#db/client.ts'

/** One line a row, sorted. */
export type Etat = readonly string[]

type Rangee = Readonly<Record<string, unknown>>

/** A publication follows another, whatever numbers were drawn and given up meanwhile. */
const VOLATILES = new Set(['id', 'created_at', 'at', 'import_id', 'point_id'])

/** Photographs the base of `DATABASE_URL`, or what a transaction of it sees. */
export async function photograph(sql: postgres.ISql = db.$sql): Promise<Etat> {
  const [points, faits, dessertes, chiffres, faitsDeChiffre, publications] = await Promise.all([
    sql<{ rang: Rangee }[]>`select to_jsonb(t) as rang from point_de_contact t`,
    sql<{ rang: Rangee }[]>`select to_jsonb(t) as rang from fait_de_point t`,
    sql<{ rang: Rangee }[]>`select to_jsonb(t) as rang from desserte t`,
    sql<{ rang: Rangee }[]>`select to_jsonb(t) as rang from chiffre_de_commune t`,
    sql<{ rang: Rangee }[]>`select to_jsonb(t) as rang from fait_de_chiffre t`,
    sql<{ rang: Rangee }[]>`select jsonb_build_object('balises', balises) as rang from publication`,
  ])
  const noms = new Map(points.map(({ rang }) => [String(rang.id), String(rang.nom)]))
  const named = (text: string): string => {
    const [genre = '', id = ''] = text.split(/:(.*)/s)
    return noms.has(id) ? `${genre}:${noms.get(id)}` : text
  }
  const lineOf = (table: string, rang: Rangee): string => {
    const kept = Object.entries(rang)
      .filter(([colonne]) => !VOLATILES.has(colonne))
      .map(([colonne, valeur]) => {
        if (colonne === 'retire_at') return [colonne, valeur !== null]
        if (colonne === 'balises' && Array.isArray(valeur))
          return [colonne, valeur.map((one) => named(String(one))).sort()]
        return [colonne, valeur]
      })
    const point = typeof rang.point_id === 'string' ? (noms.get(rang.point_id) ?? 'aucun point') : undefined
    return `${table} ${JSON.stringify([...(point === undefined ? [] : [['point', point]]), ...kept])}`
  }
  return [
    ...points.map(({ rang }) => lineOf('point_de_contact', rang)),
    ...faits.map(({ rang }) => lineOf('fait_de_point', rang)),
    ...dessertes.map(({ rang }) => lineOf('desserte', rang)),
    ...chiffres.map(({ rang }) => lineOf('chiffre_de_commune', rang)),
    ...faitsDeChiffre.map(({ rang }) => lineOf('fait_de_chiffre', rang)),
    ...publications.map(({ rang }) => lineOf('publication', rang)),
  ].sort()
}

const countOf = (etat: Etat): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const line of etat) counts.set(line, (counts.get(line) ?? 0) + 1)
  return counts
}

/** Lines of `a` that `b` has not, each as often as it lacks there. */
function missingFrom(a: Etat, b: Etat): string[] {
  const counts = countOf(b)
  return a.filter((line) => {
    const left = counts.get(line) ?? 0
    counts.set(line, left - 1)
    return left <= 0
  })
}

const shorten = (line: string | undefined): string => (line ? `, dont ${line.slice(0, 160)}` : '')

/** What of this state is not `attendu`; null when nothing. */
export function describeEcart(vu: Etat, attendu: Etat): string | null {
  const [manque, deTrop] = [missingFrom(attendu, vu), missingFrom(vu, attendu)]
  if (manque.length + deTrop.length === 0) return null
  const parts = [
    ...(manque.length > 0 ? [`il manque ${manque.length} rangées${shorten(manque[0])}`] : []),
    ...(deTrop.length > 0 ? [`${deTrop.length} de trop${shorten(deTrop[0])}`] : []),
  ]
  return parts.join(' ; ')
}

/** All of it as before when it is not published, all of it as after when it is: anything else is a fault, in words. */
export function judgeEtat(
  vu: Etat,
  { avant, apres, isPublie }: Readonly<{ avant: Etat; apres: Etat; isPublie: boolean }>,
): string | null {
  if (describeEcart(vu, isPublie ? apres : avant) === null) return null
  if (describeEcart(vu, isPublie ? avant : apres) === null)
    return isPublie ? 'dit publié, et tout est comme avant' : 'tout est publié, et ne le dit pas'
  return `ni comme avant ni comme après : ${describeEcart(vu, isPublie ? apres : avant)}`
}
