/** The fifteen départements of the bulletin of 29 July 2014, with their real communes, for the demonstration. */
import { placeCommunes } from '#lib/domain/territoire/positions.ts'
import { readCommunes, readDepartements, readEpcis, readLieux } from '../reference/sources.ts'
import type { Departement } from './formes.ts'

export const CODES = ['04', '05', '06', '09', '12', '13', '27', '32', '46', '65', '76', '81', '82', '83', '84'] as const

/** Names only, without reading the positions: what the start needs. */
export const listNoms = (): ReadonlyMap<string, string> =>
  new Map(readDepartements().map(({ code, nom }) => [code, nom]))

/** Every commune of the fifteen, with a position only where it is precise. */
export function listDepartements(): Departement[] {
  const communes = readCommunes().filter((commune) => commune.type === 'commune-actuelle')
  const epciOf = new Map(readEpcis().flatMap((epci) => epci.membres.map((membre) => [membre.code, epci.code] as const)))
  const { positions } = placeCommunes(
    communes.map(({ code, nom, departement, arrondissement, codesPostaux }) => ({
      codeInsee: code,
      nom,
      departement: departement ?? '',
      arrondissement: arrondissement ?? null,
      codesPostaux: codesPostaux ?? [],
    })),
    readLieux(communes),
  )
  const noms = listNoms()
  return CODES.map((code) => ({
    code,
    nom: noms.get(code) ?? code,
    communes: communes
      .filter(({ departement }) => departement === code)
      .flatMap((commune) => {
        const position = positions.get(commune.code)
        const [codePostal] = commune.codesPostaux ?? []
        return codePostal === undefined
          ? []
          : [
              {
                codeInsee: commune.code,
                nom: commune.nom,
                codePostal,
                population: commune.population ?? 0,
                epci: epciOf.get(commune.code) ?? null,
                position:
                  position?.precision === 'commune'
                    ? { latitude: position.latitude, longitude: position.longitude }
                    : null,
              },
            ]
      }),
  }))
}
