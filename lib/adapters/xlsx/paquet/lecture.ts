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
  lignes: () => AsyncGenerator<Ligne>
}>

type Bornes = Readonly<{ tete: number; fusions: number }>

/**
 * Looks at every sheet to its end, so that what is odd is known before any row is given: throws `HorsDuCommun` then.
 * `tete` bounds the rows kept of each head.
 */
export async function openFlux(bytes: Buffer, bornes: Bornes): Promise<FeuilleEnFlux[]> {
  const { feuilles, outils } = await openClasseur(bytes)
  const flux: FeuilleEnFlux[] = []
  for (const { nom, entree } of feuilles) {
    const seen = entree ? await lookAt(bytes, entree, outils, bornes) : { tete: [], fusions: [] }
    flux.push({ nom, ...seen, lignes: () => readLignes(bytes, entree, outils) })
  }
  return flux
}

async function lookAt(bytes: Buffer, entree: Entree, outils: Outils, bornes: Bornes) {
  const feuillet = openFeuillet(outils, bornes.fusions)
  const tete: Ligne[] = []
  for await (const morceau of streamText(bytes, entree))
    for (const ligne of feuillet.rows(morceau) ?? []) if (ligne.numero <= bornes.tete) tete.push(ligne)
  if (!feuillet.isWhole()) throw new HorsDuCommun('a sheet cut short')
  return { tete, fusions: feuillet.fusions() }
}

async function* readLignes(bytes: Buffer, entree: Entree | undefined, outils: Outils): AsyncGenerator<Ligne> {
  if (!entree) return
  const feuillet = openFeuillet(outils, 0)
  for await (const morceau of streamText(bytes, entree)) yield* feuillet.rows(morceau) ?? []
}
