/** Each of the thirty-five thousand communes is looked for, in a file of its own: it runs beside the other searches. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  buildIndex,
  type EntreeDeRecherche,
  type IndexDeRecherche,
  searchCommunes,
} from '#lib/domain/territoire/recherche.ts'
import { foldText } from '#lib/domain/territoire/slug.ts'
import { drawFrom, misspell } from '../../../bench/requetes-de-communes.ts'
import { readEntrees } from './entrees.ts'

let pays: EntreeDeRecherche[]
let index: IndexDeRecherche
beforeAll(() => {
  pays = readEntrees()
  index = buildIndex(pays)
})

const codes = (texte: string, limite: number) => searchCommunes(index, texte, limite).map(({ codeInsee }) => codeInsee)

describe('toute commune de France', () => {
  it('est trouvée parmi les premières par son nom accentué, ses homonymes comptés', () => {
    const homonymes = Map.groupBy(pays, ({ nom }) => foldText(nom))
    const perdues = pays.filter(({ codeInsee, nom }) => {
      const allowance = 5 + (homonymes.get(foldText(nom))?.length ?? 1)
      return !codes(nom, allowance).includes(codeInsee)
    })
    expect(perdues.map(({ nom }) => nom)).toEqual([])
  }, 60_000)

  it('est trouvée la première par son nom plié et son département, ses homonymes du département comptés', () => {
    const homonymes = Map.groupBy(pays, ({ nom, departement }) => `${foldText(nom)} ${departement}`)
    // Every name that several bear, which the département decides, and one in ten of the others: its name alone, tried
    // above, finds it already.
    const partages = Map.groupBy(pays, ({ nom }) => foldText(nom))
    const essayees = pays.filter(({ nom }, at) => at % 10 === 0 || (partages.get(foldText(nom))?.length ?? 0) > 1)
    const perdues = essayees.filter(({ codeInsee, nom, departement }) => {
      const meme = homonymes.get(`${foldText(nom)} ${departement}`)?.length ?? 1
      return !codes(`${foldText(nom)} ${departement}`, meme).includes(codeInsee)
    })
    expect(perdues.map(({ nom }) => nom)).toEqual([])
  }, 60_000)

  it('est trouvée malgré une faute dans un nom d’au moins cinq lettres, sauf si la faute écrit un autre nom', () => {
    const alea = drawFrom(9)
    const names = new Set(
      pays.flatMap(({ nom, anciennes }) => [nom, ...anciennes.flatMap((a) => a.nom ?? [])].map((n) => foldText(n))),
    )
    const longues = pays.filter(({ nom }) => foldText(nom).replaceAll(' ', '').length >= 5)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: longues.length - 1 }), (at) => {
        const commune = longues[at]
        if (!commune) return
        const typed = misspell(foldText(commune.nom), alea)
        if (names.has(foldText(typed))) return
        expect(codes(typed, 50), `${typed} pour ${commune.nom}`).toContain(commune.codeInsee)
      }),
      { numRuns: 3000, seed: 2014 },
    )
  }, 60_000)
})
