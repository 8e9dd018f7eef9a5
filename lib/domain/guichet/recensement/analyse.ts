/** A whole workbook, analysed at once: every row of every sheet, all problems together. Pure: facts in, analysis out. */
import { accept, type Resultat, refuse } from '../../resultat.ts'
import { type ColonneADire, findTable, listColonnesADire, listSansEntete } from './a-dire.ts'
import type { ValeursRetenues } from './champs.ts'
import { adresseDe, type Cellule, type Classeur, type Ligne, lettresDe, type RefusDeLecture } from './classeur.ts'
import {
  COLONNES_DONNEES_UNE_FOIS,
  type Colonne,
  type ColonneADonner,
  type ColonneDePoint,
  type ColonneDonneeUneFois,
  JOURS_DE_LA_SEMAINE,
} from './colonnes.ts'
import { type RangDeChiffres, readChiffres } from './communes.ts'
import { corrigeLigne, indexCorrections, trouveAvant } from './corrections.ts'
import { type ColonnesDites, tiennent } from './correspondance.ts'
import { type FeuilleReconnue, recognizeFeuille, sansNomDe } from './feuilles.ts'
import { spreadFusions } from './fusions.ts'
import { REPETABLES, repeatIdem } from './idem.ts'
import { datesDe1904 } from './jours.ts'
import type { DejaLu } from './lecture-suivie.ts'
import { isFeuilleDuModele } from './modele.ts'
import { type MotifDIgnorance, partitionLignes } from './partage.ts'
import type { Cible } from './pieces.ts'
import { type FaitsDeLecture, type RangDePoint, readPoint } from './points.ts'
import { VIRTUELLES } from './rang.ts'
import { isEnteteReserve } from './reserves.ts'
import { prepareTable } from './table.ts'
import { clean, fold } from './texte.ts'
import { joinJours } from './un-jour-par-ligne.ts'

/** What concerns the file and not one row. */
export type Alerte =
  | Readonly<{ code: 'feuille-ignoree'; feuille: string }>
  /** A smaller table above the header that is read, taken for who fills it in; `ligne`: its own header. */
  | Readonly<{ code: 'bloc-au-dessus'; feuille: string; ligne: number }>
  | Readonly<{ code: 'colonne-ignoree'; feuille: string; cellule: string; entete: string }>
  /** Its words keep it from publication, unless the centre says what it is. */
  | Readonly<{ code: 'colonne-reservee'; feuille: string; cellule: string; entete: string }>
  /** Its misspelt header may be this one: it is read as nothing until the centre says so. */
  | Readonly<{ code: 'colonne-proposee'; feuille: string; cellule: string; entete: string; colonne: ColonneADonner }>
  /** Cells stand under no header; `cellule` is where it lacks. */
  | Readonly<{ code: 'colonne-sans-entete'; feuille: string; cellule: string; exemple: string }>
  /** `lue`: the column that is read in its place; imports read before do not say it. */
  | Readonly<{
      code: 'colonne-en-double'
      feuille: string
      cellule: string
      entete: string
      colonne: Colonne | Cible
      lue?: Readonly<{ cellule: string; entete: string }>
    }>
  /** A part of an address that nothing ties to the street that is read. */
  | Readonly<{ code: 'colonne-a-situer'; feuille: string; cellule: string; entete: string }>
  | Readonly<{ code: 'colonnes-reunies'; feuille: string; colonne: ColonneDePoint; entetes: readonly string[] }>
  /** One row for each day: so many rows are read with the first one of their point. */
  | Readonly<{ code: 'jours-reunis'; feuille: string; lignes: number }>
  | Readonly<{ code: 'nom-faute-de-mieux'; feuille: string; cellule: string; entete: string }>
  | Readonly<{ code: 'ligne-ignoree'; feuille: string; ligne: number; motif: Exclude<MotifDIgnorance, 'exemple'> }>
  /** Another table stands under the first on its sheet, and is not read. */
  | Readonly<{ code: 'second-tableau'; feuille: string; de: number; a: number }>
  | Readonly<{ code: 'valeur-reprise'; colonne: ColonneDonneeUneFois }>
  /** The centre said it of this header the last time. */
  | Readonly<{ code: 'colonne-reprise'; feuille: string; entete: string; colonne: ColonneADonner }>
  /** The table lacks a column altogether and nothing was given for it: its rows wait for it. */
  | Readonly<{ code: 'colonne-a-donner'; feuille: string; colonne: ColonneDonneeUneFois }>

export type Analyse = Readonly<{
  points: readonly RangDePoint[]
  chiffres: readonly RangDeChiffres[]
  /** Rows left out: examples, titles inside the table, headers repeated. */
  exemples: readonly Readonly<{ feuille: string; ligne: number }>[]
  alertes: readonly Alerte[]
  /** Where each column stands; imports read before do not say it. */
  colonnes?: readonly ColonnesDeFeuille[]
}>

/** The letters of each column of a sheet that was read (`{ telephone: 'I' }`), and the headers that may be said. */
export type ColonnesDeFeuille = Readonly<{
  feuille: string
  lettres: Readonly<Partial<Record<Colonne, string>>>
  aDire?: readonly ColonneADire[]
}>

/**
 * Refused only when the workbook holds nothing of ours; a bad row never refuses the file. `dejaLu`: rows that were read
 * under these facts while the others came.
 */
export function analyseClasseur(
  classeur: Classeur,
  faits: FaitsDeLecture,
  dejaLu?: DejaLu,
): Resultat<Analyse, RefusDeLecture> {
  const points: RangDePoint[] = []
  const chiffres: RangDeChiffres[] = []
  const alertes: Alerte[] = []
  const exemples: { feuille: string; ligne: number }[] = []
  const places: ColonnesDeFeuille[] = []
  const corrections = indexCorrections(faits.corrections ?? [])
  let recognized = 0
  for (const feuille of classeur.feuilles) {
    const reconnue = recognizeFeuille(feuille.lignes, feuille.fusions, faits.colonnes)
    if (!reconnue) {
      if (!feuille.estDuModele && !isFeuilleDuModele(feuille))
        alertes.push({ code: 'feuille-ignoree', feuille: feuille.nom })
      continue
    }
    recognized += 1
    const { donnees, ignorees, second } = partitionLignes(feuille, reconnue)
    alertes.push(...alertesDEntetes(feuille.nom, reconnue))
    for (const sans of listSansEntete(reconnue.entetes, donnees))
      alertes.push({ code: 'colonne-sans-entete', feuille: feuille.nom, ...sans })
    for (const { ligne, motif } of ignorees) {
      exemples.push({ feuille: feuille.nom, ligne })
      if (motif !== 'exemple') alertes.push({ code: 'ligne-ignoree', feuille: feuille.nom, ligne, motif })
    }
    const autres = [second, reconnue.bloc?.estSitue ? reconnue.bloc : undefined]
    if (reconnue.bloc && !reconnue.bloc.estSitue)
      alertes.push({ code: 'bloc-au-dessus', feuille: feuille.nom, ligne: reconnue.bloc.de })
    for (const autre of autres)
      if (autre) alertes.push({ code: 'second-tableau', feuille: feuille.nom, de: autre.de, a: autre.a })
    for (const { numero } of feuille.lignes)
      if ([second, reconnue.bloc].some((table) => table && table.de <= numero && numero <= table.a))
        exemples.push({ feuille: feuille.nom, ligne: numero })
    const lue = { feuille: feuille.nom, corrections }
    const datees = feuille.date1904 ? datesDe1904(donnees, datesOf(reconnue)) : donnees
    const lignes = spreadFusions(datees, feuille.fusions ?? [], joursDe(reconnue))
    if (reconnue.nature === 'points') {
      const { colonnes, assemble, reunies, inutiles } = prepareTable(reconnue.entetes, lignes)
      const aDire = listColonnesADire(reconnue, donnees, {
        inutiles: inutiles.map(({ cellule }) => cellule),
        dites: faits.colonnes,
      })
      for (const { entete, cellule, proposee } of aDire)
        if (proposee)
          alertes.push({ code: 'colonne-proposee', feuille: feuille.nom, cellule, entete, colonne: proposee })
      places.push({
        feuille: feuille.nom,
        lettres: lettresDesColonnes(colonnes),
        ...(aDire.length > 0 && { aDire }),
      })
      for (const { colonne, entetes } of reunies)
        alertes.push({ code: 'colonnes-reunies', feuille: feuille.nom, colonne, entetes })
      for (const { cellule, entete } of inutiles)
        alertes.push({ code: 'colonne-ignoree', feuille: feuille.nom, cellule, entete })
      // R-REC-21 — choix du portail : ce qui manque à toute la table se donne une fois, et ne refuse pas ligne à ligne
      for (const colonne of COLONNES_DONNEES_UNE_FOIS) {
        if (!colonnes.has(colonne) && faits.defauts[colonne] === undefined)
          alertes.push({ code: 'colonne-a-donner', feuille: feuille.nom, colonne })
      }
      const repetees = repeterIdem(lignes, reconnue.entetes.colonnes, { colonnes, ...lue })
      const cibles = reconnue.entetes.colonnes
      const jointes = cibles.has('jours') ? joinJours(repetees.map(assemble), { cibles, colonnes }) : undefined
      if (jointes && jointes.reunies > 0)
        alertes.push({ code: 'jours-reunis', feuille: feuille.nom, lignes: jointes.reunies })
      for (const ligne of jointes?.lignes ?? repetees)
        points.push(
          readCorrigee(
            { feuille: feuille.nom, ligne: jointes ? ligne : assemble(ligne), colonnes, corrections },
            (one) => dejaLu?.(one) ?? readPoint(one, faits),
          ),
        )
    } else {
      const { colonnes } = reconnue.entetes
      places.push({ feuille: feuille.nom, lettres: lettresDesColonnes(colonnes) })
      for (const ligne of repeterIdem(lignes, colonnes, { colonnes, ...lue }))
        chiffres.push(
          readCorrigee({ feuille: feuille.nom, ligne, colonnes, corrections }, (one) => readChiffres(one, faits)),
        )
    }
  }
  if (recognized === 0) {
    const tables = classeur.feuilles.flatMap(({ nom, lignes }) => findTable(nom, lignes) ?? [])
    const feuilles = classeur.feuilles.map(({ nom }) => nom)
    return refuse({ code: 'aucune-feuille-reconnue', feuilles, tables, ...sansNomDe(tables) })
  }
  if (points.length === 0 && chiffres.length === 0) return refuse({ code: 'aucune-ligne' })
  return accept({ points, chiffres, exemples, alertes, colonnes: places })
}

type Corrections = ReturnType<typeof indexCorrections>

/** « idem » read as the row above, as that row stands once corrected. `places`: of the columns and of the pieces. */
function repeterIdem(
  lignes: readonly Ligne[],
  places: ReadonlyMap<string, number>,
  {
    feuille,
    colonnes,
    corrections,
  }: Readonly<{ feuille: string; colonnes: ReadonlyMap<Colonne, number>; corrections: Corrections }>,
): readonly Ligne[] {
  const ecrites = new Map([...colonnes].map(([colonne, at]) => [at, colonne]))
  return repeatIdem(lignes, {
    colonnes: new Set([...places].flatMap(([place, at]) => (REPETABLES.has(place) ? [at] : []))),
    ecritSur: (ligne, at) => corrections(feuille, ligne).find(({ colonne }) => colonne === ecrites.get(at))?.valeur,
  })
}

/** Columns that are put together from pieces stand nowhere. */
const lettresDesColonnes = (colonnes: ReadonlyMap<Colonne, number>): ColonnesDeFeuille['lettres'] =>
  Object.fromEntries([...colonnes].flatMap(([colonne, at]) => (at < VIRTUELLES ? [[colonne, lettresDe(at)]] : [])))

type Lue = Readonly<{ feuille: string; ligne: Ligne; colonnes: ReadonlyMap<Colonne, number> }>
type Lu = Readonly<{ trouve: Readonly<Partial<Record<Colonne, string>>>; estNouveau?: boolean }>

/** A row read with what was corrected of it, and what stood there in the file. */
function readCorrigee<T extends Lu>(
  { corrections, ...lue }: Lue & Readonly<{ corrections: Corrections }>,
  read: (lue: Lue) => T,
): T {
  const own = corrections(lue.feuille, lue.ligne.numero)
  if (own.length === 0) return read(lue)
  const { ligne, colonnes, corrigees, estNouveau } = corrigeLigne(lue.ligne, lue.colonnes, own)
  const rang = read({ feuille: lue.feuille, ligne, colonnes })
  return { ...rang, trouve: trouveAvant(rang.trouve, corrigees), corrigees, ...(estNouveau && { estNouveau }) }
}

function alertesDEntetes(feuille: string, { entetes, nature }: FeuilleReconnue): Alerte[] {
  const texteDe = ({ texte }: Cellule) => clean(texte).slice(0, 100)
  const tues = new Set([...(entetes.reservees ?? [])].map((at) => adresseDe(at, entetes.ligne)))
  const isReservee = ({ adresse, texte }: Cellule) => tues.has(adresse) || isEnteteReserve(texte.slice(0, 400))
  const name = nature === 'points' ? entetes.fauteDeMieux : undefined
  return [
    ...(name ? [{ code: 'nom-faute-de-mieux' as const, feuille, cellule: name.adresse, entete: texteDe(name) }] : []),
    ...entetes.inconnues.map((cellule) => ({
      code: isReservee(cellule) ? ('colonne-reservee' as const) : ('colonne-ignoree' as const),
      feuille,
      cellule: cellule.adresse,
      entete: texteDe(cellule),
    })),
    ...entetes.doubles.map(({ cellule, colonne }): Alerte => {
      const lue = new Map<Colonne | Cible, number>(entetes.colonnes).get(colonne)
      const dite = { feuille, cellule: cellule.adresse, entete: texteDe(cellule) }
      return lue === undefined
        ? { code: 'colonne-a-situer', ...dite }
        : {
            ...{ code: 'colonne-en-double', ...dite, colonne },
            lue: { cellule: adresseDe(lue, entetes.ligne), entete: (entetes.libelles.get(lue) ?? '').slice(0, 100) },
          }
    }),
  ]
}

/** Columns that hold a day of the calendar. */
const datesOf = ({ entetes }: FeuilleReconnue): ReadonlySet<number> =>
  new Set([...entetes.colonnes].flatMap(([nom, at]) => (nom === 'misAJourLe' || nom === 'arreteAu' ? [at] : [])))

/** Columns of days: hours merged over several of them are those of each. */
const joursDe = ({ entetes, nature }: FeuilleReconnue): ReadonlySet<number> =>
  new Set(nature === 'points' ? JOURS_DE_LA_SEMAINE.flatMap((jour) => entetes.colonnes.get(jour) ?? []) : [])

/** What was remembered for these tables and is read again: said, never taken in silence. */
export function listReprises(
  classeur: Classeur,
  retenues: ValeursRetenues,
  colonnes: ColonnesDites = new Map(),
): readonly Alerte[] {
  const tables = classeur.feuilles.flatMap(({ nom, lignes, fusions }) => {
    const reconnue = recognizeFeuille(lignes, fusions, colonnes)
    return reconnue?.nature === 'points' ? [{ nom, lignes, entetes: reconnue.entetes }] : []
  })
  const lacking = (colonne: ColonneDonneeUneFois) =>
    tables.some(({ entetes, lignes }) => !prepareTable(entetes, lignes).colonnes.has(colonne))
  const dites = tiennent(retenues.colonnes ?? [])
  return [
    ...tables.flatMap(({ nom, entetes }) =>
      [...entetes.libelles.values()].flatMap((entete): Alerte[] => {
        const colonne = dites.get(fold(entete))
        // One to leave out is said to be ignored, as any other.
        return colonne ? [{ code: 'colonne-reprise', feuille: nom, entete: entete.slice(0, 100), colonne }] : []
      }),
    ),
    ...(['canal', 'type', 'services'] as const)
      .filter((colonne) => retenues[colonne] !== undefined && lacking(colonne))
      .map((colonne) => ({ code: 'valeur-reprise' as const, colonne })),
  ]
}
