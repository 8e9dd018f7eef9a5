/** Headers of hours in pieces: « Lundi matin », « Ouverture lundi », « Mar. AM fin ». Read word by word, or not at all. */
import { valeurDe } from '../../tables.ts'
import { JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import { fold } from './texte.ts'

type Jour = (typeof JOURS_DE_LA_SEMAINE)[number]
export type Moment = 'journee' | 'matin' | 'apres-midi' | 'am' | 'suite'
export type Bord = 'plage' | 'ouverture' | 'fermeture'
/** `tous`: the header names no day. `am` waits for the other headers to say which half of the day it is; `suite` goes on
 * with the column before. */
export type PieceDHoraire = `horaire/${Jour | 'tous'}/${Moment}/${Bord}`

const MOMENTS: Readonly<Record<string, Moment>> = {
  matin: 'matin',
  matinee: 'matin',
  m: 'matin',
  am: 'am',
  pm: 'apres-midi',
  midi: 'apres-midi',
  aprem: 'apres-midi',
  apm: 'apres-midi',
  journee: 'journee',
}
const BORDS: Readonly<Record<string, Bord>> = {
  ouverture: 'ouverture',
  ouvre: 'ouverture',
  ouv: 'ouverture',
  debut: 'ouverture',
  fermeture: 'fermeture',
  ferme: 'fermeture',
  ferm: 'fermeture',
  fin: 'fermeture',
}
/** « de » and « à » end the header of a pair: « Lundi de », « Lundi à ». */
const BORDS_D_UNE_PAIRE: Readonly<Record<string, Bord>> = { de: 'ouverture', a: 'fermeture' }
/** Words that say that hours are meant, and nothing more. */
const NEUTRES = new Set('horaire horaires heure heures h plage plages du d des le la l apres'.split(' '))

const dayOf = (mot: string): Jour | undefined =>
  JOURS_DE_LA_SEMAINE.find((jour) => mot === jour || mot === jour.slice(0, 3) || mot === jour.slice(0, 2))

/** The piece of hours that a header names; a bare day is a column of the model and no piece. */
export function pieceDHoraire(entete: string): PieceDHoraire | undefined {
  const mots = fold(entete).split(' ')
  let jour: Jour | undefined
  let moment: Moment | undefined
  let bord: Bord | undefined
  for (const [at, mot] of mots.entries()) {
    const day = dayOf(mot)
    const half = valeurDe(MOMENTS, mot)
    const edge =
      valeurDe(BORDS, mot) ?? (at > 0 && at === mots.length - 1 ? valeurDe(BORDS_D_UNE_PAIRE, mot) : undefined)
    if (day && !jour) jour = day
    else if (half && !moment) moment = half
    else if (edge && !bord) bord = edge
    else if (!NEUTRES.has(mot) && mot !== 'de') return undefined
  }
  const isWhole = moment !== undefined || bord !== undefined
  if (!isWhole) return undefined
  return `horaire/${jour ?? 'tous'}/${moment ?? 'journee'}/${bord ?? 'plage'}`
}

/** The day that a header names by its short name: « Lun. », « Horaires mardi ». */
export function jourDEntete(entete: string): Jour | undefined {
  const mots = fold(entete)
    .split(' ')
    .filter((mot) => !NEUTRES.has(mot))
  const [mot, ...others] = mots
  return mot !== undefined && others.length === 0 ? dayOf(mot) : undefined
}
