/**
 * Bytes to cells: SheetJS only ever runs here, inside the child process for whatever was received; the demonstration
 * reads its own workbooks without one. A first look at the head of each sheet recognises those that matter; the others
 * are named and never converted. Rows are handed over one at a time: a workbook is never held whole (docs/adr/0024).
 */
import * as XLSX from 'xlsx'
import { findTable } from '#lib/domain/guichet/recensement/a-dire.ts'
import {
  adresseDe,
  type Classeur,
  type Feuille,
  FORMULE_SANS_RESULTAT,
  type Fusion,
  LIMITES,
  type Ligne,
  type RefusDeLecture,
  type TableInconnue,
} from '#lib/domain/guichet/recensement/classeur.ts'
import type { ColonnesDites } from '#lib/domain/guichet/recensement/correspondance.ts'
import { LIGNES_DE_TETE, recognizeFeuille, sansNomDe } from '#lib/domain/guichet/recensement/feuilles.ts'
import { isFeuilleDuModele } from '#lib/domain/guichet/recensement/modele.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { checkArchive } from './archive.ts'
import { lettresDeBiff5 } from './biff5.ts'
import { toCellule } from './cellules.ts'
import { listSeparateurs, parseCsv } from './csv.ts'
import { decodeText } from './encodage.ts'
import { listFormules, markFormules } from './formules.ts'
import { openFlux } from './paquet/lecture.ts'
import { identifyFormat } from './signature.ts'

const ALL_ROWS = 1_048_576
const AUCUNE: ReadonlySet<string> = new Set()
const SANS_RESULTAT: XLSX.CellObject = { t: 's', v: FORMULE_SANS_RESULTAT }
/** Merged ranges of a sheet that are looked at. */
const FUSIONS_MAX = 20_000
/** Tables that nobody could read and that are shown. */
const TABLES_MAX = 5
const OPTIONS = {
  type: 'buffer',
  dense: true,
  cellNF: true,
  cellText: true,
  cellHTML: false,
  cellFormula: false,
} as const

/** A sheet with its rows to come; those of one that is not recognised never come, but its table may be shown. */
type FeuilleLue = Omit<Feuille, 'lignes'> &
  Readonly<{ lignes: AsyncIterable<Ligne> | Iterable<Ligne>; table?: TableInconnue | undefined }>
/** Who takes what is read: each sheet, then its rows, waited for; or all of it again from the start. */
type Sortie = Readonly<{
  reprise: () => Promise<void> | void
  feuille: (feuille: Omit<Feuille, 'lignes'>) => Promise<void> | void
  ligne: (ligne: Ligne) => Promise<void> | void
}>

/** Reads a workbook or a text table into memory. Never throws for a bad file: it says why. */
export async function convert(
  bytes: Buffer,
  colonnes: ColonnesDites = new Map(),
): Promise<Resultat<Classeur, RefusDeLecture>> {
  const feuilles: (Omit<Feuille, 'lignes'> & { lignes: Ligne[] })[] = []
  const read = await convertTo(bytes, colonnes, {
    reprise: () => void feuilles.splice(0),
    feuille: (feuille) => void feuilles.push({ ...feuille, lignes: [] }),
    ligne: (ligne) => void feuilles.at(-1)?.lignes.push(ligne),
  })
  return read.ok ? accept({ feuilles }) : read
}

/** The same, handed over as it is read. A refusal may come after rows: what was handed over is then worth nothing. */
export async function convertTo(
  bytes: Buffer,
  colonnes: ColonnesDites,
  sortie: Sortie,
): Promise<Resultat<true, RefusDeLecture>> {
  if (bytes.length > LIMITES.octets) return refuse({ code: 'fichier-trop-gros', octets: bytes.length })
  const format = identifyFormat(bytes)
  if (!format.ok) return format
  if (format.value === 'texte') return handOver(convertText(bytes, colonnes), sortie)
  if (format.value === 'zip') {
    const archive = await checkArchive(bytes)
    if (!archive.ok) return archive
  }
  try {
    if (format.value === 'zip') {
      const streamed = await streamWorkbook(bytes, colonnes, sortie)
      if (streamed) return streamed
      await sortie.reprise()
    }
    // R-REC-46 — choix du portail : une formule que rien n’a calculée se dit, quel que soit le format
    const feuilles =
      format.value === 'zip'
        ? convertWorkbook(markFormules(bytes), colonnes)
        : convertWorkbook(bytes, colonnes, { formules: listFormules(bytes), lettres: lettresDeBiff5(bytes) })
    return await handOver(feuilles, sortie)
  } catch (error) {
    const isProtected = error instanceof Error && /password|encrypt/i.test(error.message)
    return refuse({ code: isProtected ? 'fichier-protege' : 'fichier-abime' })
  }
}

async function handOver(feuilles: readonly FeuilleLue[], sortie: Sortie): Promise<Resultat<true, RefusDeLecture>> {
  // Counted over the whole file: several sheets may be one part, told again and again.
  let total = 0
  for (const { lignes, table: _, ...feuille } of feuilles) {
    const { nom } = feuille
    /** Columns that hold something somewhere in this sheet, whatever one row fills. */
    const remplies = new Set<number>()
    await sortie.feuille(feuille)
    for await (const ligne of lignes) {
      total += 1
      if (total > LIMITES.lignes) return refuse({ code: 'trop-de-lignes', feuille: nom })
      for (const { colonne } of ligne.cellules) remplies.add(colonne)
      if (remplies.size > LIMITES.colonnes) return refuse({ code: 'trop-de-colonnes', feuille: nom })
      const taken = sortie.ligne(ligne)
      if (taken) await taken
    }
  }
  if (total > 0) return accept(true)
  const tables = feuilles.flatMap(({ table }) => table ?? []).slice(0, TABLES_MAX)
  return refuse({
    code: 'aucune-feuille-reconnue',
    feuilles: feuilles.map(({ nom }) => nom.slice(0, 60)).slice(0, 20),
    tables,
    ...sansNomDe(tables),
  })
}

/** The separator under which the head is recognised with most columns: prose and hours hold commas too. */
function convertText(bytes: Buffer, colonnes: ColonnesDites): FeuilleLue[] {
  const text = decodeText(bytes)
  const [best] = listSeparateurs(text)
    .map((separateur) => {
      const head = toFilledLignes(parseCsv(text, separateur, LIGNES_DE_TETE))
      return { separateur, colonnes: recognizeFeuille(head, [], colonnes)?.entetes.colonnes.size ?? 0 }
    })
    .toSorted((a, b) => b.colonnes - a.colonnes)
  if (!best || best.colonnes === 0) return [{ nom: 'CSV', lignes: [], table: findTableDeTexte(text) }]
  return [{ nom: 'CSV', lignes: toFilledLignes(parseCsv(text, best.separateur)) }]
}

/** The table under the separator that cuts its head in most columns. */
const findTableDeTexte = (text: string): TableInconnue | undefined =>
  listSeparateurs(text)
    .flatMap((separateur) => findTable('CSV', toFilledLignes(parseCsv(text, separateur, LIGNES_DE_TETE))) ?? [])
    .toSorted((a, b) => b.entetes.length - a.entetes.length)[0]

function toFilledLignes(rows: readonly (readonly string[])[]): Ligne[] {
  return rows.flatMap((row, index) => {
    const cellules = row.flatMap((texte, colonne) =>
      texte.trim() === ''
        ? []
        : [{ colonne, cellule: { adresse: adresseDe(colonne, index + 1), valeur: texte, texte } }],
    )
    return cellules.length > 0 ? [{ numero: index + 1, cellules }] : []
  })
}

/** By our own reader of the current format, as its parts are inflated; undefined: the library says what it is. */
async function streamWorkbook(
  bytes: Buffer,
  colonnes: ColonnesDites,
  sortie: Sortie,
): Promise<Resultat<true, RefusDeLecture> | undefined> {
  try {
    const flux = await openFlux(bytes, { tete: LIGNES_DE_TETE, fusions: FUSIONS_MAX })
    const feuilles = flux.map(({ nom, tete, fusions, date1904, lignes }) => {
      if (!recognizeFeuille(tete, fusions, colonnes)) return sansLignes(nom, tete)
      return { nom, lignes: lignes(), ...(fusions.length > 0 && { fusions }), ...(date1904 && { date1904 }) }
    })
    return await handOver(feuilles, sortie)
  } catch {
    return undefined
  }
}

function convertWorkbook(
  bytes: Buffer,
  colonnes: ColonnesDites,
  { formules = new Map(), lettres }: Ancien = {},
): FeuilleLue[] {
  const heads = XLSX.read(bytes, { ...OPTIONS, sheetRows: LIGNES_DE_TETE })
  const lisible = (nom: string) => (lettres ? lettres(nom) : nom)
  const lignesDe = (book: XLSX.WorkBook, nom: string) =>
    withLettres(toLignes(book, nom, formules.get(heads.SheetNames.indexOf(nom)) ?? AUCUNE), lettres)
  const date1904 = heads.Workbook?.WBProps?.date1904 === true
  const ecartees = new Map<string, FeuilleLue>()
  const wanted = heads.SheetNames.filter((nom) => {
    const tete = [...lignesDe(heads, nom)]
    if (recognizeFeuille(tete, toFusions(heads, nom), colonnes)) return true
    ecartees.set(nom, sansLignes(lisible(nom), tete))
    return false
  })
  const whole = wanted.length > 0 ? XLSX.read(bytes, { ...OPTIONS, sheetRows: ALL_ROWS, sheets: wanted }) : heads
  return heads.SheetNames.map((nom): FeuilleLue => {
    const ecartee = ecartees.get(nom)
    if (ecartee) return ecartee
    const fusions = toFusions(whole, nom)
    return {
      nom: lisible(nom),
      lignes: lignesDe(whole, nom),
      ...(fusions.length > 0 && { fusions }),
      ...(date1904 && { date1904 }),
    }
  })
}

/** A sheet that was not recognised: ours, or with the table that it may be. */
const sansLignes = (nom: string, tete: readonly Ligne[]): FeuilleLue =>
  isFeuilleDuModele({ nom, lignes: tete })
    ? { nom, lignes: [], estDuModele: true }
    : { nom, lignes: [], table: findTable(nom, tete) }

/** What only the old format needs: where nothing was computed, and how its letters read. */
type Ancien = Readonly<{
  formules?: ReturnType<typeof listFormules>
  lettres?: ReturnType<typeof lettresDeBiff5>
}>

function* withLettres(lignes: Iterable<Ligne>, lettres: Ancien['lettres']): Generator<Ligne> {
  if (!lettres) return yield* lignes
  for (const { numero, cellules } of lignes)
    yield {
      numero,
      cellules: cellules.map(({ colonne, cellule }) => {
        const { valeur, texte } = cellule
        const lu = { texte: lettres(texte), valeur: typeof valeur === 'string' ? lettres(valeur) : valeur }
        return { colonne, cellule: { ...cellule, ...lu } }
      }),
    }
}

const toFusions = (book: XLSX.WorkBook, nom: string): Fusion[] =>
  (book.Sheets[nom]?.['!merges'] ?? []).slice(0, FUSIONS_MAX).map(({ s, e }) => ({
    haut: s.r + 1,
    bas: e.r + 1,
    gauche: s.c,
    droite: e.c,
  }))

/** The cells that hold something. The declared range of a sheet is not believed: only what is there is walked. */
function* toLignes(book: XLSX.WorkBook, nom: string, sansResultat: ReadonlySet<string>): Generator<Ligne> {
  const data = book.Sheets[nom]?.['!data'] ?? []
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  for (const key of Object.keys(data)) {
    // A hostile address may have put a row before the first.
    if (!/^\d+$/.test(key)) continue
    const index = Number(key)
    const cellules: Ligne['cellules'][number][] = []
    data[index]?.forEach((cell, colonne) => {
      const adresse = adresseDe(colonne, index + 1)
      const cellule = cell && toCellule(sansResultat.has(adresse) ? SANS_RESULTAT : cell, adresse, date1904)
      if (cellule) cellules.push({ colonne, cellule })
    })
    // Taken once: a row that was handed over is let go.
    delete data[index]
    if (cellules.length > 0) yield { numero: index + 1, cellules }
  }
}
