/**
 * Columns of hours that are neither a day nor a free text: « Lundi au vendredi », « Samedi (semaines paires) », « Été ».
 * Their title and their cell together are words, which the reader of French understands, or keeps as they are written.
 */
import { readPlages } from '../horaires/plages.ts'
import { lireCase } from './cases.ts'
import type { Cellule } from './classeur.ts'
import { JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import { DOUTE } from './horaires-joints.ts'
import { estMuet } from './muettes.ts'
import { computeEcart } from './proche.ts'
import { isEnteteReserve } from './reserves.ts'
import { clean, cleanLignes, fold } from './texte.ts'

/**
 * `dits`: all its words are known, « Été » under a title of hours among them; `proches`: but for a day that is nearly
 * written; `douteux`: it names a day among words that nobody knows, and is not shown.
 */
export type PieceDite = `dits/${string}` | `proches/${number}` | `douteux/${number}`

const mots = (texte: string): readonly string[] => texte.split(' ')
const JOURS = JOURS_DE_LA_SEMAINE.flatMap((jour) => [jour, `${jour}s`, jour.slice(0, 3)])
const COURTS = JOURS_DE_LA_SEMAINE.flatMap((jour) => [jour.slice(0, 1), jour.slice(0, 2)])
const SAISONS = mots(
  'ete hiver printemps automne estival estivaux estivale hivernal hivernaux hivernale saison vacances scolaire scolaires janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
)
/** What says that the days under it are not those of every week. */
const RESERVES = [...SAISONS, ...mots('paire paires impaire impaires rdv rendez')]
/** Words of a title that hours are under, and that change nothing of them. */
const TITRE = new Set(
  mots(
    'horaire horaires heure heures plage plages jour jours ouverture ouvertures ouvert accueil physique public permanence permanences et d de du des la le les l au',
  ),
)
const AUTRES = mots(
  'ouvre ouvres ouvrable ouvrables semaine semaines week end weekend matin matinee matins apres midi apm aprem am pm journee soir soiree debut fin fermeture sur avec sans vous uniquement seulement ou a en par puis tous toutes chaque sauf hors pendant periode periodes haute basse mois premier premiers deuxieme troisieme quatrieme dernier derniers 1er 1ers 2e 2eme 3e 3eme 4e 4eme 1 2 3 4',
)
const CONNUS = new Set([...JOURS, ...COURTS, ...RESERVES, ...TITRE, ...AUTRES])
const OUVRES = mots('ouvres ouvrables')
const JOURNEES = new Set([...JOURS, ...SAISONS, 'semaine', 'semaines', 'weekend', 'week', ...OUVRES])
const HEURES = new Set(mots('horaire horaires heure heures ouverture ouvertures permanence permanences'))
const NOMS: ReadonlySet<string> = new Set([...JOURS_DE_LA_SEMAINE, 'semaine', 'weekend', 'week'])

const isProcheDUnJour = (mot: string): boolean =>
  mot.length >= 5 && JOURS_DE_LA_SEMAINE.some((jour) => computeEcart(mot, jour) <= (mot.length >= 8 ? 2 : 1))

/**
 * « Lundi au vendredi », « Horaires d’été », « Horaires » over « Semaine »: hours of several days, or of a part of the
 * year, which no column of ours holds.
 */
export function pieceDeJours(entete: string): PieceDite | undefined {
  const ecrits = mots(fold(entete))
  if (!ecrits.every((mot) => CONNUS.has(mot))) return undefined
  const jours = ecrits.filter((mot) => JOURS.includes(mot)).length
  const isJournee = jours === 0 && ecrits.some((mot) => JOURNEES.has(mot)) && ecrits.some((mot) => HEURES.has(mot))
  const isDUnePart = jours === 1 && ecrits.some((mot) => RESERVES.includes(mot))
  return jours > 1 || isDUnePart || isJournee ? `dits/${ecrits.join(' ')}` : undefined
}

/** Whether some words are of a part of the year, beside a day or not: « Ouvert le samedi en été ». */
export const ditUneSaison = (texte: string): boolean => mots(fold(texte)).some((mot) => SAISONS.includes(mot))

const ENTRE_JOURS = new Set(mots('et au a du le les de'))
/** Whether a cell says days and nothing more: « Mardi », « lundi et jeudi ». */
export function areDesJours(texte: string): boolean {
  const ecrits = mots(fold(texte))
  return ecrits.some((mot) => JOURS.includes(mot)) && ecrits.every((mot) => JOURS.includes(mot) || ENTRE_JOURS.has(mot))
}

/** Whether the title over a column of hours says that they are not those of every week. */
export const isSousReserve = (libelle: string): boolean => mots(fold(libelle)).some((mot) => RESERVES.includes(mot))

/** What a header that names nothing of ours may say of hours; `voisins`: there are days beside it. */
export function pieceDite(libelle: string, at: number, voisins: boolean): PieceDite | undefined {
  const plie = fold(libelle)
  // The hours of the telephone are those of another service.
  if (plie === '' || isEnteteReserve(libelle) || /telephoni/.test(plie)) return undefined
  const ecrits = mots(plie)
  const inconnus = ecrits.filter((mot) => !CONNUS.has(mot))
  const isCourt = voisins && ecrits.every((mot) => COURTS.includes(mot))
  if (inconnus.length === 0) return isCourt || ecrits.some((mot) => JOURNEES.has(mot)) ? `dits/${at}` : undefined
  if (inconnus.every(isProcheDUnJour)) return `proches/${at}`
  return voisins && ecrits.some((mot) => NOMS.has(mot)) ? `douteux/${at}` : undefined
}

/** Whether hours stand under a column, and not the numbers of weeks or a count of hours. */
export const areDesHeures = (textes: readonly string[]): boolean =>
  textes.some((texte) => /\d\s*[hH:]/.test(texte)) ||
  (textes.length > 0 && textes.every((texte) => estMuet(texte) || readPlages(texte).ok) && !textes.every(estMuet))

const COMPTE = /^(\d+)(?:[.,]\d+)?\s*(?:h(?:eures?)?\s*(?:\d\d)?)?$/i
const PLAGE = /\d\s*(?:[h:]\s*\d{0,2})?\s*(?:[-–—/>→]|[àa]u?\s)\s*\d/i

/** « Heures par semaine » over 35 or « 35h »: how many hours, not which; more than a day has, or a title that says it. */
// R-REC-153 — choix du portail : un compte d’heures ne dit rien de la semaine, et ne la fait pas demander
export function sontDesComptes(libelle: string, textes: readonly string[]): boolean {
  const comptes = textes.flatMap((texte) => COMPTE.exec(clean(texte))?.[1] ?? [])
  if (comptes.length === 0 || textes.some((texte) => PLAGE.test(texte))) return false
  const isDit = mots(fold(libelle)).includes('par')
  return isDit || (comptes.length === textes.filter((texte) => !estMuet(texte)).length && comptes.every(isPlusDUnJour))
}
const isPlusDUnJour = (compte: string): boolean => Number(compte) > 24

const CROIX = /^[x✓✔☑]$/i
const SEMAINE = /^(?:(?:en |la |jours? (?:de )?(?:la )?)?semaines?|jours ouvr[ée]s)(?= |$)/i

/** The title of such a column without the words of hours over it: « Horaires d’ouverture Du lundi au vendredi ». */
function titreDe(libelle: string, hasSamedi: boolean): string {
  const seul = /^[^([]*[([]([^)\]]+)[)\]]\s*$/.exec(libelle)?.[1]
  const isTitre = seul !== undefined && mots(fold(libelle.replace(seul, ' '))).every((mot) => TITRE.has(mot))
  const ecrits = clean(isTitre ? seul : libelle).split(' ')
  const debut = ecrits.findIndex((mot) => !mots(fold(mot)).every((un) => un === '' || TITRE.has(un)))
  // « Jours ouvrables » keeps its first word.
  const de = OUVRES.includes(fold(ecrits[debut] ?? '')) ? debut - 1 : debut
  const titre = ecrits.slice(Math.max(de, 0)).join(' ').replace(/\s*:$/, '')
  // R-REC-118 — choix du portail : à côté d’un samedi, la semaine finit le vendredi ; sans lui, elle se demande
  const dit = hasSamedi ? titre.replace(SEMAINE, 'Lundi au vendredi') : titre
  return `${dit.charAt(0).toUpperCase()}${dit.slice(1)}`
}

type Dite = Readonly<{ cible: PieceDite; libelle: string; cellule: Cellule | undefined; texte: string }>

/** What these columns say for a row, each on its line; `hasSamedi`: some column is that of Saturday. */
export function composeDits(dites: readonly Dite[], hasSamedi: boolean): readonly string[] {
  const lignes = dites.flatMap(({ cible, libelle, cellule, texte }) => {
    if (!cellule || texte === '' || estMuet(texte)) return []
    // « Ouvert en été » answered by yes or no holds no hours, whatever the rows beside it hold.
    if (ditUneSaison(libelle) && lireCase(texte) !== undefined) return []
    if (cible.startsWith('douteux/') || CROIX.test(texte)) return [DOUTE]
    const heures = typeof cellule.valeur === 'number' ? texte : cleanLignes(cellule.texte)
    return [`${titreDe(libelle, hasSamedi)} : ${heures}`]
  })
  return [...new Set(lignes)]
}

/** The seven days by their place, and the ways to write each of them in one, two or three letters. */
const isLettreDe = (mot: string, jour: string): boolean =>
  mot === jour || [1, 2, 3].some((longueur) => mot === jour.slice(0, longueur))

/** « L M M J V »: the days that at least four columns side by side name by their letters, in the order of the week. */
export function joursParLettres(
  libelles: ReadonlyMap<number, string>,
): ReadonlyMap<number, (typeof JOURS_DE_LA_SEMAINE)[number]> {
  const derniers = new Map(
    [...libelles].flatMap(([at, libelle]) => {
      const ecrits = mots(fold(libelle))
      const dernier = ecrits.at(-1) ?? ''
      return ecrits.slice(0, -1).every((mot) => TITRE.has(mot)) ? [[at, dernier] as const] : []
    }),
  )
  const trouves = new Map<number, (typeof JOURS_DE_LA_SEMAINE)[number]>()
  for (const at of derniers.keys()) {
    if (trouves.has(at)) continue
    for (let premier = 0; premier <= JOURS_DE_LA_SEMAINE.length - SUITE_DE_JOURS; premier += 1) {
      const jours = JOURS_DE_LA_SEMAINE.slice(premier)
      const fin = jours.findIndex((jour, rang) => !isLettreDe(derniers.get(at + rang) ?? '', jour))
      const suite = fin === -1 ? jours : jours.slice(0, fin)
      if (suite.length < SUITE_DE_JOURS) continue
      for (const [rang, jour] of suite.entries()) trouves.set(at + rang, jour)
      break
    }
  }
  return trouves
}

const SUITE_DE_JOURS = 4
