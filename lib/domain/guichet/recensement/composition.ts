/** Hours in pieces put back into one text, which the reader of day cells then judges: nothing is decided here. */
import type { Cellule } from './classeur.ts'
import type { Cible } from './pieces.ts'
import { fold } from './texte.ts'

type Morceau = Readonly<{ cible: Cible; texte: string }>
type Moitie = 'matin' | 'apres-midi' | undefined

const ORDRE = ['matin', 'journee', 'apres-midi'] as const
const FERME = /^(?:ferme|fermee|non|x|neant)$/
const MINUTES_PAR_JOUR = 1440

/** `09:00` for a cell that holds a time of the clock. */
export function heureDe({ valeur, texte }: Cellule): string | undefined {
  if (typeof valeur !== 'number' || valeur < 0 || valeur > 1 || !/\d\s*[:hH]\s*\d/.test(texte)) return undefined
  const minutes = Math.round(valeur * MINUTES_PAR_JOUR)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** The day cell that these pieces say: « 09:00-12:00, 14:00-17:30 »; half a pair stays as it is written, and is not read. */
export function composeJournee(morceaux: readonly Morceau[], am: Moitie): string {
  const filled = morceaux.filter(({ texte }) => texte !== '' && texte !== '-')
  if (filled.length === 0) return ''
  const open = filled.filter(({ texte }) => !FERME.test(fold(texte)))
  if (open.length === 0)
    return filled.length === morceaux.length || morceaux.length === 1
      ? 'fermé'
      : filled.map(({ texte }) => texte).join(' / ')
  const parts = ORDRE.flatMap((moment) => {
    const here = open.filter(({ cible }) => momentOf(cible, am) === moment)
    const ouvre = here.find(({ cible }) => cible.endsWith('/ouverture'))
    const ferme = here.find(({ cible }) => cible.endsWith('/fermeture'))
    const plages = here.filter(({ cible }) => cible.endsWith('/plage')).map(({ texte }) => texte)
    if (ouvre && ferme) return [`${ouvre.texte}-${ferme.texte}`, ...plages]
    if (ouvre) return [`ouvre ${ouvre.texte}`, ...plages]
    return ferme ? [`ferme ${ferme.texte}`, ...plages] : plages
  })
  const unsaid = open.filter(({ cible }) => momentOf(cible, am) === undefined).map(({ texte }) => texte)
  return [...parts, ...unsaid.map((texte) => `am ${texte}`)].join(', ')
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
