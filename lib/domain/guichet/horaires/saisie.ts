/**
 * The hours of a point as they are typed: seven days and a free text, in a workbook or in a form. What is understood is
 * said, what is not is kept as written.
 */
import { accept, type Resultat, refuse } from '../../resultat.ts'
import type { HorairesDuPoint } from '../point-de-contact.ts'
import { writeCellule, writeJournee } from './cellules.ts'
import { horairesDeSemaine, writeOsm } from './ecriture-osm.ts'
import { groupExceptions } from './exceptions.ts'
import { type RefusDeLecture, readHoraires } from './francais/lecture.ts'
import type { IndexDeJour } from './jours.ts'
import { JOURS } from './noms.ts'
import { fromOsm } from './osm.ts'
import { type RefusDePlages, readPlages } from './plages.ts'
import type { Exception, Horaires } from './regime.ts'
import { mergeHoraires } from './reunion.ts'
import { type HorairesDuJour, SEMAINE_INCONNUE, type Semaine } from './semaine.ts'

/** `jours`: the seven cells, Monday first. */
export type SaisieDHoraires = Readonly<{ jours: readonly string[]; texte: string }>

/** What the reading has to say of a cell, or of the text (`null`). */
export type ConstatDHoraires = Readonly<{ jour: IndexDeJour | null; valeur: string }> &
  (
    | Readonly<{ nature: 'compris'; osm: string }>
    | Readonly<{ nature: 'non-compris'; refus: RefusDePlages | RefusDeLecture }>
    | Readonly<{ nature: 'contredit'; osm: string }>
  )

type Jour = Readonly<{ journee: HorairesDuJour; exceptions: readonly Exception[] }>
const INDEX = [0, 1, 2, 3, 4, 5, 6] as const
const IDEM = /^\s*(?:idem|id\.|m[eê]mes horaires)\.?\s*$/i

/** Reads what was typed. The text is always kept; `aVerifier` says that something of it was not understood. */
export function readSaisie({ jours, texte }: SaisieDHoraires): Readonly<{
  horaires: HorairesDuPoint
  constats: readonly ConstatDHoraires[]
}> {
  const constats: ConstatDHoraires[] = []
  const gardes: string[] = []
  const lus: Jour[] = []
  for (const jour of INDEX) {
    const valeur = jours[jour] ?? ''
    const lu = readCellule(valeur, jour, lus.at(-1))
    if (lu.ok && lu.value.osm !== null) constats.push({ jour, valeur, nature: 'compris', osm: lu.value.osm })
    if (!lu.ok) {
      // R-REC-15 — choix du portail : ce qui n’est pas compris est gardé tel qu’écrit, « à vérifier »
      gardes.push(`${JOURS[jour].charAt(0).toUpperCase()}${JOURS[jour].slice(1)} : ${valeur}`)
      constats.push({ jour, valeur, nature: 'non-compris', refus: lu.refus })
    }
    lus.push(lu.ok ? lu.value : { journee: 'inconnu', exceptions: [] })
  }
  const cellules = toHoraires(lus)
  if (texte === '') return { horaires: toPoint(cellules, gardes, null), constats }
  const libre = readTexte(texte, gardes.length === 0)
  if (!libre.ok) {
    constats.push({ jour: null, valeur: texte, nature: 'non-compris', refus: libre.refus })
    return { horaires: toPoint(cellules, [...gardes, texte], null), constats }
  }
  const { osm } = libre.value
  const reunis = writeOsm(cellules) === null ? libre.value.horaires : mergeHoraires(cellules, libre.value.horaires)
  constats.push({ jour: null, valeur: texte, nature: reunis ? 'compris' : 'contredit', osm })
  return {
    horaires: reunis ? toPoint(reunis, gardes, texte) : toPoint(cellules, [...gardes, texte], null),
    constats,
  }
}

/** The text; beside words that are not understood, what bears on every day cannot be told from them any more. */
function readTexte(texte: string, isAlone: boolean): ReturnType<typeof readHoraires> {
  const lu = readHoraires(texte)
  if (!lu.ok || isAlone) return lu
  const { feries, sinonRendezVous } = lu.value.horaires
  return feries === 'fermes' && !sinonRendezVous ? lu : refuse({ code: 'horaires-incertains' })
}

/** `gardes`: what is not understood; `compris`: the text, when it is. */
function toPoint(horaires: Horaires, gardes: readonly string[], compris: string | null): HorairesDuPoint {
  const texte = [...gardes, ...(compris === null ? [] : [compris])].join(' ; ')
  return { osm: writeOsm(horaires), texte: texte === '' ? null : texte, aVerifier: gardes.length > 0 }
}

const toHoraires = (lus: readonly Jour[]): Horaires => {
  const [lu, ma, me, je, ve, sa, di] = lus.map(({ journee }) => journee)
  const day = (journee: HorairesDuJour | undefined): HorairesDuJour => journee ?? 'inconnu'
  const semaine: Semaine = [day(lu), day(ma), day(me), day(je), day(ve), day(sa), day(di)]
  return { ...horairesDeSemaine(semaine), exceptions: groupExceptions(lus.flatMap(({ exceptions }) => exceptions)) }
}

/** One cell: hours, « fermé », « idem » for the day before, or words. `osm` is said when it took words. */
function readCellule(
  texte: string,
  jour: IndexDeJour,
  veille: Jour | undefined,
): Resultat<Jour & { osm: string | null }, RefusDePlages | RefusDeLecture> {
  const plages = readPlages(texte)
  if (plages.ok) return accept({ journee: plages.value, exceptions: [], osm: null })
  if (plages.refus.code !== 'horaires-illisibles') return plages
  if (IDEM.test(texte)) {
    // R-HOR-24 — choix du portail : « idem » répète la cellule d'avant, si elle est comprise et n'est pas vide
    const osm = veille && writeOsm(seulement(jour, veille))
    if (!veille || !osm) return plages
    return accept({ ...repeat(jour, veille), osm })
  }
  const lu = readHoraires(texte, { cellule: jour })
  if (!lu.ok) return lu
  const { semaine, exceptions, feries, sinonRendezVous } = lu.value.horaires
  // what bears on more than its day does not fit in a cell
  if (feries !== 'fermes' || sinonRendezVous) return refuse({ code: 'horaires-incertains' })
  return accept({ journee: semaine[jour], exceptions, osm: lu.value.osm })
}

const repeat = (jour: IndexDeJour, { journee, exceptions }: Jour): Jour => ({
  journee,
  exceptions: exceptions.map((exception) => ({ ...exception, jours: [jour] })),
})

function seulement(jour: IndexDeJour, veille: Jour): Horaires {
  const { journee, exceptions } = repeat(jour, veille)
  const day = (index: IndexDeJour): HorairesDuJour => (index === jour ? journee : 'inconnu')
  const semaine: Semaine = [day(0), day(1), day(2), day(3), day(4), day(5), day(6)]
  return { ...horairesDeSemaine(semaine), exceptions }
}

/** What to type to have these hours: read again, it gives them. */
export function writeSaisie(horaires: HorairesDuPoint): SaisieDHoraires {
  const vides = SEMAINE_INCONNUE.map(() => '')
  if (horaires.osm === null) return { jours: vides, texte: horaires.texte ?? '' }
  const lu = fromOsm(horaires.osm)
  // Hours that our own syntax cannot hold are handed over as they are written.
  if (!lu.ok) return { jours: vides, texte: horaires.osm }
  const texte = horaires.texte ?? ''
  const ordinaires = { jours: lu.value.semaine.map(writeJournee), texte }
  // the text says the exceptions when it is understood; else the cells do
  return isSame(readSaisie(ordinaires).horaires, horaires)
    ? ordinaires
    : { jours: INDEX.map((jour) => writeCellule(lu.value, jour)), texte }
}

const isSame = (one: HorairesDuPoint, other: HorairesDuPoint): boolean =>
  one.osm === other.osm && one.texte === other.texte && one.aVerifier === other.aVerifier
