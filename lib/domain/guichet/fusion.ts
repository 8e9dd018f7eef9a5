/** Two published points that are one place: the duplicate leads from then on to the one that is kept. */
import { accept, type Resultat, refuse } from '../resultat.ts'

export type PointAReunir = Readonly<{ id: string; isRetire: boolean; fusionneDans: string | null }>
export type RefusDeFusion = { code: 'fusion-impossible' } | { code: 'point-retire' }

/** `reunir`: the duplicate is to be withdrawn; `deja`: it leads there already, and nothing is written. */
export function decideFusion(doublon: PointAReunir, garde: PointAReunir): Resultat<'reunir' | 'deja', RefusDeFusion> {
  if (doublon.fusionneDans === garde.id) return accept('deja')
  // R-EDI-07 — choix du portail : une ancienne adresse doit mener à une fiche qui se lit
  if (doublon.id === garde.id || garde.isRetire) return refuse({ code: 'fusion-impossible' })
  return doublon.isRetire ? refuse({ code: 'point-retire' }) : accept('reunir')
}
