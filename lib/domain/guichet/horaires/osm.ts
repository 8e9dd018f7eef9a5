/**
 * Opening hours in OpenStreetMap syntax, the stored form: the subset that the portal writes, and its reading.
 * Days declared closed are written `off`; days that are not written are unknown (R-HOR-05).
 */
import { accept, type Resultat, refuse } from '../../resultat.ts'
import {
  type HorairesDuJour,
  isJourneeEntiere,
  isSameJournee,
  MINUTES_PAR_JOUR,
  normalizePlages,
  type Plage,
  SEMAINE_INCONNUE,
  type Semaine,
} from './semaine.ts'

/** `feriesFermes`: the point closes on public holidays (`PH off`). */
export type HorairesHebdomadaires = Readonly<{ semaine: Semaine; feriesFermes: boolean }>
export type RefusOsm = Readonly<{ code: 'syntaxe-osm-inconnue'; regle: string }>

const JOURS: readonly string[] = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const SANS_INTERRUPTION = '24/7'
const FERIES_FERMES = 'PH off'

/** The canonical text of a week, or null when no day of it is known. */
export function toOsm(semaine: Semaine): string | null {
  if (semaine.every((journee) => journee === 'inconnu')) return null
  // R-HOR-06 — un point ouvert sans interruption l'est aussi les jours fériés ; les autres ferment
  if (semaine.every(isJourneeEntiere)) return SANS_INTERRUPTION
  const regles: string[] = []
  const done = new Set<number>()
  semaine.forEach((journee, index) => {
    if (journee === 'inconnu' || done.has(index)) return
    const same = semaine.flatMap((other, i) => (isSameJournee(journee, other) ? [i] : []))
    for (const i of same) done.add(i)
    regles.push(`${formatJours(same)} ${journee === 'ferme' ? 'off' : journee.map(formatPlage).join(',')}`)
  })
  return [...regles, FERIES_FERMES].join('; ')
}

/** Reads what `toOsm` writes, in any order of rules; a later rule replaces an earlier one, as in OpenStreetMap. */
export function fromOsm(osm: string): Resultat<HorairesHebdomadaires, RefusOsm> {
  const text = osm.trim()
  if (text === SANS_INTERRUPTION) {
    const entiere: HorairesDuJour = [{ de: 0, a: MINUTES_PAR_JOUR }]
    return accept({
      semaine: [entiere, entiere, entiere, entiere, entiere, entiere, entiere],
      feriesFermes: false,
    })
  }
  let semaine: Semaine = SEMAINE_INCONNUE
  let feriesFermes = false
  for (const part of text.split(';')) {
    const regle = part.trim()
    if (regle === FERIES_FERMES) {
      feriesFermes = true
      continue
    }
    const [jours, heures, extra] = regle.split(' ')
    const indexes = jours === undefined ? undefined : readJours(jours)
    const journee = heures === undefined ? undefined : readHeures(heures)
    if (!indexes || !journee || extra !== undefined) return refuse({ code: 'syntaxe-osm-inconnue', regle })
    semaine = withDays(semaine, indexes, journee)
  }
  return accept({ semaine, feriesFermes })
}

function withDays(semaine: Semaine, indexes: ReadonlySet<number>, journee: HorairesDuJour): Semaine {
  const [lu, ma, me, je, ve, sa, di] = semaine
  const pick = (index: number, now: HorairesDuJour) => (indexes.has(index) ? journee : now)
  return [pick(0, lu), pick(1, ma), pick(2, me), pick(3, je), pick(4, ve), pick(5, sa), pick(6, di)]
}

/** `Mo-Fr`, `Mo,We`, `Mo-We,Fr`; two neighbours are written `Sa,Su`. */
function formatJours(indexes: readonly number[]): string {
  const parts: string[] = []
  for (let i = 0; i < indexes.length; ) {
    let end = i
    while (indexes[end + 1] === (indexes[end] ?? 0) + 1) end += 1
    const first = JOURS[indexes[i] ?? 0] ?? ''
    const last = JOURS[indexes[end] ?? 0] ?? ''
    parts.push(end === i ? first : end === i + 1 ? `${first},${last}` : `${first}-${last}`)
    i = end + 1
  }
  return parts.join(',')
}

const pad = (value: number): string => String(value).padStart(2, '0')
const formatHeure = (minutes: number): string => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
const formatPlage = ({ de, a }: Plage): string => `${formatHeure(de)}-${formatHeure(a)}`

function readJours(text: string): ReadonlySet<number> | undefined {
  const indexes = new Set<number>()
  for (const part of text.split(',')) {
    const match = /^(Mo|Tu|We|Th|Fr|Sa|Su)(?:-(Mo|Tu|We|Th|Fr|Sa|Su))?$/.exec(part)
    if (!match) return undefined
    const from = JOURS.indexOf(match[1] ?? '')
    const to = match[2] === undefined ? from : JOURS.indexOf(match[2])
    if (to < from) return undefined
    for (let index = from; index <= to; index += 1) indexes.add(index)
  }
  return indexes
}

function readHeures(text: string): HorairesDuJour | undefined {
  if (text === 'off' || text === 'closed') return 'ferme'
  const plages: Plage[] = []
  for (const part of text.split(',')) {
    const match = /^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/.exec(part)
    if (!match) return undefined
    const [, h1, m1, h2, m2] = match
    plages.push({ de: Number(h1) * 60 + Number(m1), a: Number(h2) * 60 + Number(m2) })
  }
  return normalizePlages(plages)
}
