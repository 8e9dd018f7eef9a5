/** At what hours: « 9h-12h / 14h-17h », « de 9 à 12 h le matin », « 9h-12h sans rendez-vous et 14h-17h sur rdv ». */
import { isTenable, MINUTES_PAR_JOUR, type Plage } from '../semaine.ts'
import {
  choix,
  entreParentheses,
  faire,
  memo,
  mot,
  option,
  type Regle,
  rien,
  type Suite,
  suite,
} from './combinaisons.ts'
import { pariteApres, type Semaines } from './jours.ts'
import { isClear, isInMoitie, type Moitie } from './moities.ts'
import type { Mot } from './mots.ts'

/** A plage with what qualifies it, or a half of the day that is said to be closed. */
export type Element = Readonly<{
  plage?: Plage
  moitie?: Moitie
  /** The half is said before the plage. */
  annoncee?: true
  surRendezVous?: boolean
  semaines?: Semaines
  fermee?: true
}>

const MOITIES: readonly Moitie[] = ['matin', 'apres-midi', 'soir']

const heure: Regle<number> = choix(
  faire(mot('heure'), ({ valeur }) => valeur),
  faire(mot('nombre'), ({ valeur }) => (valeur <= 24 ? valeur * 60 : undefined)),
)
/** A whole hour with its h: a bare number is an hour only inside a plage. */
export const heureDite: Regle<number> = faire(mot('heure'), ({ valeur }) => valeur)

type PlageLue = Readonly<{ plage: Plage; large: boolean }>

/** A plage that opens and closes when people do. */
function toPlage(ouverture: number, a: number): Plage | undefined {
  const de = ouverture === MINUTES_PAR_JOUR ? 0 : ouverture
  if (de === 0 ? a !== MINUTES_PAR_JOUR : a <= de) return undefined
  return isTenable({ de, a }) ? { de, a } : undefined
}

const unePlage: Regle<PlageLue> = memo(
  choix(
    faire(suite(option(mot('de')), heure, mot('a', '-', '>', 'jusqu-a'), heure), ([, de, lien, a]) =>
      withDash(toPlage(de, a), lien),
    ),
    faire(suite(mot('entre'), heure, mot('et', 'a'), heure), ([, de, , a]) => withDash(toPlage(de, a), undefined)),
  ),
)

const withDash = (plage: Plage | undefined, lien: Mot | undefined): PlageLue | undefined =>
  plage && { plage, large: lien?.etiquette === '-' && lien.large === true }

/** « fermé de 12h à 14h » says when it is closed. */
export const creneau: Regle<Plage> = faire(unePlage, ({ plage }) => plage)

/** « 8h30/12h - 13h30/17h »: four hours that grow, in two pairs joined by something else than a bar. */
const deuxBarres: Regle<readonly [Plage, Plage]> = faire(
  suite(
    heureDite,
    mot('/'),
    heureDite,
    choix<unknown>(mot('-'), mot(','), mot('et'), rien),
    heureDite,
    mot('/'),
    heureDite,
  ),
  ([de1, , a1, , de2, , a2]) => {
    const [first, second] = [toPlage(de1, a1), toPlage(de2, a2)]
    return first && second && a1 <= de2 ? [first, second] : undefined
  },
)

/** « lundi : 8h30/12h30 »: one pair inside one half of the day; « 9h/17h » may be two openings. */
// R-HOR-30 — choix du portail : une barre seule joint deux heures d’une même moitié du jour, ou sépare deux moments
const uneBarre: Regle<readonly Element[]> = faire(suite(heureDite, mot('/'), heureDite), ([de, , a]) => {
  const plage = toPlage(de, a)
  return plage && isClear(plage) ? [{ plage }] : undefined
})

/** « 8h30-12h / fermé », « fermé / 14h-17h »: the other half of the day. */
const moitieFermee: Regle<readonly Element[]> = (mots, at) =>
  choix<readonly Element[]>(
    faire(suite(unePlage, mot('/'), mot('ferme')), ([{ plage }]) =>
      isInMoitie(plage, 'matin') ? [{ plage }, { moitie: 'apres-midi', fermee: true }] : undefined,
    ),
    faire(suite(mot('ferme'), mot('/'), unePlage), ([, , { plage }]) =>
      isInMoitie(plage, 'apres-midi') ? [{ moitie: 'matin', fermee: true }, { plage }] : undefined,
    ),
  )(mots, at)

const isMoitie = (text: string): text is Moitie => MOITIES.some((moitie) => moitie === text)
export const moitie: Regle<Moitie> = faire(mot(...MOITIES), ({ etiquette }) =>
  isMoitie(etiquette) ? etiquette : undefined,
)
export const rendezVous: Regle<boolean> = faire(
  suite(option(mot('intro')), mot('sur-rdv', 'sans-rdv')),
  ([, { etiquette }]) => etiquette === 'sur-rdv',
)
type ElementLu = Element & Readonly<{ large: boolean }>

const continu = option(choix(mot('continu'), entreParentheses(mot('continu'))))
const deuxPoints = option(mot(':'))

const element: Regle<ElementLu> = memo(
  choix<ElementLu>(
    faire(
      suite(
        option(faire(suite(moitie, deuxPoints), ([valeur]) => valeur)),
        // « sur rendez-vous : 9h-12h, 14h-17h » announces both
        option(rendezVous),
        continu,
        unePlage,
        continu,
        option(choix(moitie, entreParentheses(moitie))),
        option(choix(rendezVous, entreParentheses(rendezVous))),
        option(pariteApres),
      ),
      ([avant, reserve1, , { plage, large }, , apres, reserve2, semaines]) =>
        (avant && apres) || (reserve1 !== undefined && reserve2 !== undefined)
          ? undefined
          : {
              ...qualified({ plage, large }, avant ?? apres, reserve1 ?? reserve2, semaines),
              ...(avant && { annoncee: true as const }),
            },
    ),
    faire(suite(moitie, deuxPoints, mot('ferme')), ([half]) => ({ moitie: half, fermee: true as const, large: false })),
    faire(suite(mot('ferme'), moitie), ([, half]) => ({ moitie: half, fermee: true as const, large: false })),
  ),
)

const qualified = (
  { plage, large }: PlageLue,
  half: Moitie | undefined,
  surRendezVous: boolean | undefined,
  semaines: Semaines | undefined,
) => ({
  plage,
  large,
  ...(half && { moitie: half }),
  ...(surRendezVous !== undefined && { surRendezVous }),
  ...(semaines && { semaines }),
})

const entre: Regle<Mot | undefined> = choix<Mot | undefined>(
  rien,
  mot(',', '/', 'et', ';', '\n', '-'),
  faire(suite(mot(','), mot('et')), ([virgule]) => virgule),
)

/** Nobody opens more often in a day. */
const PLAGES_MAX = 6

const joints: Regle<readonly Element[]> = (mots, at) => {
  const first = element(mots, at)
  const found: Suite<readonly ElementLu[]>[] = []
  let states: readonly Suite<readonly ElementLu[]>[] = first.map(([value, to]) => [[value], to])
  for (let length = 1; states.length > 0 && length <= PLAGES_MAX; length += 1) {
    found.push(...states)
    states = states.flatMap(([values, from]) =>
      suite(entre, element)(mots, from).flatMap(([[lien, value], to]) => {
        // « 9h - 12h - 14h - 17h »: the dash that separates must not look like those that join
        const isClear = lien?.etiquette !== '-' || (lien.large && !values.at(-1)?.large && !value.large)
        return isClear ? [[[...values, value], to] as const] : []
      }),
    )
  }
  return found.map(([values, to]) => [values.map(({ large: _, ...rest }) => rest), to])
}

/** One plage or more, each with its own qualities. */
const heures: Regle<readonly Element[]> = memo(
  choix(
    joints,
    uneBarre,
    moitieFermee,
    faire(deuxBarres, (plages) => plages.map((plage) => ({ plage }))),
    faire(mot('24h'), () => [{ plage: { de: 0, a: 1440 } }]),
  ),
)

/** Hours, and what is said after them of all of them: « 9h-12h et 14h-17h, sur rendez-vous ». */
export type Heures = Readonly<{ heures: readonly Element[]; surRendezVous?: boolean }>

const isUnsaid = (found: readonly Element[]): boolean => found.every(({ surRendezVous }) => surRendezVous === undefined)
const reserver = (found: readonly Element[], surRendezVous: boolean, min: number): Heures | undefined =>
  found.length >= min && isUnsaid(found) ? { heures: found, surRendezVous } : undefined

export const heuresReservees: Regle<Heures> = memo(
  choix<Heures>(
    faire(choix(heures, entreParentheses(heures)), (found) => ({ heures: found })),
    // said of one plage, it is read with it
    faire(suite(heures, choix(rendezVous, entreParentheses(rendezVous))), ([found, valeur]) =>
      reserver(found, valeur, 2),
    ),
    faire(suite(entreParentheses(heures), rendezVous), ([found, valeur]) => reserver(found, valeur, 1)),
    faire(suite(heures, mot(',', ':', '-'), rendezVous), ([found, , valeur]) => reserver(found, valeur, 1)),
  ),
)
