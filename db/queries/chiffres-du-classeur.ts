/** The figures that fill the sheet `Communes` of a prefilled workbook: those of the year published, row by row. */
import { type and, asc, eq, inArray } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import { listChiffresCourants, listChiffresDiffuses } from '#lib/domain/territoire/chiffres.ts'
import { db } from '../client.ts'
import { chiffreDeCommune, commune } from '../schema/index.ts'
import { loadSeuil } from './chiffres.ts'
import { communesOf } from './portee.ts'

export type ChiffresDuClasseur = Readonly<{ chiffres: ChiffresDeclares; commune: string }>

const readRows = (where: ReturnType<typeof and>) =>
  db
    .select({ chiffres: chiffreDeCommune, commune: commune.nom })
    .from(chiffreDeCommune)
    .innerJoin(commune, eq(commune.codeInsee, chiffreDeCommune.codeInsee))
    .where(where)
    .orderBy(asc(chiffreDeCommune.codeInsee), asc(chiffreDeCommune.type))

type Row = Awaited<ReturnType<typeof readRows>>[number]

const choose = (rows: readonly Row[], of: (declared: readonly Row['chiffres'][]) => readonly Row['chiffres'][]) =>
  [...Map.groupBy(rows, ({ chiffres }) => chiffres.codeInsee).values()].flatMap((group) => {
    const [first] = group
    return first
      ? of(group.map(({ chiffres }) => chiffres)).map((chiffres) => ({ chiffres, commune: first.commune }))
      : []
  })

/** All of them, for whoever publishes the figures of these communes. */
export const listChiffresTenus = async (acteur: Acteur): Promise<ChiffresDuClasseur[]> =>
  choose(await readRows(communesOf(acteur)), listChiffresCourants)

/** For the workbook of a centre: the rows of its départements that hide nothing from the public. */
export async function listChiffresPourCentre(departements: readonly string[]): Promise<ChiffresDuClasseur[]> {
  if (departements.length === 0) return []
  const [seuil, rows] = await Promise.all([
    loadSeuil(db),
    readRows(inArray(commune.departementCode, [...departements])),
  ])
  return choose(rows, (declared) => listChiffresDiffuses(declared, seuil))
}
