/** One day cell of the census workbook, as centres type it. Nothing is guessed: a doubt is a refusal. */
import { memoize } from '../../memoire.ts'
import { accept, type Resultat, refuse } from '../../resultat.ts'
import {
  type HorairesDuJour,
  isOrdreClair,
  isTenable,
  MINUTES_PAR_JOUR,
  normalizePlages,
  type Plage,
} from './semaine.ts'

export type RefusDePlages =
  | Readonly<{ code: 'horaires-illisibles'; texte: string }>
  | Readonly<{ code: 'heure-impossible'; heure: string }>
  | Readonly<{ code: 'fermeture-avant-ouverture'; ouvre: number; ferme: number }>
  | Readonly<{ code: 'plages-qui-se-chevauchent' }>
  | Readonly<{ code: 'plages-en-desordre' }>

const LONGUEUR_MAX = 200
const FERME = /^(?:ferme(?:e|\(e\))?|pas d'ouverture|non ouvert)(?: (?:au public|toute la journee))?$/
const TOUTE_LA_JOURNEE = /^(?:24 ?h? ?\/ ?24(?: ?h)?|24h sur 24)$/
const OUVERTURE = String.raw`\d{1,2}(?: ?[h:.] ?\d{2}(?::\d{2})?| ?h)?|midi|minuit`
/** Minutes after a closing hour are not the next opening: « 12h 14h-17h », « 12h 14-17 ». */
const FERMETURE = String.raw`\d{1,2}(?: ?[h:.] ?\d{2}(?::\d{2})?(?! ?[h:.\-])| ?h)?|midi|minuit`
const PLAGE = new RegExp(`(?<![\\w:.])(${OUVERTURE})-(${FERMETURE})(?![\\w:.-])`, 'g')
/** What stands between plages, each replaced by a bar: nothing else may remain. */
const CELLULE = /^\|(?: ?(?:[,;/&+]|et|puis|) ?(?:et )?\|)*$/

/**
 * Reads one day cell: `09:00-12:00, 14:00-17:30`, `9h-12h / 14h-17h30`, `de 9 h à 12 h`, `fermé`. An empty cell is
 * `inconnu`. Refused: what is not read for certain, an hour that does not exist, a closing before its opening
 * (a night crossing midnight is not a day cell), plages that overlap.
 */
export const readPlages = memoize((texte: string): Resultat<HorairesDuJour, RefusDePlages> => {
  const cellule = fold(texte)
  // R-HOR-01 — choix du portail : une cellule vide est inconnue, jamais « fermé »
  if (cellule === '') return accept('inconnu')
  if (FERME.test(cellule)) return accept('ferme')
  if (TOUTE_LA_JOURNEE.test(cellule)) return accept([{ de: 0, a: MINUTES_PAR_JOUR }])
  if (cellule.length > LONGUEUR_MAX || !CELLULE.test(cellule.replace(PLAGE, '|')))
    return refuse({ code: 'horaires-illisibles', texte: texte.trim().slice(0, LONGUEUR_MAX) })

  const plages: Plage[] = []
  for (const [, ouverture = '', fermeture = ''] of cellule.matchAll(PLAGE)) {
    const de = readHeure(ouverture, 0)
    const a = readHeure(fermeture, MINUTES_PAR_JOUR)
    // R-HOR-02 — une heure qui n'existe pas n'est pas corrigée
    if (de === undefined) return refuse({ code: 'heure-impossible', heure: ouverture.trim() })
    if (a === undefined) return refuse({ code: 'heure-impossible', heure: fermeture.trim() })
    // R-HOR-03 — une plage ferme après son ouverture, le même jour
    if (a <= de) return refuse({ code: 'fermeture-avant-ouverture', ouvre: de, ferme: a })
    plages.push({ de, a })
  }
  // R-HOR-21 — choix du portail : 2 h pour 14 h, 8 h 03 pour 8 h 30 sont des fautes, pas des heures
  if (!plages.every(isTenable)) return refuse({ code: 'horaires-illisibles', texte: texte.trim() })
  // Read, and in doubt: no other reader may take each plage by itself.
  if (!isOrdreClair(plages)) return refuse({ code: 'plages-en-desordre' })
  const normalized = normalizePlages(plages)
  // R-HOR-04 — deux plages du même jour ne se chevauchent pas
  return normalized ? accept(normalized) : refuse({ code: 'plages-qui-se-chevauchent' })
})

/** Lower case, no accents, one kind of dash, space and apostrophe; « de 9 h à 12 h » becomes « 9 h-12 h ». */
const fold = (texte: string): string =>
  texte
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[’ʼ]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/ (?:à|a|jusqu'à) /g, ' - ')
    .replace(/(?<=[\dh])à(?=\d)/g, '-')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(^|[ ,;/])de (?=\d)/g, '$1')
    .replace(/\bheures?\b/g, 'h')
    .trim()
    .replace(/\.$/, '')
    .replace(/ ?- ?/g, '-')

/** Minutes of the day; `midnight` is what « minuit » means here: the start when it opens, the end when it closes. */
function readHeure(text: string, midnight: number): number | undefined {
  const trimmed = text.trim()
  if (trimmed === 'midi') return 12 * 60
  if (trimmed === 'minuit') return midnight
  const [heures = 0, minutes = 0] = trimmed.split(/ ?[h:.] ?/).map((part) => Number(part || '0'))
  const total = heures * 60 + minutes
  return minutes < 60 && total <= MINUTES_PAR_JOUR ? total : undefined
}
