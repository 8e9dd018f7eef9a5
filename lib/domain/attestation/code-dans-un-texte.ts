/** The short codes that stand among words, as people write them: four groups of four in a row, or sixteen signs at once. */
import { parseNumeroUnique } from '../demande/numero-unique.ts'
import { readBase32 } from './base32.ts'

const SIGNES_DE_CODE = 16
const CODE = new RegExp(`^[0-9A-HJKMNP-TV-Z]{${SIGNES_DE_CODE}}$`)
export const isCode = (lu: string): boolean => CODE.test(lu)

const GROUPE = /^[0-9A-Z]{4}$/i
const ENTRE_GROUPES = /^[\s\p{Pd}]+$/u
const GROUPES = 4
/** A word or a year; letters with digits are a group of a code. */
const VOISIN = /^(?:\p{L}+|\d+)$/u

type Mot = Readonly<{ mot: string; ligne: number; isSuite: boolean }>
/** Four words in a row, from the one of this rank. */
type Fenetre = Readonly<{ debut: number; code: string; isDUneLigne: boolean }>

/**
 * The code of a text, or the readings of the signs where it stands that leave none but words beside them; none when there
 * are two codes: none is chosen.
 */
export function listCodesDuTexte(text: string): readonly string[] {
  const mots = listMots(text)
  const entiers = mots.map(({ mot }) => readBase32(mot)).filter(isCode)
  const fenetres = mots.flatMap((_, debut) => readFenetre(mots, debut) ?? [])
  const debuts = new Set(fenetres.map(({ debut }) => debut))
  // « Code » has four letters too: it is the word where four groups follow it.
  const lues = fenetres.filter(({ debut }) => !(/^code$/i.test(mots[debut]?.mot ?? '') && debuts.has(debut + 1)))
  const droites = lues.filter(({ isDUneLigne }) => isDUneLigne)
  // A code cut by the end of a line takes nothing of one that stands whole on a line.
  const coupees = lues.filter(
    ({ debut, isDUneLigne }) => !isDUneLigne && droites.every((une) => Math.abs(une.debut - debut) >= GROUPES),
  )
  const suites = [...droites, ...coupees]
  const codes = new Set([...entiers, ...suites.map(({ code }) => code)])
  if (codes.size <= 1) return [...codes]
  // Apart, or one after the other, they are several codes.
  const [debut = 0, fin = 0] = [Math.min, Math.max].map((borne) => borne(...suites.map((une) => une.debut)))
  if (entiers.length > 0 || fin - debut >= GROUPES) return []
  // R-ATS-22 — choix du portail : « bien », « avec », une année ont quatre signes aussi, et se lisent à côté d’un code
  const isVoisin = ({ mot }: Mot, rang: number, une: Fenetre) =>
    VOISIN.test(mot) || (une.debut <= debut + rang && debut + rang < une.debut + GROUPES)
  const lieu = mots.slice(debut, fin + GROUPES)
  return suites.flatMap((une) => (lieu.every((mot, rang) => isVoisin(mot, rang, une)) ? une.code : []))
}

function listMots(text: string): readonly Mot[] {
  let [fin, ligne] = [0, 0]
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({ 0: mot, index }) => {
    const entre = text.slice(fin, index)
    fin = index + mot.length
    ligne += entre.split(/[\n\r]/).length - 1
    return { mot, ligne, isSuite: ENTRE_GROUPES.test(entre) }
  })
}

function readFenetre(mots: readonly Mot[], debut: number): Fenetre | undefined {
  const groupes = mots.slice(debut, debut + GROUPES)
  const isEnsemble = groupes.every(({ mot, isSuite }, rang) => GROUPE.test(mot) && (rang === 0 || isSuite))
  const ecrit = groupes.map(({ mot }) => mot).join('')
  const code = readBase32(ecrit)
  // The number of a demande may be written by fours: its first sixteen signs are no code.
  const isNumero = parseNumeroUnique(ecrit + (mots[debut + GROUPES]?.mot ?? '')) !== undefined
  if (!isEnsemble || !isCode(code) || isNumero) return undefined
  return { debut, code, isDUneLigne: groupes.every(({ ligne }) => ligne === groupes[0]?.ligne) }
}
