/** The values of a list that a text nearly is: one or two letters off. Always proposed, never applied. */
import { fold } from './texte.ts'

const LONGUEUR_MAX = 60

/** Letters added, dropped, replaced or swapped with their neighbour between two texts. */
export function computeEcart(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    before = previous
    previous = row
  }
  return previous[b.length] ?? 0
}

/** Whether each word typed starts a word of the value, in their order: « Lieu d’info », « dép. pièces ». */
function isDebut(wanted: string, folded: string): boolean {
  let from = 0
  const mots = folded.split(' ')
  return wanted.split(' ').every((mot) => {
    const at = mots.findIndex((one, rang) => rang >= from && one.startsWith(mot))
    from = at + 1
    return at >= 0
  })
}

/**
 * The nearest of these values, all of them when several are as near; none beyond two letters (one for a short word).
 * A whole word of the value is near too: « Guichet » and « Guichet enregistreur »; in a closed list (`estListe`), so are
 * the first letters of its words.
 */
export function listProches(text: string, values: readonly string[], estListe = false): string[] {
  const wanted = fold(text)
  if (wanted === '' || wanted.length > LONGUEUR_MAX) return []
  const tolerance = wanted.length < 4 ? 0 : wanted.length < 7 ? 1 : 2
  const measured = values.map((value) => {
    const folded = fold(value)
    const isPart =
      wanted.length > 3 &&
      (` ${folded} `.includes(` ${wanted} `) ||
        ` ${wanted} `.includes(` ${folded} `) ||
        // R-REC-40 — choix du portail : dans une liste fermée, ce qui commence comme une valeur la propose
        (estListe && isDebut(wanted, folded)))
    return { value, ecart: isPart ? 1 : computeEcart(wanted, folded) }
  })
  const best = Math.min(...measured.map(({ ecart }) => ecart))
  return best > tolerance ? [] : measured.filter(({ ecart }) => ecart === best).map(({ value }) => value)
}
