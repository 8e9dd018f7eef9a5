/** The codes and names of yesterday, each with the commune of today that it leads to. */
import type { CommuneDuDecoupage } from './sources.ts'

export type Ancienne = Readonly<{
  codeInsee: string
  /** Empty when the list gives a former code without its name. */
  nom: string
  nature: 'ancien-code' | 'ancien-nom' | 'deleguee' | 'associee' | 'arrondissement'
  communeCode: string
  codesPostaux: readonly string[]
}>

const NATURES = {
  'commune-deleguee': 'deleguee',
  'commune-associee': 'associee',
  'arrondissement-municipal': 'arrondissement',
} as const

/** Communes déléguées and associées, municipal arrondissements, and the former codes that none of them bears. */
export function listAnciennes(communes: readonly CommuneDuDecoupage[]): Ancienne[] {
  const anciennes = communes.flatMap((commune): Ancienne[] => {
    const communeCode = commune.chefLieu ?? commune.commune
    if (commune.type === 'commune-actuelle' || !communeCode) return []
    return [
      {
        codeInsee: commune.code,
        nom: commune.nom,
        nature: NATURES[commune.type],
        communeCode,
        codesPostaux: commune.codesPostaux ?? [],
      },
    ]
  })
  const named = new Set(anciennes.map((ancienne) => ancienne.codeInsee))
  const codes = communes.flatMap((commune) =>
    (commune.anciensCodes ?? [])
      .filter((code) => !named.has(code))
      .map((code) => ({ code, communeCode: commune.code })),
  )
  return [
    ...anciennes,
    ...codes.map(({ code, communeCode }) => ({
      codeInsee: code,
      nom: '',
      nature: 'ancien-code' as const,
      communeCode,
      codesPostaux: [],
    })),
  ]
}
