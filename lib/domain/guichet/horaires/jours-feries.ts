/** Public holidays where a point is. Source: code du travail, L3133-1, L3134-13 (Alsace-Moselle), L3422-2 (overseas). */
import type { Jour } from '../../calendrier.ts'
import { addJours, makeJour } from './jours.ts'

const FIXES: Readonly<Record<string, string>> = {
  '01-01': 'jour de l’An',
  '05-01': 'fête du Travail',
  '05-08': 'victoire de 1945',
  '07-14': 'fête nationale',
  '08-15': 'Assomption',
  '11-01': 'Toussaint',
  '11-11': 'armistice de 1918',
  '12-25': 'Noël',
}

const ALSACE_MOSELLE: ReadonlySet<string> = new Set(['57', '67', '68'])

const ABOLITION: Readonly<Record<string, string>> = {
  '971': '05-27',
  '972': '05-22',
  '973': '06-10',
  '974': '12-20',
  '976': '04-27',
  '977': '10-09',
  '978': '05-28',
}

/** The name of the public holiday of a civil day in a département, null on an ordinary day. */
export function jourFerie(jour: Jour, departement: string): string | null {
  const dansLAnnee = jour.slice(5)
  // R-HOR-07 — code du travail, L3133-1
  const fixe = FIXES[dansLAnnee]
  if (fixe) return fixe
  const mobiles = mobilesDe(Number(jour.slice(0, 4)))
  if (jour === mobiles.lundiDePaques) return 'lundi de Pâques'
  if (jour === mobiles.ascension) return 'Ascension'
  if (jour === mobiles.lundiDePentecote) return 'lundi de Pentecôte'
  // R-HOR-08 — code du travail, L3134-13 : Bas-Rhin, Haut-Rhin, Moselle
  if (ALSACE_MOSELLE.has(departement)) {
    if (jour === mobiles.vendrediSaint) return 'Vendredi saint'
    if (dansLAnnee === '12-26') return 'Saint-Étienne'
  }
  // R-HOR-09 — code du travail, L3422-2 : commémoration de l'abolition de l'esclavage
  return ABOLITION[departement] === dansLAnnee ? 'abolition de l’esclavage' : null
}

type Mobiles = Readonly<{ vendrediSaint: Jour; lundiDePaques: Jour; ascension: Jour; lundiDePentecote: Jour }>

/** Kept by year: the next opening of a point is looked for day by day, over months. */
const MOBILES = new Map<number, Mobiles>()

function mobilesDe(annee: number): Mobiles {
  const known = MOBILES.get(annee)
  if (known) return known
  const paques = computePaques(annee)
  const mobiles = {
    vendrediSaint: addJours(paques, -2),
    lundiDePaques: addJours(paques, 1),
    ascension: addJours(paques, 39),
    lundiDePentecote: addJours(paques, 50),
  }
  MOBILES.set(annee, mobiles)
  return mobiles
}

/** Easter Sunday, Gregorian computus (Meeus, Jones, Butcher). */
export function computePaques(annee: number): Jour {
  const a = annee % 19
  const b = Math.floor(annee / 100)
  const c = annee % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const mois = Math.floor((h + l - 7 * m + 90) / 25)
  return makeJour(annee, mois, (h + l - 7 * m + 33 * mois + 19) % 32)
}
