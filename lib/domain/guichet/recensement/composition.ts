/** Hours in pieces put back into one text, which the reader of day cells then judges: nothing is decided here. */
import { isInMoitie } from '../horaires/francais/moities.ts'
import { readPlages } from '../horaires/plages.ts'
import type { Cellule } from './classeur.ts'
import { motMuet } from './muettes.ts'
import type { Cible } from './pieces.ts'
import { fold } from './texte.ts'

type Morceau = Readonly<{ cible: Cible; texte: string }>
type Moitie = 'matin' | 'apres-midi' | undefined

const ORDRE = ['matin', 'journee', 'apres-midi', 'suite'] as const
// R-REC-113 — choix du portail : une croix coche « ouvert » pour les uns, « fermé » pour les autres
const FERME = /^(?:ferme|fermee|non)$/
const MINUTES_PAR_JOUR = 1440
/** « 0,375 » as a file of text keeps it. */
const FRACTION = /^\s*0[.,]\d{1,20}\s*$/

/** `09:00` for a cell that holds a time of the clock: the part of the day that a spreadsheet stores, shown as a time or not. */
export function heureDe({ valeur, texte }: Cellule): string | undefined {
  const isMontree = typeof valeur === 'number' && valeur >= 0 && valeur <= 1 && /\d\s*[:hH]\s*\d/.test(texte)
  const part = typeof valeur === 'number' ? valeur : FRACTION.test(texte) ? Number(texte.trim().replace(',', '.')) : 0
  const minutes = Math.round(part * MINUTES_PAR_JOUR)
  // R-REC-128 — choix du portail : sous un en-tête d’horaires, une part de jour qui tombe sur une minute est une heure
  const isNue = part > 0 && part < 1 && Math.abs(part * MINUTES_PAR_JOUR - minutes) < 0.05
  if (!isMontree && !isNue) return undefined
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** The day cell that these pieces say: « 09:00-12:00, 14:00-17:30 »; half a pair stays as it is written, and is not read. */
export function composeJournee(morceaux: readonly Morceau[], am: Moitie): string {
  const filled = morceaux.filter(({ texte }) => texte !== '' && motMuet(texte) !== 'rien-d-ecrit')
  if (filled.length === 0) return ''
  const open = filled.filter(({ texte }) => !FERME.test(fold(texte)))
  if (open.length === 0) {
    const isWhole = filled.length === morceaux.length || filled.some(({ cible }) => isOfDay(cible))
    // « Lundi matin » closed says nothing of the afternoon
    return isWhole ? 'fermé' : filled.map(({ cible, texte }) => `${nameOf(cible)}${texte}`).join(' / ')
  }
  const parts = ORDRE.flatMap((moment) => {
    const here = open.filter(({ cible }) => momentOf(cible, am) === moment)
    const ouvre = here.find(({ cible }) => cible.endsWith('/ouverture'))
    const ferme = here.find(({ cible }) => cible.endsWith('/fermeture'))
    const plages = here.filter(({ cible }) => cible.endsWith('/plage')).map(({ texte }) => texte)
    const said =
      ouvre && ferme
        ? [`${ouvre.texte}-${ferme.texte}`, ...plages]
        : ouvre
          ? [ouvre.texte, ...plages]
          : // hours under « Fermeture » are no opening: the word of the header keeps them from being read
            ferme
            ? [`fermeture ${ferme.texte}`, ...plages]
            : plages
    return said.map((texte) => underMoment(texte, moment))
  })
  const unsaid = open.filter(({ cible }) => momentOf(cible, am) === undefined).map(({ texte }) => texte)
  return [...parts, ...unsaid.map((texte) => `am ${texte}`)].join(', ')
}

/** Hours of the other half of the day keep the name of their column, and are not read. */
// R-REC-38 — choix du portail : des heures de l’après-midi sous « matin » sont une erreur de case, pas un horaire
function underMoment(texte: string, moment: (typeof ORDRE)[number]): string {
  if (moment !== 'matin' && moment !== 'apres-midi') return texte
  const lu = readPlages(texte)
  const isThere = !lu.ok || typeof lu.value === 'string' || lu.value.every((plage) => isInMoitie(plage, moment))
  return isThere ? texte : `${moment === 'matin' ? 'matin ' : 'après-midi '}${texte}`
}

const isOfDay = (cible: Cible): boolean => /\/(?:journee|suite)\/plage$/.test(cible)
const nameOf = (cible: Cible): string => {
  const moment = cible.split('/')[2]
  return moment === 'matin' ? 'matin ' : moment === 'apres-midi' ? 'après-midi ' : ''
}

const momentOf = (cible: Cible, am: Moitie): (typeof ORDRE)[number] | undefined => {
  const moment = cible.split('/')[2]
  return moment === 'am' ? am : ORDRE.find((one) => one === moment)
}

/** Hours of no day in particular: the days, when a column says them, then the hours; for the reader of French. */
export function composeSemaineSansJour(morceaux: readonly Morceau[], am: Moitie): string {
  const jours = morceaux.find(({ cible }) => cible === 'jours')?.texte ?? ''
  const heures = composeJournee(
    morceaux.filter(({ cible }) => cible !== 'jours'),
    am,
  )
  return [jours, heures].filter((text) => text !== '').join(' : ')
}
