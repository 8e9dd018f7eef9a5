/**
 * A whole text: things said one after the other, under headers. Every way to read it is given; the composition compares
 * what they mean.
 */
import type { Clause, Phrase } from './clauses.ts'
import { type EnTete, evolutions, mayStandUnder, type Portee, type Separation, underHeaders } from './entetes.ts'
import type { Mot } from './mots.ts'
import { phrase } from './phrases.ts'

/** What stands between two things said: nothing, one sign alone, or anything else (null). */
export type Lien = 'rien' | Mot['etiquette'] | null

/** A thing said, under its headers, in its sentence. */
export type Situee = Readonly<{
  clause: Clause
  portee: Portee
  phrase: number
  /** After what was said before. */
  lien: Lien
  aparte?: true | undefined
  doute?: true | undefined
}>

const FORTES = ['.', '\n', ';'] as const
const FAIBLES = [',', '/', '-', 'et'] as const
const isOneOf = (list: readonly string[], word: Mot | undefined) => word !== undefined && list.includes(word.etiquette)

/** `et`: the last word before what follows; null when a « et » or a bar waits for what does not come. */
type Separe = Readonly<{ nature: Separation; to: number; et: boolean; lien: Lien }>

/** Everything that separates, taken at once. */
function readSeparation(mots: readonly Mot[], at: number): Separe | null {
  let to = at
  let nature: Separation = 'rien'
  for (; isOneOf(FORTES, mots[to]) || isOneOf(FAIBLES, mots[to]); to += 1) {
    if (isOneOf(['et', '/'], mots[to - 1]) && to > at) return null
    if (isOneOf(FORTES, mots[to])) nature = 'forte'
    else if (nature === 'rien') nature = 'faible'
  }
  // a text that stops on « , » or « et » was cut
  if (to === mots.length && nature === 'faible') return null
  const lien = to === at ? 'rien' : to === at + 1 ? (mots[at]?.etiquette ?? null) : null
  return { nature, to, et: mots[to - 1]?.etiquette === 'et' && to > at, lien }
}

/** Where the reading of a text is: under which headers, in which sentence, after what. */
type Place = Readonly<{
  at: number
  entetes: readonly EnTete[]
  sens: Phrase['sens']
  rang: number
  /** Whether nothing was said yet in the sentence. */
  debut: boolean
  /** What was said just before, with nothing between. */
  colle: Clause['type'] | null
  lien: Lien
  /** The only thing said before in the sentence: what is said of an appointment after it was read with it. */
  premier: Clause['type'] | null
}>

/** Beyond, a text has too many readings to be certain. */
const LECTURES_MAX = 256

/**
 * All the readings of a text, or null when they are too many. `cellule`: hours may stand alone, their day is known.
 */
export function readEnchainement(mots: readonly Mot[], cellule: boolean): readonly (readonly Situee[])[] | null {
  const known = new Map<string, readonly (readonly Situee[])[]>()
  let isTooMany = false

  const from = (place: Place): readonly (readonly Situee[])[] => {
    const key = JSON.stringify(place)
    const done = known.get(key)
    if (done) return done
    const found: (readonly Situee[])[] = []
    for (const [under, start] of underHeaders(mots, place.at, place.entetes)) {
      for (const [said, to] of phrase(mots, start)) {
        const situees = mayFollow(said, place) ? situate(said, under, { cellule, place }) : undefined
        if (!situees) continue
        for (const rest of after({ ...place, at: to, entetes: under, sens: said.sens ?? place.sens }, situees)) {
          found.push([...situees, ...rest])
          if (found.length > LECTURES_MAX) isTooMany = true
          if (isTooMany) return []
        }
      }
    }
    known.set(key, found)
    return found
  }

  const after = (
    { at, entetes, sens, rang, debut: isFirst }: Place,
    said: readonly Situee[],
  ): readonly (readonly Situee[])[] => {
    const separe = readSeparation(mots, at)
    if (!separe) return []
    const { nature, to, et, lien } = separe
    if (to === mots.length) return [[]]
    const type = said.at(-1)?.clause.type ?? null
    // « fermé dimanche et jours fériés »: « et » goes on with what is closed
    if (et && type === 'ferme' && mots[to]?.etiquette !== 'ouvert') return []
    // « sur rdv et le mardi 9h-12h »: two ways to be received, not one
    if (et && type === 'reserve') return []
    const next = {
      at: to,
      sens: nature === 'forte' ? undefined : sens,
      rang: nature === 'forte' ? rang + 1 : rang,
      debut: nature === 'forte',
      colle: nature === 'rien' ? type : null,
      lien,
      premier: isFirst && said.length === 1 && nature !== 'forte' ? type : null,
    }
    return evolutions(entetes, nature).flatMap((kept) =>
      // « lundi 9h-12h et sur rendez-vous »: at these hours, or at others?
      from({ ...next, entetes: kept }).filter(([first]) => !(et && first?.clause.type === 'reserve')),
    )
  }

  const start = mots.findIndex(({ etiquette }) => etiquette !== '\n')
  const debut = { entetes: [], sens: undefined, rang: 0, debut: true, colle: null, lien: null, premier: null }
  const read = start < 0 ? [] : from({ ...debut, at: start })
  return isTooMany ? null : read
}

/** Whether a thing may be said after another: hours before their day are announced, and one order is kept. */
function mayFollow(said: Phrase, { sens, colle, premier }: Place): boolean {
  if (premier === 'ouvre' && said.clauses.some(({ type }) => type === 'reserve')) return false
  if (sens && said.sens && sens !== said.sens) return false
  // « lundi 9h-12h 14h-17h mardi », « sur rendez-vous : lundi jeudi 14h-17h »: something lacks
  if (colle !== null && said.sens === 'heures') return false
  return colle !== 'rendez-vous' || said.sens === undefined
}

/** A thing said under its headers; what says the same quality twice is not a reading. */
function situate(
  { clauses, saison: ownSaison, semaines: ownSemaines, aparte, doute }: Phrase,
  entetes: readonly EnTete[],
  { cellule, place: { rang, lien } }: Readonly<{ cellule: boolean; place: Place }>,
): readonly Situee[] | undefined {
  const above: Portee = Object.assign({}, ...entetes.map(({ portee }) => portee))
  if ((ownSaison && above.saison) || (ownSemaines && above.semaines)) return undefined
  const portee: Portee = {
    ...above,
    ...(ownSaison && { saison: ownSaison }),
    ...(ownSemaines && { semaines: ownSemaines }),
  }
  const isAlone = clauses.some(
    (clause) => (clause.type === 'ouvre' && clause.sur === null) || (clause.type === 'ferme' && clause.cible === null),
  )
  if (isAlone && !cellule && !portee.saison) return undefined
  if (!clauses.every((clause) => mayStandUnder(clause, portee))) return undefined
  return clauses.map((clause, at) => ({ clause, portee, phrase: rang, lien: at === 0 ? lien : null, aparte, doute }))
}
