/**
 * A table that was never made from our model, row by row under the columns of the model: what it holds in pieces (an
 * address, a position, hours, services to tick) is put together into cells of columns that the sheet does not have.
 */
import { codesOf, SERVICES } from '../vocabulaire.ts'
import { lireCase } from './cases.ts'
import { adresseDe, type Cellule, type Ligne } from './classeur.ts'
import { COLONNES_DES_POINTS, type ColonneDePoint, JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import { composeJournee, composeSemaineSansJour, heureDe } from './composition.ts'
import { composeComplement, composePosition, composeVoie, type Morceaux, splitPlace } from './composition-du-lieu.ts'
import type { Entetes } from './entetes.ts'
import { composeDits, type PieceDite } from './horaires-dits.ts'
import { joinHoraires } from './horaires-joints.ts'
import { isIdem, isIdemIncertain, REPETABLES } from './idem.ts'
import { codeOf } from './listes.ts'
import { isSansFin } from './longueurs.ts'
import { estMuet, motMuet } from './muettes.ts'
import { type Cible, PIECES_DE_COMPLEMENT, PIECES_DE_VOIE, type Piece } from './pieces.ts'
import { VIRTUELLES, withoutDecimals } from './rang.ts'
import { formesDEntete } from './synonymes.ts'
import { clean, cleanLignes, fold, isBlank } from './texte.ts'
import { QUESTIONS, voisineDe } from './valeurs-voisines.ts'

export type Table = Readonly<{
  colonnes: ReadonlyMap<ColonneDePoint, number>
  assemble: (ligne: Ligne) => Ligne
  reunies: readonly Readonly<{ colonne: ColonneDePoint; entetes: readonly string[] }>[]
  /** Pieces that make nothing whole: reported, ignored. */
  inutiles: readonly Readonly<{ cellule: string; entete: string }>[]
}>

type Regle = Readonly<{
  colonne: ColonneDePoint
  de: readonly Cible[]
  compose: (morceaux: Morceaux) => string | Partial<Cellule>
}>

const isColonne = (cible: Cible): cible is ColonneDePoint => Object.hasOwn(COLONNES_DES_POINTS, cible)

/** The table under its header; `lignes` are looked at when only the values can tell what a header means. */
export function prepareTable(entetes: Entetes<Cible>, lignes: readonly Ligne[]): Table {
  const has = (cible: Cible) => entetes.colonnes.has(cible)
  const cibles = new Map(entetes.colonnes)
  const rang = cibles.get('rang')
  const isNumero = rang !== undefined && !has('numero') && followsRang(cibles, rang)
  if (isNumero) cibles.set('numero', rang)
  const site = cibles.get('site')
  const isSite = site !== undefined && !has('siteWeb') && holdsAddresses(lignes, site)
  const colonnes = new Map<ColonneDePoint, number>()
  for (const [cible, at] of cibles) if (isColonne(cible)) colonnes.set(cible, at)
  if (isSite) colonnes.set('siteWeb', site)
  const regles = listRegles(cibles, entetes.libelles)
  const used = new Set<Cible>([
    ...regles.flatMap(({ de }) => de),
    ...(isNumero ? (['rang'] as const) : []),
    ...(isSite ? (['site'] as const) : []),
  ])
  const virtual = new Map(regles.map(({ colonne }, index) => [colonne, VIRTUELLES + index]))
  const question = questionDe(entetes)
  const libelle = (cible: Cible) => clean(entetes.libelles.get(cibles.get(cible) ?? -1) ?? '').slice(0, 100)
  return {
    colonnes: new Map([...colonnes, ...virtual]),
    assemble: (ligne) => withQuestion(assemble(ligne, { cibles, regles, virtual }), question),
    reunies: regles.map(({ colonne, de }) => ({ colonne, entetes: de.map(libelle).filter((text) => text !== '') })),
    inutiles: [...entetes.colonnes].flatMap(([cible, at]) =>
      isColonne(cible) || used.has(cible) ? [] : [{ cellule: adresseDe(at, entetes.ligne), entete: libelle(cible) }],
    ),
  }
}

/** Where a header asks a question that its answers do not repeat. */
type Question = Readonly<{ at: number; texte: string }> | undefined

function questionDe({ colonnes, libelles }: Entetes<Cible>): Question {
  const at = colonnes.get('rendezVous')
  const texte =
    at === undefined ? undefined : formesDEntete(libelles.get(at) ?? '').find((forme) => QUESTIONS.has(forme))
  return at === undefined || texte === undefined ? undefined : { at, texte }
}

/** The row, with what is asked beside an answer that is nothing but yes or no. */
function withQuestion(ligne: Ligne, question: Question): Ligne {
  const asked = question && ligne.cellules.find(({ colonne }) => colonne === question.at)
  if (!asked || lireCase(asked.cellule.texte) === undefined) return ligne
  const cellules = ligne.cellules.map((one) =>
    one === asked ? { ...one, cellule: { ...one.cellule, question: question.texte } } : one,
  )
  return { ...ligne, cellules }
}

/** A bare « N° » counts the rows, unless a street stands just after it. */
const followsRang = (cibles: ReadonlyMap<Cible, number>, rang: number): boolean =>
  (['indice', 'typeDeVoie', 'nomDeVoie', 'voie'] as const).some((cible) => cibles.get(cible) === rang + 1)

function holdsAddresses(lignes: readonly Ligne[], at: number): boolean {
  const texts = lignes
    .slice(0, 500)
    .flatMap(({ cellules }) =>
      cellules.flatMap(({ colonne, cellule }) => (colonne === at ? [clean(cellule.texte)] : [])),
    )
  return (
    texts.length > 0 &&
    texts.every((text) => /^(?:https?:\/\/|www\.)|^[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu)(?:\/|$)/i.test(text))
  )
}

const DES_HEURES: ReadonlySet<ColonneDePoint> = new Set(['horairesTexte', ...JOURS_DE_LA_SEMAINE])

function assemble(
  ligne: Ligne,
  {
    cibles,
    regles,
    virtual,
  }: Readonly<{
    cibles: ReadonlyMap<Cible, number>
    regles: readonly Regle[]
    virtual: ReadonlyMap<ColonneDePoint, number>
  }>,
): Ligne {
  if (regles.length === 0) return ligne
  const cells = new Map(ligne.cellules.map(({ colonne, cellule }) => [colonne, cellule]))
  const cellule = (cible: Cible) => cells.get(cibles.get(cible) ?? -1)
  const texteDans = (colonne: ColonneDePoint, cible: Cible): string => {
    const found = cellule(cible)
    if (!found || isSansFin(found, colonne)) return ''
    const texte = clean(found.texte)
    const heure = DES_HEURES.has(colonne) && !found.jour ? heureDe(found) : undefined
    return heure ?? (typeof found.valeur === 'number' && !found.jour ? withoutDecimals(texte) : texte)
  }
  const composees = regles.flatMap(({ colonne, de, compose }) => {
    const at = virtual.get(colonne)
    const pieces = de.flatMap((cible) => cellule(cible) ?? [])
    const first = pieces.find((cell) => !isBlank(cell.texte))
    if (!first || at === undefined) return []
    const composed = compose({ cellule, texte: (cible) => texteDans(colonne, cible) })
    const extra = typeof composed === 'string' ? { texte: composed } : composed
    const idem = pieces.find((cell) => cell.idem)?.idem
    // A piece that repeats nothing certain, or has no end, makes nothing whole: it says so itself, and is asked.
    const sansFin = pieces.find((cell) => isSansFin(cell, colonne))
    const seule = sansFin ?? (extra.texte && REPETABLES.has(colonne) ? pieces.find(isVague) : undefined)
    const { adresse } = seule ?? first
    if (seule) return [{ colonne: at, cellule: { adresse, valeur: seule.texte, texte: seule.texte } }]
    if (!extra.texte) return []
    const composee = { adresse, valeur: extra.texte, ...extra, texte: extra.texte, ...(idem && { idem }) }
    return [{ colonne: at, cellule: composee }]
  })
  return { ...ligne, cellules: [...ligne.cellules, ...composees] }
}

const isVague = ({ texte }: Cellule): boolean => isIdem(texte) || isIdemIncertain(clean(texte))

/** What may be put together from the pieces that the header names. */
function listRegles(cibles: ReadonlyMap<Cible, number>, libelles: ReadonlyMap<number, string>): Regle[] {
  const has = (cible: Cible) => cibles.has(cible)
  const present = (list: readonly Cible[]) => list.filter(has)
  const regles: Regle[] = []
  // R-REC-37 — choix du portail : adresses en morceaux
  if (PIECES_DE_VOIE.some(has))
    regles.push({ colonne: 'voie', de: present([...PIECES_DE_VOIE, 'voie']), compose: composeVoie })
  if (PIECES_DE_COMPLEMENT.some(has))
    regles.push({
      colonne: 'complement',
      de: present(['complement', ...PIECES_DE_COMPLEMENT]),
      compose: composeComplement,
    })
  if (has('codePostalEtCommune')) {
    const part =
      (which: 0 | 1) =>
      ({ texte }: Morceaux) =>
        splitPlace(texte('codePostalEtCommune'))[which]
    if (!has('codePostal')) regles.push({ colonne: 'codePostal', de: ['codePostalEtCommune'], compose: part(0) })
    if (!has('commune')) regles.push({ colonne: 'commune', de: ['codePostalEtCommune'], compose: part(1) })
  }
  if (!has('latitude') && !has('longitude') && ((has('x') && has('y')) || has('coordonnees'))) {
    const de = has('coordonnees') ? (['coordonnees'] as const) : (['y', 'x'] as const)
    regles.push({ colonne: 'latitude', de, compose: (morceaux) => composePosition(morceaux)[0] })
    regles.push({ colonne: 'longitude', de, compose: (morceaux) => composePosition(morceaux)[1] })
  }
  for (const jour of JOURS_DE_LA_SEMAINE) {
    const de = inOrder(cibles, (cible) => cible.startsWith(`horaire/${jour}/`))
    // R-REC-38 — choix du portail : horaires en paires de colonnes, jour par jour
    if (de.length > 0 && !has(jour))
      regles.push({
        colonne: jour,
        de,
        compose: ({ texte }) =>
          composeJournee(
            de.map((cible) => ({ cible, texte: texte(cible) })),
            momentDAm(cibles),
          ),
      })
  }
  const tous = inOrder(cibles, (cible) => cible.startsWith('horaire/tous/') || cible === 'jours')
  // « Jours d’ouverture | Horaires »: the text says the hours of these days
  if (has('jours') && has('horairesTexte'))
    regles.push({
      colonne: 'horairesTexte',
      de: ['jours', 'horairesTexte'],
      compose: composeHorairesDesJours,
    })
  if (tous.length > 0 && !has('horairesTexte'))
    regles.push({
      colonne: 'horairesTexte',
      de: tous,
      compose: ({ texte }) =>
        composeSemaineSansJour(
          tous.map((cible) => ({ cible, texte: texte(cible) })),
          momentDAm(cibles),
        ),
    })
  const dites = inOrder(cibles, isDite)
  if (dites.length > 0) {
    const ecrite = regles.find(({ colonne }) => colonne === 'horairesTexte')
    if (ecrite) regles.splice(regles.indexOf(ecrite), 1)
    const ecrites = ecrite?.de ?? present(['horairesTexte'])
    // R-REC-117 — choix du portail : aucune colonne d’heures ne se perd ; son titre et sa cellule se lisent ensemble
    regles.push({
      colonne: 'horairesTexte',
      de: [...ecrites, ...dites],
      compose: composeAvecDites(ecrite?.compose, dites, { cibles, libelles }),
    })
  }
  const ticks = [...cibles.keys()].filter((cible): cible is Piece => cible.startsWith('service/'))
  if (ticks.length > 1 && !has('services')) regles.push({ colonne: 'services', de: ticks, compose: composeServices })
  return regles
}

const isDite = (cible: Cible): cible is PieceDite => /^(?:dits|proches|douteux)\//.test(cible)

/** The free text, as it is or put together, then what the columns of hours that are no day say, line by line. */
function composeAvecDites(
  ecrite: Regle['compose'] | undefined,
  dites: readonly Cible[],
  { cibles, libelles }: Readonly<{ cibles: ReadonlyMap<Cible, number>; libelles: ReadonlyMap<number, string> }>,
): Regle['compose'] {
  const libelle = (cible: Cible) => libelles.get(cibles.get(cible) ?? -1) ?? ''
  const hasSamedi = [...cibles].some(([cible, at]) =>
    /samedi|week ?end/.test(`${cible} ${fold(libelles.get(at) ?? '')}`),
  )
  return (morceaux) => {
    const { cellule, texte } = morceaux
    const base = ecrite ? ecrite(morceaux) : (cellule('horairesTexte') ?? '')
    const extra = typeof base === 'string' ? { texte: base } : base
    const lues = dites.filter(isDite).map((cible) => ({
      ...{ cible, libelle: libelle(cible), cellule: cellule(cible), texte: texte(cible) },
    }))
    const suite = composeDits(lues, hasSamedi)
    if (suite.length === 0) return base
    const debut = clean(extra.texte ?? '')
    if (debut === '' || estMuet(debut)) return joinHoraires(suite)
    return joinHoraires([
      typeof extra.valeur === 'number' ? texte('horairesTexte') : cleanLignes(extra.texte ?? ''),
      ...suite,
    ])
  }
}

/** Pieces from left to right: the first that holds something is where the remark stands. */
const inOrder = (cibles: ReadonlyMap<Cible, number>, isWanted: (cible: Cible) => boolean): Cible[] =>
  [...cibles]
    .flatMap(([cible, at]) => (isWanted(cible) ? [{ cible, at }] : []))
    .toSorted((a, b) => a.at - b.at)
    .map(({ cible }) => cible)

/** « AM » is the morning beside « PM », the afternoon beside « Matin » or « M »; alone it may be either. */
function momentDAm(cibles: ReadonlyMap<Cible, number>): 'matin' | 'apres-midi' | undefined {
  const has = (moment: string) =>
    [...cibles.keys()].some((cible) => cible.startsWith('horaire/') && cible.split('/')[2] === moment)
  if (has('matin')) return 'apres-midi'
  return has('apres-midi') ? 'matin' : undefined
}

/** The hours as they are written, line by line, under the days that a column says for them. */
function composeHorairesDesJours({ cellule, texte }: Morceaux): string | Partial<Cellule> {
  const [jours, ecrite] = [texte('jours'), cellule('horairesTexte')]
  if (!ecrite || isBlank(ecrite.texte)) return jours
  if (jours === '') return ecrite
  const heures = typeof ecrite.valeur === 'number' ? texte('horairesTexte') : cleanLignes(ecrite.texte)
  return `${jours} : ${heures}`
}

/** The services whose box is ticked; what else a box holds is kept beside its service, to be asked. */
function composeServices({ cellule, texte }: Morceaux): Partial<Cellule> {
  let adresse: string | undefined
  const parts = codesOf(SERVICES).flatMap((code) => {
    const ecrit = texte(`service/${code}`)
    const label = SERVICES[code]
    // R-TAB-04 — choix du portail : une case qui répète son service le coche ; rien de ce qu’elle dit ne se perd
    if (lireCase(ecrit) === 'oui' || codeOf(SERVICES, ecrit) === code || voisineDe([code], ecrit) === code)
      return [label]
    if (ecrit === '' || lireCase(ecrit) === 'non' || motMuet(ecrit) === 'rien-d-ecrit') return []
    adresse ??= cellule(`service/${code}`)?.adresse
    return [`${label} (${ecrit.replace(/[;,()\s]+/g, ' ').trim()})`]
  })
  return { texte: parts.join(' ; '), ...(adresse !== undefined && { adresse }) }
}
