/** In which part of the year: « du 1er juillet au 31 août », « en juillet et août », « de septembre à juin ». */
import { FINS_DE_MOIS } from '../osm.ts'
import type { Saison } from '../regime.ts'
import { choix, faire, liste, memo, mot, option, type Regle, suite } from './combinaisons.ts'

/** `annuelle`: the words say that it comes back each year. */
export type SaisonDite = Saison & Readonly<{ annuelle?: true }>

/** « le 24 décembre », which after a day of the week is a date of one year: « fermé le lundi 24 décembre ». */
export const isOneDay = ({ du, au }: Saison): boolean => du === au

const pad = (value: number): string => String(value).padStart(2, '0')
const FEVRIER = 2

type Quantieme = Readonly<{ jour: number; mois: number }>

const mois: Regle<number> = faire(mot('mois'), ({ valeur }) => valeur)
const jour: Regle<number> = choix(
  faire(mot('nombre'), ({ valeur }) => valeur),
  faire(mot('rang'), ({ valeur }) => (valeur === 1 ? 1 : undefined)),
)
const quantieme: Regle<Quantieme> = choix(
  faire(suite(jour, mois), ([d, m]) => ({ jour: d, mois: m })),
  faire(suite(mot('nombre'), mot('/'), mot('nombre')), ([d, , m]) => ({ jour: d.valeur, mois: m.valeur })),
)

/** A day that each year has; 29 February only closes a season that ends with the month. */
function exists({ jour: d, mois: m }: Quantieme): boolean {
  const fin = FINS_DE_MOIS[m - 1]
  return fin !== undefined && d >= 1 && d <= (m === FEVRIER ? 28 : fin)
}

function toSaison(du: Quantieme, au: Quantieme): Saison | undefined {
  if (!exists(du) || !exists(au)) return undefined
  if (du.mois === au.mois && du.jour >= au.jour) return undefined
  return { du: `${pad(du.mois)}-${pad(du.jour)}`, au: `${pad(au.mois)}-${pad(au.jour)}` }
}

const toJour = (day: Quantieme): Saison | undefined =>
  exists(day) ? { du: `${pad(day.mois)}-${pad(day.jour)}`, au: `${pad(day.mois)}-${pad(day.jour)}` } : undefined

function wholeMonths(premier: number, dernier: number): Saison | undefined {
  // from January to December, or from August to July, is all the year: a slip
  if (premier === dernier + 1 || (premier === 1 && dernier === 12)) return undefined
  return { du: `${pad(premier)}-01`, au: `${pad(dernier)}-${pad(FINS_DE_MOIS[dernier - 1] ?? 31)}` }
}

const du = option(mot('du', 'de'))
const en = option(mot('en'))
const inclus = option(mot('inclus'))

const dates: Regle<Saison> = choix(
  faire(suite(du, quantieme, mot('a', '-'), quantieme, inclus), ([, from, , to]) => toSaison(from, to)),
  // « du 1er au 15 août »
  faire(suite(du, jour, mot('a', '-'), quantieme, inclus), ([, from, , to]) =>
    toSaison({ jour: from, mois: to.mois }, to),
  ),
  faire(
    suite(
      en,
      faire(suite(jour, mois), ([d, m]) => ({ jour: d, mois: m })),
    ),
    ([, day]) => toJour(day),
  ),
  faire(suite(du, mois, mot('a', '-'), en, mois, inclus), ([, from, , , to]) => wholeMonths(from, to)),
  faire(suite(en, mois), ([, month]) => wholeMonths(month, month)),
  faire(suite(en, mois, mot('et', '/', ','), en, mois), ([, from, , , to]) =>
    to === from + 1 || (from === 12 && to === 1) ? wholeMonths(from, to) : undefined,
  ),
)

/** « les 24 et 31 décembre »: days of one month, each by itself. */
export const joursDuMois: Regle<readonly Saison[]> = faire(
  suite(en, liste(jour, choix<unknown>(mot('et'), mot(','))), mois),
  ([, days, month]) => {
    const found = days.flatMap((day) => toJour({ jour: day, mois: month }) ?? [])
    const isOrdered = days.every((day, i) => i === 0 || (days[i - 1] ?? 32) < day)
    return days.length > 1 && found.length === days.length && isOrdered ? found : undefined
  },
)

const chaqueAnnee = mot('chaque-annee')
const datesDites: Regle<SaisonDite> = choix<SaisonDite>(
  dates,
  faire(suite(dates, option(mot(',')), chaqueAnnee), ([found]) => ({ ...found, annuelle: true as const })),
  faire(suite(chaqueAnnee, option(mot(',')), dates), ([, , found]) => ({ ...found, annuelle: true as const })),
)

/** Dates, alone or after the name of their season, which alone has none. */
export const saison: Regle<SaisonDite> = memo(
  choix<SaisonDite>(
    datesDites,
    faire(suite(mot('saison-nommee'), option(mot(':', ',', '-')), datesDites), ([, , found]) => found),
    faire(suite(mot('saison-nommee'), mot('('), datesDites, mot(')')), ([, , found]) => found),
  ),
)
