/**
 * Hours written in French sentences, read only when they are certain: every word is known, and all the ways to read
 * them mean the same. Nothing is guessed: a doubt is a refusal, and the text stays as it was written.
 */
import { accept, type Resultat, refuse } from '../../../resultat.ts'
import { writeOsm } from '../ecriture-osm.ts'
import type { IndexDeJour } from '../jours.ts'
import { fromOsm } from '../osm.ts'
import type { Horaires } from '../regime.ts'
import { isJourneeEntiere, isTenable } from '../semaine.ts'
import { compose } from './composition.ts'
import { readEnchainement } from './enchainement.ts'
import { type RefusDeMots, splitMots } from './mots.ts'

export type RefusDeLecture =
  | RefusDeMots
  | Readonly<{ code: 'horaires-incertains' }>
  | Readonly<{ code: 'horaires-a-plusieurs-sens' }>

export type HorairesLus = Readonly<{ horaires: Horaires; osm: string }>

/** More than the longest text that the portal writes of hours: each day apart, three ranges, two seasons, 303 words. */
export const MOTS_MAX = 320

/** A workbook repeats the same hours from row to row: what was read lately is not read again. */
const connus = new Map<string, Resultat<HorairesLus, RefusDeLecture>>()
const CONNUS_MAX = 500

/** Reads a text, or the cell of a day when `cellule` names it. */
export function readHoraires(
  texte: string,
  { cellule = null }: Readonly<{ cellule?: IndexDeJour | null }> = {},
): Resultat<HorairesLus, RefusDeLecture> {
  const key = `${cellule} ${texte}`
  const connu = connus.get(key)
  if (connu) return connu
  const lu = readAnew(texte, cellule)
  if (connus.size >= CONNUS_MAX) connus.clear()
  connus.set(key, lu)
  return lu
}

/**
 * « Mo-Fr 09:00-12:00 », OpenStreetMap itself: the days of a week that opens, at hours that people hold. What holds on
 * some dates only is left, since it may not be said back in French.
 */
// R-HOR-37 — choix du portail : des horaires déjà écrits pour OpenStreetMap se lisent tels quels ; muets, ils ferment les jours fériés
function readOsm(texte: string): HorairesLus | undefined {
  const lie = texte.trim().replace(/(?<=\d), +(?=\d\d:)/g, ',')
  const lu = fromOsm(lie)
  if (!lu.ok || lu.value.exceptions.length > 0 || saysADayTwice(lie)) return undefined
  const { semaine, feries } = lu.value
  const plages = [...semaine, feries].flatMap((journee) => (typeof journee === 'string' ? [] : journee))
  if (plages.length === 0 || !plages.every(isTenable)) return undefined
  const isMuet = feries === 'ordinaires' && !semaine.every(isJourneeEntiere)
  const horaires: Horaires = isMuet ? { ...lu.value, feries: 'fermes' } : lu.value
  const osm = writeOsm(horaires)
  return osm === null ? undefined : { horaires, osm }
}

/** A later rule replaces an earlier one there; whoever types « Mo 09:00-12:00; Mo 14:00-17:00 » means both. */
// R-HOR-38 — choix du portail : un jour écrit deux fois se demande, sauf fermé en dernier
function saysADayTwice(texte: string): boolean {
  const dits = new Set<number>()
  return texte.split(';').some((regle) => {
    const lu = fromOsm(regle.trim())
    const { semaine, feries } = lu.ok ? lu.value : { semaine: [], feries: 'ordinaires' }
    const muets: readonly unknown[] = ['inconnu', 'ordinaires']
    const jours = [...semaine, feries].flatMap((journee, at) => (muets.includes(journee) ? [] : [{ journee, at }]))
    const isTwice = jours.some(({ journee, at }) => dits.has(at) && journee !== 'ferme' && journee !== 'fermes')
    for (const { at } of jours) dits.add(at)
    return isTwice
  })
}

function readAnew(texte: string, cellule: IndexDeJour | null): Resultat<HorairesLus, RefusDeLecture> {
  const ecrits = cellule === null ? readOsm(texte) : undefined
  if (ecrits) return accept(ecrits)
  const mots = splitMots(texte)
  // R-HOR-17 — choix du portail : un mot inconnu, et rien n'est compris
  if (!mots.ok) return mots
  const lieux = new Set(mots.value.filter(({ etiquette }) => etiquette === 'lieu').map(({ valeur }) => valeur))
  if (mots.value.length > MOTS_MAX || lieux.size > 1) return refuse({ code: 'horaires-incertains' })
  const readings = readEnchainement(mots.value, cellule !== null)
  if (!readings) return refuse({ code: 'horaires-a-plusieurs-sens' })
  const found = new Map<string, Horaires>()
  for (const reading of readings) {
    const horaires = compose(reading, cellule)
    if (horaires === 'doute') return refuse({ code: 'horaires-incertains' })
    const osm = horaires && writeOsm(horaires)
    if (horaires && osm) found.set(osm, horaires)
  }
  const [first, ...others] = found
  if (!first) return refuse({ code: 'horaires-incertains' })
  // R-HOR-18 — choix du portail : deux sens possibles, et rien n'est retenu
  if (others.length > 0) return refuse({ code: 'horaires-a-plusieurs-sens' })
  return accept({ osm: first[0], horaires: first[1] })
}
