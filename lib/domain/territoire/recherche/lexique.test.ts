import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildLexique, findNearPrefix, findPrefix, isWhole } from './lexique.ts'

const lettres = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })
const mots = fc.uniqueArray(lettres, { maxLength: 30 }).map((keys) => [...keys].sort())

/** Every text one error away: a letter added, lost, changed, or two neighbours swapped. */
function nearTexts(text: string): Set<string> {
  const near = new Set<string>()
  for (let at = 0; at <= text.length; at++) {
    for (const letter of 'abc') {
      near.add(text.slice(0, at) + letter + text.slice(at))
      if (at < text.length) near.add(text.slice(0, at) + letter + text.slice(at + 1))
    }
    if (at < text.length) near.add(text.slice(0, at) + text.slice(at + 1))
    if (at + 1 < text.length) near.add(text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2))
  }
  near.delete(text)
  return near
}

describe('le lexique', () => {
  it('donne exactement les clés qui commencent par le texte', () => {
    fc.assert(
      fc.property(mots, lettres, (keys, text) => {
        const plage = findPrefix(buildLexique(keys), text)
        expect(plage ? keys.slice(plage.lo, plage.hi) : []).toEqual(keys.filter((key) => key.startsWith(text)))
      }),
    )
  })

  it('donne entières toutes les clés à une faute du texte, et rien qui en soit plus loin', () => {
    fc.assert(
      fc.property(mots, lettres, (keys, text) => {
        const lexique = buildLexique(keys)
        const near = nearTexts(text)
        const whole = new Set<string>()
        findNearPrefix(lexique, text, (plage) => {
          const key = keys[plage.lo] ?? ''
          const begun = key.slice(0, plage.length)
          expect(near.has(begun) || begun === text).toBe(true)
          for (const other of keys.slice(plage.lo, plage.hi)) expect(other.startsWith(begun)).toBe(true)
          if (isWhole(lexique, plage)) whole.add(key)
        })
        for (const key of keys) {
          // A key that goes on after the text is found by its beginning.
          if (near.has(key) && !key.startsWith(text)) expect(whole, `${text} → ${key}`).toContain(key)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
