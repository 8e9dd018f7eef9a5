/** The seven days and the free text of a point, together: each says what the other does not, or they disagree. */
import { horairesDeSemaine } from './ecriture-osm.ts'
import { groupExceptions } from './exceptions.ts'
import type { Exception, Horaires } from './regime.ts'
import { type HorairesDuJour, isSameJournee, type Semaine } from './semaine.ts'

const isOpen = (journee: HorairesDuJour | undefined): boolean =>
  journee !== undefined && journee !== 'ferme' && journee !== 'inconnu'

/** The hours of both; `undefined` when they differ, or when together they leave a doubt. */
// R-HOR-23 — choix du portail : les sept jours et le texte ; s'ils se contredisent, les sept jours l'emportent
export function mergeHoraires(jours: Horaires, texte: Horaires): Horaires | undefined {
  const semaine = mergeSemaines(jours.semaine, texte.semaine)
  if (!semaine) return undefined
  const isDoubtful = [jours, texte].some((part) => part.exceptions.some((e) => !standsBy(e, part.semaine, semaine)))
  const isClash = jours.exceptions.some((one) => texte.exceptions.some((other) => mayClash(one, other)))
  if (isDoubtful || isClash) return undefined
  return {
    semaine,
    exceptions: groupExceptions([...jours.exceptions, ...texte.exceptions]),
    feries: texte.feries === 'fermes' ? horairesDeSemaine(semaine).feries : texte.feries,
    sinonRendezVous: texte.sinonRendezVous,
  }
}

function mergeSemaines(one: Semaine, other: Semaine): Semaine | undefined {
  let differs = false
  const pick = (a: HorairesDuJour, b: HorairesDuJour): HorairesDuJour => {
    if (a !== 'inconnu' && b !== 'inconnu' && !isSameJournee(a, b)) differs = true
    return a === 'inconnu' ? b : a
  }
  const [a0, a1, a2, a3, a4, a5, a6] = one
  const [b0, b1, b2, b3, b4, b5, b6] = other
  const merged: Semaine = [
    pick(a0, b0),
    pick(a1, b1),
    pick(a2, b2),
    pick(a3, b3),
    pick(a4, b4),
    pick(a5, b5),
    pick(a6, b6),
  ]
  return differs ? undefined : merged
}

/** Whether an exception still means one thing beside the days that the other part brings. */
function standsBy({ dates, jours, horaires }: Exception, own: Semaine, merged: Semaine): boolean {
  if (!isOpen(horaires)) return true
  const brought = ([0, 1, 2, 3, 4, 5, 6] as const).filter((jour) => isOpen(merged[jour]) && !isOpen(own[jour]))
  return 'saison' in dates
    ? brought.every((jour) => jours.includes(jour))
    : brought.every((jour) => !jours.includes(jour))
}

/** Two exceptions of the same days that are not the same; a season that closes all may stand with any. */
function mayClash(one: Exception, other: Exception): boolean {
  const isClosure = [one, other].some(({ dates, horaires }) => 'saison' in dates && horaires === 'ferme')
  const shared = one.jours.some((jour) => other.jours.includes(jour))
  const isSame =
    JSON.stringify(one.dates) === JSON.stringify(other.dates) && isSameJournee(one.horaires, other.horaires)
  return shared && !isClosure && !isSame
}
