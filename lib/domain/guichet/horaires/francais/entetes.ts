/**
 * Headers: « semaines paires : », « en juillet et août : », « sur rendez-vous : », « matin : », and how far each reaches,
 * which may be read in several ways.
 */
import type { Clause } from './clauses.ts'
import { choix, faire, mot, option, type Regle, rien, suite } from './combinaisons.ts'
import { moitie, rendezVous } from './heures.ts'
import { pariteSeule, type Semaines } from './jours.ts'
import type { Moitie } from './moities.ts'
import type { Mot } from './mots.ts'
import { intros } from './regles-d-ouverture.ts'
import { isOneDay, type SaisonDite, saison } from './saisons.ts'

/** What a header lays on what follows. `annee`: « le reste de l'année », no season any more. */
export type Portee = Readonly<{
  saison?: SaisonDite | 'annee'
  semaines?: Semaines
  surRendezVous?: boolean
  moitie?: Moitie
}>

/** A header alone on its line holds until the next of its kind; one with a colon, or without, may stop earlier. */
type Tenue = 'ligne' | 'deux-points' | 'nue'
export type EnTete = Readonly<{ portee: Portee; tenue: Tenue }>

const qualite: Regle<Portee> = choix<Portee>(
  faire(pariteSeule, (semaines) => ({ semaines })),
  faire(saison, (found) => ({ saison: found })),
  faire(mot('reste-annee'), () => ({ saison: 'annee' as const })),
  faire(rendezVous, (surRendezVous) => ({ surRendezVous })),
)

const enTete: Regle<EnTete> = (mots, at) => {
  const isLine = at === 0 || mots[at - 1]?.etiquette === '\n'
  return choix<EnTete>(
    faire(
      suite(intros, qualite, option(mot(':', ',')), isLine ? option(mot('\n')) : rien),
      ([, portee, signe, saut]) =>
        // « le 24 décembre, … » announces; « lundi 24 décembre … » is a date
        signe === undefined && isDay(portee)
          ? undefined
          : { portee, tenue: saut ? 'ligne' : signe?.etiquette === ':' ? 'deux-points' : 'nue' },
    ),
    faire(suite(moitie, option(mot(':'))), ([half, signe]) => ({
      portee: { moitie: half },
      tenue: signe ? ('deux-points' as const) : ('nue' as const),
    })),
  )(mots, at)
}

const isDay = ({ saison: found }: Portee): boolean => found !== undefined && found !== 'annee' && isOneDay(found)

/** What stands between two things said. */
export type Separation = 'rien' | 'faible' | 'forte'

/** The headers that stand here, none included, each replacing the former of its kind. */
export function underHeaders(
  mots: readonly Mot[],
  at: number,
  entetes: readonly EnTete[],
): readonly (readonly [readonly EnTete[], number])[] {
  const one = enTete(mots, at)
  const two = one.flatMap(([first, to]) =>
    // « en juillet août » is not one season, then the other
    enTete(mots, to).flatMap(([second, end]) =>
      kindOf(first) === kindOf(second) ? [] : [[replaceHeader(replaceHeader(entetes, first), second), end] as const],
    ),
  )
  return [[entetes, at], ...one.map(([header, to]) => [replaceHeader(entetes, header), to] as const), ...two]
}

const kindOf = ({ portee }: EnTete): string | undefined => Object.keys(portee)[0]

const replaceHeader = (entetes: readonly EnTete[], header: EnTete): readonly EnTete[] => [
  ...entetes.filter((other) => kindOf(other) !== kindOf(header)),
  header,
]

/** What is left of the headers after a separation: each that may have stopped is read both ways. */
export function evolutions(entetes: readonly EnTete[], nature: Separation): readonly (readonly EnTete[])[] {
  let all: readonly (readonly EnTete[])[] = [[]]
  for (const header of entetes) {
    const kept = all.map((list) => [...list, header])
    // R-HOR-35 — choix du portail : « sur rdv lundi 9h-12h mardi 9h-12h » ne dit pas si le mardi aussi est sur rendez-vous
    const isOfNext = nature !== 'rien' || header.portee.surRendezVous !== undefined
    const mayStop = header.tenue === 'deux-points' ? nature === 'forte' : header.tenue === 'nue' && isOfNext
    all = mayStop ? [...kept, ...all] : kept
  }
  return all
}

/** Whether a header says something of a thing: « en août, sur rendez-vous » is not said of all the year. */
export function mayStandUnder(
  { type }: Clause,
  { saison: found, semaines, moitie: half, surRendezVous }: Portee,
): boolean {
  const hasDates = (found !== undefined && found !== 'annee') || semaines !== undefined
  if (type === 'ouvre') return true
  if (type === 'rendez-vous') return half === undefined && surRendezVous !== false
  if (type === 'ferme') return half === undefined
  if (type === 'reserve') return !hasDates && half === undefined && surRendezVous === undefined
  return !hasDates && half === undefined
}
