/** The whole country for the search, without a database: for the bench and for tests on real names. */
import type { EntreeDeRecherche } from '#lib/domain/territoire/recherche.ts'
import { slugOf } from '#lib/domain/territoire/slug.ts'
import { listAnciennes } from './anciennes.ts'
import { readCommunes, readDepartements } from './sources.ts'

/** The communes as the database gives them to the index, read from the same lists. */
export function readEntrees(): EntreeDeRecherche[] {
  const all = readCommunes()
  const departements = new Map(readDepartements().map(({ code, nom }) => [code, nom]))
  const anciennes = Map.groupBy(listAnciennes(all), ({ communeCode }) => communeCode)
  return all
    .filter(({ type }) => type === 'commune-actuelle')
    .map((commune) => ({
      codeInsee: commune.code,
      nom: commune.nom,
      slug: slugOf(commune.nom),
      departement: commune.departement,
      nomDepartement: departements.get(commune.departement) ?? '',
      region: '',
      codesPostaux: commune.codesPostaux ?? [],
      population: commune.population ?? 0,
      anciennes: (anciennes.get(commune.code) ?? []).map((ancienne) => ({ ...ancienne, nom: ancienne.nom || null })),
    }))
}
