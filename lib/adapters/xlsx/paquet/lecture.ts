/** The sheets of a workbook of the current format: their head and their merged cells now, their rows when asked. */
import type { Fusion, Ligne } from '#lib/domain/guichet/recensement/classeur.ts'
import type { Entree } from '../archive.ts'
import { HorsDuCommun, streamText } from './flux.ts'
import { openClasseur } from './ouverture.ts'
import { type Outils, openFeuillet } from './rangees.ts'

export type FeuilleEnFlux = Readonly<{
  nom: string
  tete: readonly Ligne[]
  fusions: readonly Fusion[]
  date1904: boolean
  lignes: () => AsyncGenerator<Ligne>
}>

type Bornes = Readonly<{ tete: number; fusions: number }>

/**
 * Looks at the head of every sheet, then for its merged cells, which are told after its rows. What is odd, here or in
 * the rows once they are asked for, throws `HorsDuCommun`: what was given is then worth nothing.
 */
export async function openFlux(bytes: Buffer, bornes: Bornes): Promise<FeuilleEnFlux[]> {
  const { feuilles, outils } = await openClasseur(bytes)
  const flux: FeuilleEnFlux[] = []
  for (const { nom, entree } of feuilles) {
    const seen = entree ? await lookAt(bytes, entree, outils, bornes) : { tete: [], fusions: [] }
    flux.push({ nom, ...seen, date1904: outils.date1904, lignes: () => readLignes(bytes, entree, outils) })
  }
  return flux
}

async function lookAt(bytes: Buffer, entree: Entree, outils: Outils, { tete: lignes, fusions }: Bornes) {
  const feuillet = openFeuillet(outils, { fusions, lignes })
  const tete: Ligne[] = []
  for await (const morceau of streamText(bytes, entree)) tete.push(...(feuillet.rows(morceau) ?? []))
  if (!feuillet.isWhole()) throw new HorsDuCommun('a sheet cut short')
  return { tete, fusions: feuillet.fusions() }
}

async function* readLignes(bytes: Buffer, entree: Entree | undefined, outils: Outils): AsyncGenerator<Ligne> {
  if (!entree) return
  const feuillet = openFeuillet(outils, { fusions: 0, lignes: Number.POSITIVE_INFINITY })
  for await (const morceau of streamText(bytes, entree)) yield* feuillet.rows(morceau) ?? []
  if (!feuillet.isWhole()) throw new HorsDuCommun('a sheet cut short')
}
