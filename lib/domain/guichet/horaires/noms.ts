/** The words of the calendar, as they are written back to people and read again. */
import { FINS_DE_MOIS } from './osm.ts'
import type { RangDuMois, Saison } from './regime.ts'

export const JOURS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const
export const MOIS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const

/** « a », « a et b », « a, b et c ». */
export const joinEt = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} et ${parts.at(-1)}`

/** « 1er et 3e », « dernier ». */
export const nameRangs = (rangs: readonly RangDuMois[]): string =>
  joinEt(rangs.map((rang) => (rang === -1 ? 'dernier' : rang === 1 ? '1er' : `${rang}e`)))

/** « en août », « en juillet et août », « de novembre à février », « du 1er au 15 août », « le 15 août ». */
function nameSaison({ du, au }: Saison): string {
  const [mois1 = 1, jour1 = 1] = du.split('-').map(Number)
  const [mois2 = 1, jour2 = 1] = au.split('-').map(Number)
  const [nom1 = '', nom2 = ''] = [MOIS[mois1 - 1], MOIS[mois2 - 1]]
  if (jour1 === 1 && jour2 === FINS_DE_MOIS[mois2 - 1]) {
    if (mois1 === mois2) return `en ${nom1}`
    return mois2 === mois1 + 1 ? `en ${nom1} et ${nom2}` : `${/^[ao]/.test(nom1) ? 'd’' : 'de '}${nom1} à ${nom2}`
  }
  const numero = (jour: number) => (jour === 1 ? '1er' : String(jour))
  if (du === au) return `le ${numero(jour1)} ${nom1}`
  return mois1 === mois2 && jour1 < jour2
    ? `du ${numero(jour1)} au ${numero(jour2)} ${nom1}`
    : `du ${numero(jour1)} ${nom1} au ${numero(jour2)} ${nom2}`
}

/** Fixed holidays, the eves of Christmas and of New Year's Day, 26 December. */
const FETES = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-24', '12-25', '12-26', '12-31']

/** Whether a closure on these dates is of each year by itself: whole months, or a fixed holiday. */
export const isDeChaqueAnnee = ({ du, au }: Saison): boolean =>
  du === au
    ? FETES.includes(du)
    : du.endsWith('-01') && Number(au.slice(3)) === FINS_DE_MOIS[Number(au.slice(0, 2)) - 1]

/** When it closes: « du 3 au 21 août de chaque année », since without it these days may be those of one year. */
export const nameFermeture = (saison: Saison): string =>
  isDeChaqueAnnee(saison) ? nameSaison(saison) : `${nameSaison(saison)} de chaque année`

const DEUX_MOIS = 2 * 31
/** Whether an opening on these dates is of each year by itself too: a season of two months or more. */
export function revientChaqueAnnee(saison: Saison): boolean {
  if (isDeChaqueAnnee(saison)) return true
  const [mois1 = 1, jour1 = 1] = saison.du.split('-').map(Number)
  const [mois2 = 1, jour2 = 1] = saison.au.split('-').map(Number)
  const jours = (mois2 - mois1) * 31 + jour2 - jour1
  return (jours < 0 ? jours + 12 * 31 : jours) >= DEUX_MOIS
}

/** When other hours hold: « du 3 au 21 août de chaque année », « du 15 juin au 15 septembre ». */
export const nameOuverture = (saison: Saison): string =>
  revientChaqueAnnee(saison) ? nameSaison(saison) : `${nameSaison(saison)} de chaque année`
