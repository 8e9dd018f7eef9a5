/** What a table calls its columns and nobody knows: to be said once by the centre, with what stands under each. */
import { removeNir } from '../../nir.ts'
import { accept, type Resultat, refuse } from '../../resultat.ts'
import { adresseDe, type Classeur, LIMITES, type Ligne, type TableInconnue } from './classeur.ts'
import { type ColonneADonner, type ColonneDite, OUBLIEE } from './colonnes.ts'
import { type ColonnesDites, joinColonnes, tiennent } from './correspondance.ts'
import { proposeColonnes } from './entete-proche.ts'
import { type FeuilleReconnue, LIGNES_DE_TETE, recognizeFeuille } from './feuilles.ts'
import { clean, fold } from './texte.ts'

/** Values shown under a header, so that a person knows the column again; of each, this many characters. */
const EXEMPLES = 3
const LONGUEUR = 80
/** As much of a header as is shown. */
const ENTETE_MONTRE = 100
/** Rows in which they are looked for. */
const REGARD = 500

/** A header with the first values under it; `dite`: what the centre said it is, null for one left out. */
export type ColonneADire = Readonly<{
  entete: string
  /** What an answer names the header by, where `entete` shows its start alone: its whole folded text. */
  cle?: string
  /** Where its column starts: « C1 ». */
  cellule: string
  exemples: readonly string[]
  dite?: ColonneADonner | null
  /** What the header nearly is called: said to the centre, which decides. */
  proposee?: ColonneADonner
}>

/** What names a header in what is said of it: the text of it that is folded and whole. */
export const cleDe = ({ entete, cle }: Pick<ColonneADire, 'entete' | 'cle'>): string => cle ?? fold(entete)

/** The headers of a recognised table that name nothing, those that make nothing whole, and those that were said. */
export function listColonnesADire(
  { entetes }: Extract<FeuilleReconnue, { nature: 'points' }>,
  lignes: readonly Ligne[],
  { inutiles, dites = new Map() }: Readonly<{ inutiles: readonly string[]; dites?: ColonnesDites | undefined }>,
): ColonneADire[] {
  // A column whose words are not all known is to be said, though its hours are kept meanwhile.
  const used = new Set(
    [...entetes.colonnes].flatMap(([cible, at]) => (/^(?:proches|douteux)\//.test(cible) ? [] : [at])),
  )
  const prises = new Set<string>(entetes.colonnes.keys())
  // Where no column is read for what they name, nothing tells which of them it is: they are to be said.
  const doubles = new Set(
    entetes.doubles.flatMap(({ cellule, colonne }) => (prises.has(colonne) ? [cellule.adresse] : [])),
  )
  const seen = new Set<string>()
  const aDire = [...entetes.libelles].flatMap(([colonne, libelle]): ColonneADire[] => {
    const cle = fold(libelle)
    const cellule = adresseDe(colonne, entetes.ligne)
    const dite = dites.get(cle)
    const isUnknown = !used.has(colonne) && !doubles.has(cellule)
    if (cle === '' || seen.has(cle) || !(dite !== undefined || isUnknown || inutiles.includes(cellule))) return []
    seen.add(cle)
    const exemples = exemplesDe(lignes, colonne)
    return [
      {
        entete: libelle.slice(0, ENTETE_MONTRE),
        ...(libelle.length > ENTETE_MONTRE && { cle }),
        cellule,
        exemples,
        ...(dite !== undefined && { dite }),
      },
    ]
  })
  const tues = new Set([...(entetes.reservees ?? [])].map((at) => adresseDe(at, entetes.ligne)))
  const proposees = proposeColonnes(
    aDire.filter(({ dite, cellule }) => dite === undefined && !inutiles.includes(cellule) && !tues.has(cellule)),
    prises,
  )
  return aDire.map((one) => proposees.find(({ cellule }) => cellule === one.cellule) ?? one)
}

function exemplesDe(lignes: readonly Ligne[], colonne: number): string[] {
  const found = new Set<string>()
  for (const { cellules } of lignes.slice(0, REGARD)) {
    const texte = clean(removeNir(cellules.find((one) => one.colonne === colonne)?.cellule.texte ?? ''))
    if (texte !== '') found.add(texte.slice(0, LONGUEUR))
    if (found.size === EXEMPLES) break
  }
  return [...found]
}

/** Columns that hold something and have no header: where it lacks, and the first value that is not read. */
export function listSansEntete(
  { libelles, ligne: enTete }: Pick<FeuilleReconnue['entetes'], 'libelles' | 'ligne'>,
  lignes: readonly Ligne[],
): Readonly<{ cellule: string; exemple: string }>[] {
  const found = new Map<number, string>()
  for (const { cellules } of lignes)
    for (const { colonne, cellule } of cellules) {
      if (libelles.has(colonne) || found.has(colonne) || clean(cellule.texte) === '') continue
      found.set(colonne, clean(removeNir(cellule.texte)).slice(0, LONGUEUR))
    }
  return [...found]
    .toSorted(([a], [b]) => a - b)
    .slice(0, LIMITES.colonnes)
    .map(([colonne, exemple]) => ({ cellule: adresseDe(colonne, enTete), exemple }))
}

/** A text that may head a column: short, with letters, and neither a day, an address of the web nor a number. */
const isEntete = (texte: string): boolean =>
  texte.length <= LONGUEUR && /\p{L}/u.test(texte) && !/@|:\/\/|^\d[\d\s./-]*$/.test(texte)

/**
 * The table of a sheet that was not recognised: the first row of its head that is nearly as wide as the widest, and
 * holds nothing but what may head a column. Undefined when there is none, or nothing under it.
 */
export function findTable(nom: string, lignes: readonly Ligne[]): TableInconnue | undefined {
  const head = lignes.slice(0, LIGNES_DE_TETE).map(({ numero, cellules }) => ({
    numero,
    textes: cellules.flatMap(({ colonne, cellule }) => {
      const texte = clean(removeNir(cellule.texte))
      return texte === '' || colonne >= LIMITES.colonnes ? [] : [{ colonne, texte }]
    }),
  }))
  const large = Math.max(2, Math.ceil(Math.max(0, ...head.map(({ textes }) => textes.length)) * 0.6))
  const at = head.findIndex(({ textes }) => textes.length >= large && textes.every(({ texte }) => isEntete(texte)))
  const row = head[at]
  const under = lignes.slice(at + 1)
  if (!row || under.length === 0) return undefined
  const seen = new Set<string>()
  const entetes = row.textes.flatMap(({ colonne, texte }) => {
    if (fold(texte) === '' || seen.has(fold(texte))) return []
    seen.add(fold(texte))
    return [{ entete: texte, cellule: adresseDe(colonne, row.numero), exemples: exemplesDe(under, colonne) }]
  })
  return entetes.length < 2 ? undefined : { feuille: nom.slice(0, 60), entetes: proposeColonnes(entetes, new Set()) }
}

const empreinteDe = (entetes: readonly string[]): string => entetes.map(fold).join('|')
const empreinteDeTable = ({ entetes }: TableInconnue): string => empreinteDe(entetes.map(({ entete }) => entete))

/** Under what the tables of a file that nobody could read may be remembered: all of them together, or one. */
export const listEmpreintes = (tables: readonly TableInconnue[]): string[] => [
  ...new Set([tables.map(empreinteDeTable).join('\n'), ...tables.map(empreinteDeTable)]),
]

/**
 * What a workbook's tables call their columns, as one text: the same table next year has the same, whatever was said of
 * its headers meanwhile.
 */
export const empreinteDesEntetes = ({ feuilles }: Classeur): string =>
  feuilles
    .flatMap(({ nom, lignes, fusions }) => {
      const reconnue = recognizeFeuille(lignes, fusions)
      if (reconnue?.nature === 'points') return [empreinteDe([...reconnue.entetes.libelles.values()])]
      const table = reconnue === undefined ? findTable(nom, lignes) : undefined
      return table ? [empreinteDeTable(table)] : []
    })
    .join('\n')

/**
 * What a person chose for a header in the page, and what the page showed that it had been said to be; null: left out;
 * undefined: « Pas encore dit ».
 */
export type ChoixDeColonne = Readonly<{
  champ: string
  entete: string
  colonne: ColonneADonner | null | undefined
  vu?: ColonneADonner | null | undefined
}>

/** `champs`: the fields of the form that are to be looked at again. */
export type RefusDeColonnes = Readonly<{
  code: 'colonne-donnee-deux-fois' | 'aucune-colonne-dite' | 'colonnes-dites-entre-temps'
  champs: readonly string[]
}>

/** What was said already of the headers of a file, and the headers of each of its tables, folded. */
export type ColonnesDuFichier = Readonly<{ dites: ColonnesDites; tables: readonly ReadonlySet<string>[] }>

/**
 * What was chosen, to be read with; refused where nothing was, where two headers of one table are given one column, or
 * where someone else said otherwise of a header meanwhile. A header that was said and is chosen nothing for is taken
 * back; one that is left as it was shown stays as it is, whoever said it since.
 */
export function decideColonnes(
  choix: readonly ChoixDeColonne[],
  { dites: avant, tables }: ColonnesDuFichier,
): Resultat<readonly ColonneDite[], RefusDeColonnes> {
  const isMoved = ({ entete, vu }: ChoixDeColonne) => avant.get(fold(entete)) !== vu
  // R-EDI-01 — ADR 0004 : la seconde personne est prévenue, et rien ne s’écrase sans elle
  const disputees = choix.filter(
    (one) => isMoved(one) && one.colonne !== one.vu && one.colonne !== avant.get(fold(one.entete)),
  )
  if (disputees.length > 0)
    return refuse({ code: 'colonnes-dites-entre-temps', champs: disputees.map(({ champ }) => champ) })
  const dites = choix.flatMap((one): ColonneDite[] => {
    const cle = fold(one.entete)
    if (isMoved(one) && one.colonne === one.vu) return []
    if (one.colonne !== undefined) return [[cle, one.colonne]]
    return avant.has(cle) ? [[cle, OUBLIEE]] : []
  })
  if (dites.length === 0) return refuse({ code: 'aucune-colonne-dite', champs: ['colonne-0'] })
  const jointes = [...tiennent(joinColonnes([...avant], new Map(dites)))]
  const areTogether = (one: string, other: string) => tables.some((table) => table.has(one) && table.has(other))
  const twice = choix.filter(({ colonne, entete }) => {
    const own = fold(entete)
    return colonne && jointes.some(([cle, dite]) => dite === colonne && cle !== own && areTogether(cle, own))
  })
  // R-REC-91 — choix du portail : deux colonnes d’un tableau dites la même, laquelle vaut ne se devine pas
  if (twice.length > 0) return refuse({ code: 'colonne-donnee-deux-fois', champs: twice.map(({ champ }) => champ) })
  return accept(dites)
}
