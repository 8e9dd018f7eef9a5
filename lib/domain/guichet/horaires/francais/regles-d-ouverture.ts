/** How people say when it opens: « lundi 9h-12h », « de 9h à 12h le mardi », « sur rendez-vous », « idem ». */
import type { IndexDeJour } from '../jours.ts'
import type { Clause } from './clauses.ts'
import { choix, entreParentheses, faire, liste, memo, mot, option, type Regle, rien, suite } from './combinaisons.ts'
import { type Heures, heuresReservees, moitie, rendezVous } from './heures.ts'
import { type Selection, selections } from './jours.ts'
import { isInMoitie, type Moitie } from './moities.ts'
import type { Mot } from './mots.ts'

/** « Horaires d'ouverture : », « Guichet ouvert », before what they announce. */
export const intros: Regle<unknown> = memo(
  choix<unknown>(
    rien,
    suite(liste(mot('intro', 'lieu', 'continu', 'ouvert'), rien), option(mot(':', ',', '-')), option(mot('\n'))),
  ),
)

/** Between days and their hours, and whether nothing, signs and words, or a new line stands there. */
export const apresJours: Regle<'rien' | 'mots' | 'ligne'> = faire(
  suite(
    option(mot('continu')),
    option(mot(':', ',', '-')),
    option(mot('\n')),
    choix<unknown>(rien, suite(mot('ouvert', 'intro'), option(mot(':')))),
  ),
  (words) => (words[2] !== undefined ? 'ligne' : words.some((word) => word !== undefined) ? 'mots' : 'rien'),
)
const saufJours: Regle<readonly Selection[]> = choix(
  faire(suite(option(mot(',')), mot('sauf'), selections, option(mot(','))), ([, , found]) => found),
  entreParentheses(faire(suite(mot('sauf'), selections), ([, found]) => found)),
)

const reserveAvant: Regle<boolean> = faire(suite(rendezVous, option(mot(':', ','))), ([valeur]) => valeur)

export const joursPuisHeures: Regle<Clause> = faire(
  suite(
    choix<Mot | null>(
      faire(intros, () => null),
      mot('aussi'),
    ),
    selections,
    option(saufJours),
    option(mot('aussi')),
    option(faire(suite(option(mot(',')), moitie), ([, half]) => half)),
    apresJours,
    option(reserveAvant),
    heuresReservees,
  ),
  ([debut, sur, sauf, aussi, half, apres, avant, found]) =>
    avant !== undefined && found.surRendezVous !== undefined
      ? undefined
      : ouvre(
          sur,
          { ...found, ...(avant !== undefined && { surRendezVous: avant }) },
          {
            sauf,
            moitie: half,
            aussi: (aussi ?? debut ?? null) !== null,
            doute: (apres === 'rien' && isBeyondItsHalf(sur, found)) || (apres === 'ligne' && mayBeColumns(sur, found)),
          },
        ),
)

/** « samedi matin 9h-12h, 14h-17h »: hours out of the half of the day that its days were given. */
// R-HOR-33 — choix du portail : « et le samedi matin » n’ouvre pas le samedi après-midi
function isBeyondItsHalf(sur: readonly Selection[], { heures: [first, ...others] }: Heures): boolean {
  const half = first?.annoncee ? first.moitie : undefined
  // « du lundi au vendredi et le samedi matin 9h-12h, l'après-midi 14h-17h »: on Saturday too?
  const isOfLast = sur.some(({ large }) => large) && !sur.at(-1)?.large
  return (
    half !== undefined &&
    others.some(({ plage, moitie: own }) => plage && (isOfLast || !own) && !isInMoitie(plage, half))
  )
}

/** « Lundi Mardi⏎9h-12h 14h-17h »: both for both, or one under each? */
const mayBeColumns = (sur: readonly Selection[], { heures }: Heures): boolean =>
  heures.length > 1 && sur.some(({ signe }) => signe?.etiquette === 'rien')

const entreJours: Regle<unknown> = choix<unknown>(mot(','), mot('et'), suite(mot(','), mot('et')))
type DeMoitie = Readonly<{ sur: readonly Selection[]; moitie: Moitie }>

/** « lundi matin et jeudi matin », « le premier samedi matin du mois », « tous les matins du lundi au vendredi ». */
const joursDeMoitie: Regle<DeMoitie> = choix(
  faire(liste(suite(selections, moitie), entreJours), (found) => {
    const [first] = found
    const isSame = first && found.length > 1 && found.every(([, half]) => half === first[1])
    return isSame ? { sur: found.flatMap(([sur]) => sur), moitie: first[1] } : undefined
  }),
  faire(suite(selections, moitie, mot('du-mois')), ([sur, half]) =>
    sur.every(({ rangs }) => rangs) ? { sur, moitie: half } : undefined,
  ),
  faire(suite(mot('tous'), moitie, selections), ([, half, sur]) => ({ sur, moitie: half })),
)

export const joursDeMoitiePuisHeures: Regle<Clause> = faire(
  suite(intros, joursDeMoitie, apresJours, heuresReservees),
  ([, { sur, moitie: half }, , found]) => ouvre(sur, found, { moitie: half }),
)

export const heuresPuisJours: Regle<Clause> = faire(
  suite(
    intros,
    heuresReservees,
    choix(
      faire(suite(option(mot(',', ':')), selections), ([, found]) => found),
      entreParentheses(selections),
    ),
    option(
      choix(
        rendezVous,
        faire(suite(mot(',', ':', '-'), rendezVous), ([, valeur]) => valeur),
      ),
    ),
  ),
  ([, found, sur, apres]) =>
    apres !== undefined && found.surRendezVous !== undefined
      ? undefined
      : ouvre(sur, { ...found, ...(apres !== undefined && { surRendezVous: apres }) }, {}),
)

/** Hours alone: those of the cell's day, or of the days already said, in a season. */
export const heuresSeules: Regle<Clause> = faire(suite(intros, heuresReservees), ([, found]) => ouvre(null, found, {}))

type Qualites = Readonly<{
  sauf?: readonly Selection[] | undefined
  moitie?: Moitie | undefined
  aussi?: boolean
  doute?: boolean
}>

/** Days that open. */
export function ouvre(
  sur: readonly Selection[] | null,
  found: Heures,
  { sauf, moitie: half, aussi, doute }: Qualites,
): Clause {
  return {
    type: 'ouvre',
    sur,
    ...found,
    ...(sauf && { sauf }),
    ...(half && { moitie: half }),
    ...(aussi && { aussi: true as const }),
    ...(doute && { doute: true as const }),
  }
}

export const surRendezVous: Regle<unknown> = mot('sur-rdv')
export const joursSurRendezVous: Regle<Clause> = faire(
  choix(
    faire(suite(intros, selections, apresJours, surRendezVous), ([, sur]) => sur),
    faire(suite(intros, surRendezVous, option(mot(':')), selections), ([, , , sur]) => sur),
  ),
  (sur) => ({ type: 'rendez-vous', sur }),
)

const jourNomme: Regle<IndexDeJour | null> = faire(selections, ([first, ...others]) =>
  first && others.length === 0 && first.jours.length === 1 && !first.rangs && !first.semaines
    ? (first.jours[0] ?? null)
    : undefined,
)
export const idem: Regle<Clause> = faire(
  suite(selections, apresJours, mot('idem'), option(faire(suite(option(mot('a', 'du')), jourNomme), ([, day]) => day))),
  ([sur, , , comme]) => ({ type: 'idem', sur, comme: comme ?? null }),
)
