/**
 * What the reading child tells, one line of JSON each: a sheet, its rows, then how it ended; or that it starts again.
 * A row is one flat list: its number, then for each cell its column and how it is told, and what it holds. An address is
 * made again from the column and the row. A text that comes back is told once more in full, then by its number: a
 * census says the same few things over and over, and who listens then holds each of them once.
 */
import {
  adresseDe,
  type Cellule,
  type Feuille,
  type Ligne,
  type RefusDeLecture,
} from '#lib/domain/guichet/recensement/classeur.ts'
import type { Resultat } from '#lib/domain/resultat.ts'

type Valeur = Cellule['valeur']
type Message =
  | Readonly<{ feuille: Omit<Feuille, 'lignes'> }>
  | readonly [numero: number, ...Valeur[]]
  | Readonly<{ fin: Resultat<true, RefusDeLecture> }>
  | Readonly<{ reprise: true }>

/** How a cell is told: its value; a text, from now on known by a number; that number; what was shown; with its day. */
const SEUL = 0
const RETENU = 1
const REPETE = 2
const MONTRE = 3
const DATE = 4
const MANIERES = 5

/** Longer texts are seldom said twice; texts known by a number; texts among which one that comes back is noticed. */
const LONGUEUR_MAX = 200
const RETENUS_MAX = 20_000
const VUS_MAX = 40_000

export const MESSAGE_DE_REPRISE = '{"reprise":true}'
export const messageDeFeuille = (feuille: Omit<Feuille, 'lignes'>): string => toText({ feuille })
export const messageDeFin = (fin: Resultat<true, RefusDeLecture>): string => toText({ fin })

const toText = (message: Message): string => JSON.stringify(message)

/** Tells the rows of one workbook, in order, for one listener (`openEcoute`). */
export function openDiction(): (ligne: Ligne) => string {
  const retenus = new Map<string, number>()
  const vus = new Set<string>()
  const isAgain = (texte: string): boolean => {
    if (texte.length > LONGUEUR_MAX || retenus.size >= RETENUS_MAX) return false
    if (vus.has(texte)) return true
    // Bounded by starting again: what is said often comes back at once.
    if (vus.size >= VUS_MAX) vus.clear()
    vus.add(texte)
    return false
  }
  return ({ numero, cellules }) => {
    const dits: [number, ...Valeur[]] = [numero]
    for (const { colonne, cellule } of cellules) {
      const { valeur, texte, jour } = cellule
      const place = colonne * MANIERES
      const connu = texte === valeur && jour === undefined ? retenus.get(texte) : undefined
      if (jour !== undefined) dits.push(place + DATE, valeur, texte, jour)
      else if (texte !== valeur) dits.push(place + MONTRE, valeur, texte)
      else if (connu !== undefined) dits.push(place + REPETE, connu)
      else if (isAgain(texte)) {
        dits.push(place + RETENU, texte)
        retenus.set(texte, retenus.size)
      } else dits.push(place + SEUL, texte)
    }
    return toText(dits)
  }
}

type Entendu = Readonly<
  | { feuille: Omit<Feuille, 'lignes'> }
  /** `sousEntendus`: characters that the line did not hold and stands for. */
  | { ligne: Ligne; sousEntendus: number }
  | { fin: Resultat<true, RefusDeLecture> }
  | { reprise: true }
>

/** Reads the lines of one child, in order: they are our own, of our own types. Throws on a line that was cut. */
export function openEcoute(): (line: string) => Entendu {
  const retenus: string[] = []
  const readLigne = (dits: readonly [number, ...Valeur[]]): Entendu => {
    const numero = dits[0]
    const cellules: Ligne['cellules'][number][] = []
    let sousEntendus = 0
    for (let at = 1; at < dits.length; at += 2) {
      const place = Number(dits[at])
      const dit = dits[at + 1] ?? ''
      const maniere = place % MANIERES
      const colonne = (place - maniere) / MANIERES
      const adresse = adresseDe(colonne, numero)
      if (maniere === REPETE) {
        const texte = retenus[Number(dit)]
        if (texte === undefined) throw new Error('a text that was never told')
        sousEntendus += texte.length
        cellules.push({ colonne, cellule: { adresse, valeur: texte, texte } })
        continue
      }
      if (maniere === RETENU) retenus.push(String(dit))
      const isMontre = maniere === MONTRE || maniere === DATE
      const cellule = { adresse, valeur: dit, texte: String(isMontre ? dits[at + 2] : dit) }
      if (isMontre) at += 1
      if (maniere === DATE) cellules.push({ colonne, cellule: { ...cellule, jour: String(dits[at + 2]) } })
      else cellules.push({ colonne, cellule })
      if (maniere === DATE) at += 1
    }
    return { ligne: { numero, cellules }, sousEntendus }
  }
  return (line) => {
    const message: Message = JSON.parse(line)
    return 'feuille' in message || 'fin' in message || 'reprise' in message ? message : readLigne(message)
  }
}
