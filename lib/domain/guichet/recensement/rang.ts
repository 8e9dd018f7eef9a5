/** One row while it is read: its cells by column, and the remarks that its reading leaves. */
import { removeNir } from '../../nir.ts'
import { removeInvisibles } from '../../signes-invisibles.ts'
import { adresseDe, type Cellule, FORMULE_SANS_RESULTAT, type Ligne } from './classeur.ts'
import { COLONNES, type Colonne } from './colonnes.ts'
import { isIdem, isIdemIncertain, REPETABLES } from './idem.ts'
import { isSansFin, longueurDe } from './longueurs.ts'
import { muetteDe } from './muettes.ts'
import type { Constat, Gravite, Pourquoi, Proposition, Remarque } from './remarques.ts'
import { clean, cleanSpaces, isBlank } from './texte.ts'

export type Rang = Readonly<{
  numero: number
  cellule: (colonne: Colonne) => Cellule | undefined
  /** Clean text, digits of a number in full (`21090122900015`, never `2,1E+13`); empty when there is none. */
  texte: (colonne: Colonne) => string
  /** A number was stored where text was meant: its first zeros may be lost. */
  isNumber: (colonne: Colonne) => boolean
  hasColonne: (colonne: Colonne) => boolean
  note: (colonne: Colonne, gravite: Gravite, constat: Constat, propositions?: readonly Proposition[]) => void
  /** A repair as data: what to write, by column. */
  propose: (pourquoi: Pourquoi, valeurs: Readonly<Partial<Record<Colonne, string>>>, libelle?: string) => Proposition
  /** Where a remark on the whole row stands: its identifiant, else its first known cell. */
  repere: string
  remarques: readonly Remarque[]
  /** What stood in each cell, as a person saw it. */
  trouve: Readonly<Partial<Record<Colonne, string>>>
}>

const ERREUR = /^#(?:REF|VALEUR|VALUE|N\/A|NOM|NAME|DIV\/0|NUL|NULL|NOMBRE|NUM|ERREUR)[!?]?$/i

/** Columns from here on are put together from pieces: they stand nowhere in the sheet. */
export const VIRTUELLES = 20_000

/** Remarks of one gravity that a cell may have: a list of a thousand names nobody knows is one mistake, not a thousand. */
export const REMARQUES_MAX = 30

/** Opens a row for reading. `colonnes` gives the position of each known column of the sheet. */
export function openRang(ligne: Ligne, colonnes: ReadonlyMap<Colonne, number>): Rang {
  const cells = new Map<number, Cellule>()
  const avecInvisibles = new Set<number>()
  const avecNir = new Set<number>()
  for (const { colonne, cellule } of ligne.cellules) {
    const visible = withText(cellule, removeInvisibles)
    const gardee = withText(visible, removeNir)
    if (visible !== cellule) avecInvisibles.add(colonne)
    if (gardee !== visible) avecNir.add(colonne)
    cells.set(colonne, gardee)
  }
  const remarques: Remarque[] = []
  const cellule = (colonne: Colonne) => {
    const at = colonnes.get(colonne)
    return at === undefined ? undefined : cells.get(at)
  }
  const identifiant = colonnes.get('identifiant') ?? VIRTUELLES
  const first = identifiant < VIRTUELLES ? identifiant : Math.min(...colonnes.values(), 16_383)
  const repere = adresseDe(first, ligne.numero)
  const adresse = (colonne: Colonne): string | null => {
    const at = colonnes.get(colonne)
    return at === undefined || at >= VIRTUELLES ? null : adresseDe(at, ligne.numero)
  }
  const adresseOuRepere = (colonne: Colonne): string => adresse(colonne) ?? (cellule(colonne)?.adresse || repere)
  const compte = new Map<string, { dites: number; autres: number }>()
  const note: Rang['note'] = (colonne, gravite, constat, propositions = []) => {
    // A cell that is refused already says more than one that lacks.
    if (constat.code === 'manquant' && remarques.some((one) => one.colonne === colonne && one.gravite === 'refus'))
      return
    const cle = `${colonne} ${gravite}`
    const un = compte.get(cle) ?? { dites: 0, autres: -1 }
    un.dites += 1
    compte.set(cle, un)
    // R-TAB-15 — choix du portail : ce qui se répète dans une cellule se dit trente fois, puis se compte
    if (un.dites > REMARQUES_MAX) {
      if (un.autres === -1) un.autres = remarques.length
      const cellule = adresseOuRepere(colonne)
      remarques[un.autres] = { cellule, colonne, gravite, code: 'et-autres', nombre: un.dites - REMARQUES_MAX }
      return
    }
    const rest = propositions.length > 0 ? { propositions } : {}
    remarques.push({
      cellule: adresseOuRepere(colonne),
      colonne,
      gravite,
      ...constat,
      ...rest,
    })
  }
  const propose: Rang['propose'] = (pourquoi, valeurs, libelle) => ({
    pourquoi,
    ecritures: COLONNES.flatMap((colonne) => {
      const valeur = valeurs[colonne]
      return valeur === undefined ? [] : [{ colonne, cellule: adresse(colonne), valeur }]
    }),
    ...(libelle !== undefined && { libelle }),
  })
  const trouve: Partial<Record<Colonne, string>> = {}
  const sansGarde = new Map<Colonne, string>()
  for (const [colonne, at] of colonnes) {
    if (avecInvisibles.has(at)) note(colonne, 'corrige', { code: 'signes-invisibles-retires' })
    if (avecNir.has(at)) note(colonne, 'corrige', { code: 'nir-retire' })
    const brute = cellule(colonne)
    if (!brute || isBlank(brute.texte)) continue
    if (isSansFin(brute, colonne)) {
      const max = longueurDe(colonne)
      trouve[colonne] = cleanSpaces(brute.texte.slice(0, max))
      note(colonne, 'refus', { code: 'longueur', min: 0, max, longueur: brute.texte.length })
      cells.delete(at)
      continue
    }
    const text = cleanSpaces(brute.texte)
    const idem = cellule(colonne)?.idem
    trouve[colonne] = idem?.ecrit ?? text
    const gardee = idem || !GARDES.has(text.charAt(0)) ? undefined : cells.get(at)
    const nue = gardee && withoutGarde(text)
    if (gardee && nue !== undefined) {
      // R-TAB-07 — choix du portail : `="09000"` et `'09000` gardent un zéro d’un tableur, et n’en sont pas le texte
      note(colonne, 'corrige', { code: 'ecriture-retablie', avant: text, apres: nue })
      sansGarde.set(colonne, nue)
      cells.set(at, { ...gardee, valeur: nue, texte: nue })
    }
    if (at >= VIRTUELLES && cellule(colonne)?.incompris) {
      note(colonne, 'a-verifier', { code: 'position-non-comprise', valeur: text })
      cells.delete(at)
      continue
    }
    if (idem)
      note(colonne, 'corrige', { code: 'valeur-du-dessus', avant: idem.ecrit, apres: text, depuis: idem.depuis })
    // R-REC-47 — choix du portail : « idem » sous une ligne qui ne dit rien de certain se demande
    else if ((isIdem(text) || isIdemIncertain(text, colonne)) && (colonne === 'nom' || REPETABLES.has(colonne))) {
      note(colonne, 'refus', { code: 'idem-incertain', valeur: text })
      cells.delete(at)
      continue
    }
    // R-REC-93 — choix du portail : « néant » ou un tiret disent qu’il n’y a rien ; « NC », que ce n’est pas su, à vérifier
    const muette = muetteDe(colonne, text)
    if (muette) {
      note(colonne, muette === 'rien-d-ecrit' ? 'corrige' : 'a-verifier', { code: muette, valeur: text })
      cells.delete(at)
      continue
    }
    const conversion = cellule(colonne)?.conversion
    if (conversion) note(colonne, 'corrige', { code: 'coordonnees-converties', ...conversion })
    const fusion = cellule(colonne)?.fusion
    if (fusion) note(colonne, 'corrige', { code: 'cellule-fusionnee', depuis: fusion })
    // R-REC-46 — choix du portail : une formule qui n’a pas été calculée n’est pas une cellule vide
    if (text.includes(FORMULE_SANS_RESULTAT)) note(colonne, 'refus', { code: 'formule-sans-resultat' })
    else if (ERREUR.test(text)) note(colonne, 'refus', { code: 'cellule-en-erreur', valeur: text })
  }
  return {
    numero: ligne.numero,
    cellule,
    texte: (colonne) => {
      const found = cellule(colonne)
      const propre = found?.idem ? clean(found.texte) : (sansGarde.get(colonne) ?? trouve[colonne] ?? '')
      if (!found || propre === '' || propre.includes(FORMULE_SANS_RESULTAT) || ERREUR.test(propre)) return ''
      return typeof found.valeur === 'number' && !found.jour ? shownNumber(found.valeur, found.texte) : propre
    },
    isNumber: (colonne) => typeof cellule(colonne)?.valeur === 'number',
    hasColonne: (colonne) => colonnes.has(colonne),
    note,
    propose,
    repere,
    remarques,
    trouve,
  }
}

/** Signs that such a text starts with: most cells are told by their first. */
const GARDES = new Set(['=', "'", '’'])

/** The text without the signs by which it keeps its zeros from a spreadsheet; undefined when there are none. */
function withoutGarde(text: string): string | undefined {
  const [, formule, apostrophe] = /^(?:="([^"]*)"|['’](?=\+?\d)(.*))$/.exec(text) ?? []
  return (formule ?? apostrophe)?.trim()
}

/** The cell as it may be kept and shown: the same one, unless something of its text is to be left out. */
function withText(cellule: Cellule, leaveOut: (text: string) => string): Cellule {
  const texte = leaveOut(cellule.texte)
  if (cellule.valeur === cellule.texte) return texte === cellule.texte ? cellule : { ...cellule, texte, valeur: texte }
  const valeur = leaveOut(String(cellule.valeur))
  return texte === cellule.texte && valeur === String(cellule.valeur) ? cellule : { ...cellule, texte, valeur }
}

/** `01001` for the number 1001 that the sheet shows with its zero: nothing was lost. */
function shownNumber(value: number, texte: string): string {
  const plain = numberText(value)
  const shown = texte.replace(/[\s.-]/g, '')
  return /^0\d+$/.test(shown) && shown.replace(/^0+/, '') === plain ? shown : plain
}

const numberText = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e20 ? value.toFixed(0) : String(value)

const SCIENTIFIQUE = /^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i

/** Digits of a number that a spreadsheet wrote `2,1090122900018E+13`; undefined when some of them are gone. */
export function expandScientific(text: string): string | undefined {
  const [, first = '', decimals = '', power = ''] = SCIENTIFIQUE.exec(text.replace(/\s/g, '')) ?? []
  return decimals.length === Number(power) && first !== '' ? first + decimals : undefined
}
export const isScientific = (text: string): boolean => SCIENTIFIQUE.test(text.replace(/\s/g, ''))

/** Codes typed as numbers by another program: `59260.0` is `59260`. */
export const withoutDecimals = (text: string): string => text.replace(/^(\d+)[.,]0+$/, '$1')
