/** The communes that the fields of a demande name, of the whole country, as the process keeps them. */
import { isNull, sql } from 'drizzle-orm'
import {
  type CommuneNommee,
  type CommunesDuTerritoire,
  makeCommunesDuTerritoire,
} from '#lib/domain/demande/formulaire/renouvellement/communes.ts'
import { departementsDuTerritoire, type Territoire } from '#lib/domain/demande/territoire.ts'
import type { Reader } from '../client.ts'
import { commune, communeAncienne } from '../schema/index.ts'
import { listCommunesDAvant } from './communes-d-avant.ts'
import { keepTerritoire } from './garde.ts'

export type CommunesNommees = Readonly<{
  /** By name. */
  duTerritoire: (territoire: Territoire) => CommunesDuTerritoire
  /** Those of these postcodes, and those of these codes, each once; an arrondissement, and a commune of before, by its code only. */
  dAdresse: (postaux: readonly string[], codes: readonly string[]) => readonly CommuneNommee[]
}>

/** One reading for all the demandes, as long as nobody publishes another territory. */
export const loadCommunesNommees = keepTerritoire('communes nommées', readCommunesNommees, { confiance: 0 })

type Arrondissement = readonly [code: string, nom: string, codesPostaux: readonly string[]]
type Ligne = readonly [code: string, nom: string, departement: string, codesPostaux: readonly string[]]

async function readCommunesNommees(reader: Reader): Promise<CommunesNommees> {
  const { codeInsee, nom, departementCode, codesPostaux } = commune
  // One value: tens of thousands of rows, each read by itself, take the driver far longer.
  const [row] = await reader
    .select({
      lignes: sql<readonly Ligne[]>`coalesce(json_agg(
        json_build_array(${codeInsee}, ${nom}, ${departementCode}, ${codesPostaux}) order by ${nom}
      ), '[]'::json)`,
      arrondissements: sql<readonly Arrondissement[]>`(
        select coalesce(json_agg(json_build_array(
          ${communeAncienne.codeInsee}, ${communeAncienne.nom}, ${communeAncienne.codesPostaux}
        )), '[]'::json)
        from ${communeAncienne} where ${communeAncienne.nature} = 'arrondissement'
      )`,
    })
    .from(commune)
    .where(isNull(commune.quitteeLe))
  const parCode = new Map<string, CommuneNommee>()
  for (const [code, nom, codesPostaux] of row?.arrondissements ?? []) parCode.set(code, { code, nom, codesPostaux })
  for (const une of await listCommunesDAvant(reader)) parCode.set(une.code, une)
  const parPostal = new Map<string, CommuneNommee[]>()
  const toutes = (row?.lignes ?? []).map(([code, nom, departement, codesPostaux]) => {
    const nommee = { code, nom, codesPostaux }
    parCode.set(code, nommee)
    for (const postal of codesPostaux) {
      const found = parPostal.get(postal)
      if (found) found.push(nommee)
      else parPostal.set(postal, [nommee])
    }
    return { departement, nommee }
  })
  const territoires = new Map<Territoire, CommunesDuTerritoire>()
  return {
    duTerritoire(territoire) {
      const found = territoires.get(territoire)
      if (found) return found
      const departements: readonly string[] = departementsDuTerritoire(territoire)
      const siennes = toutes.flatMap(({ departement, nommee }) => (departements.includes(departement) ? [nommee] : []))
      const made = makeCommunesDuTerritoire(siennes)
      territoires.set(territoire, made)
      return made
    },
    dAdresse: (postaux, codes) => [
      ...new Set([
        ...postaux.flatMap((postal) => parPostal.get(postal) ?? []),
        ...codes.flatMap((code) => parCode.get(code) ?? []),
      ]),
    ],
  }
}
