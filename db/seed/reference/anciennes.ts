/** The codes and names of yesterday, each with the commune of today that it leads to. */
import { COMMUNES_ABSORBEES, COMMUNES_RENOMMEES } from './noms-d-avant.ts'
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
  const renommees = communes.flatMap(({ code, type }) => {
    const nom = type === 'commune-actuelle' ? COMMUNES_RENOMMEES[code] : undefined
    return nom ? [{ code, nom, communeCode: code }] : []
  })
  const absorbees = codes.map(({ code, communeCode }) => ({ code, nom: COMMUNES_ABSORBEES[code] ?? '', communeCode }))
  return [
    ...anciennes,
    ...[...renommees, ...absorbees].map(({ code, nom, communeCode }) => ({
      codeInsee: code,
      nom,
      nature: nom ? ('ancien-nom' as const) : ('ancien-code' as const),
      communeCode,
      codesPostaux: [],
    })),
  ]
}
