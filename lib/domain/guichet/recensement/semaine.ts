/** The hours of a row: seven day cells and a free text. What is understood is said, the rest is kept as written. */
import { memoize } from '../../memoire.ts'
import { type ConstatDHoraires, readSaisie } from '../horaires/saisie.ts'
import type { HorairesDuPoint } from '../point-de-contact.ts'
import { type ColonneDePoint, JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import { heureDe } from './composition.ts'
import { isIdem } from './idem.ts'
import { readTexteLibre } from './listes.ts'
import type { Rang } from './rang.ts'
import { cleanLignes } from './texte.ts'

const TEXTE_MAX = 500

/** Reads the hours of a row, and notes what was understood of words, what was not, and what contradicts the week. */
export function readHoraires(rang: Rang): HorairesDuPoint {
  const isFit = readTexteLibre(rang, 'horairesTexte', TEXTE_MAX) !== null
  const jours = askIdem(rang)
  const { horaires, constats } = readOnce(JSON.stringify([isFit ? asTyped(rang, 'horairesTexte') : '', ...jours]))
  for (const constat of constats) note(rang, constat)
  return horaires
}

/** Signs such as « " »: words alone repeat the day before (R-HOR-24). */
const SIGNES = /^[^\p{L}]+$/u

/** The days as typed, without those that say « the same » and have no day before them in the week: of what is asked. */
function askIdem(rang: Rang): string[] {
  let isPremier = true
  return JOURS_DE_LA_SEMAINE.map((jour) => {
    const texte = asTyped(rang, jour)
    const isDemande = isIdem(texte) && (isPremier || SIGNES.test(texte))
    if (texte !== '') isPremier = false
    // R-REC-47 — choix du portail : la ligne du dessus, ou le jour d’avant : un guillemet dans un jour ne le dit pas
    if (isDemande) rang.note(jour, 'refus', { code: 'idem-incertain', valeur: texte })
    return isDemande ? '' : texte
  })
}

/** The text, then the days: the same weeks come back from row to row. */
const readOnce = memoize((cellules: string) => {
  const [texte, ...jours]: [string, ...string[]] = JSON.parse(cellules)
  return readSaisie({ jours, texte })
})

/** « 9-12 » that a spreadsheet took for a day: the hours are proposed, and the day is not published as hours. */
function notePlageDevenueDate(rang: Rang, colonne: ColonneDePoint, jour: string): void {
  const [from, to] = jour
    .split('-')
    .slice(1)
    .map(Number)
    .sort((a, b) => a - b)
  const valeur = rang.texte(colonne)
  // R-REC-72 — choix du portail : un jour du calendrier n’est pas un horaire ; ce qu’il a pu être se propose
  rang.note(
    colonne,
    'a-verifier',
    { code: 'horaires-devenus-date', valeur },
    from === undefined || to === undefined || from === to || to > 24
      ? []
      : [rang.propose('plage-devenue-date', { [colonne]: `${from}h-${to}h` })],
  )
}

/** « x », « ✓ / x »: a box that was ticked. */
const CROIX = /^[x×✓✔☑☒✗✘](?:[\s,;/]+[x×✓✔☑☒✗✘])*$/i

/** The text of a cell with its lines, which hours in words may need. */
function asTyped(rang: Rang, colonne: ColonneDePoint): string {
  const texte = rang.texte(colonne)
  const jour = rang.cellule(colonne)?.jour
  // 24:00 on a clock is day 1 of a spreadsheet's calendar, not a day.
  if (jour !== undefined && jour > '1970' && colonne !== 'horairesTexte') {
    notePlageDevenueDate(rang, colonne, jour)
    return ''
  }
  // R-REC-113 — choix du portail : une croix coche « ouvert » pour les uns, « fermé » pour les autres, et ne dit pas d’heure
  if (CROIX.test(texte)) {
    rang.note(colonne, 'a-verifier', { code: 'croix-sans-heures', valeur: texte })
    return ''
  }
  const cellule = rang.cellule(colonne)
  if (texte === '' || !cellule) return texte
  return heureDe(cellule) ?? (rang.isNumber(colonne) ? texte : cleanLignes(cellule.texte))
}

function note(rang: Rang, constat: ConstatDHoraires): void {
  const colonne = constat.jour === null ? 'horairesTexte' : (JOURS_DE_LA_SEMAINE[constat.jour] ?? 'lundi')
  const { nature, valeur } = constat
  if (nature === 'compris') rang.note(colonne, 'corrige', { code: 'horaires-compris', osm: constat.osm })
  else if (nature === 'contredit') rang.note(colonne, 'a-verifier', { code: 'horaires-contredits', osm: constat.osm })
  else if (constat.jour === null) rang.note(colonne, 'a-verifier', { code: 'horaires-libres', refus: constat.refus })
  else rang.note(colonne, 'a-verifier', { code: 'horaires-du-jour', valeur, refus: constat.refus })
}
