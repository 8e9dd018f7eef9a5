import { describe, expect, it } from 'vitest'
import { readCeQuiSeLit } from './lecture-partielle.ts'
import { unContenu } from './testing.ts'

const debout = unContenu(['logementActuel.surface', 41], ['logementActuel.occupants', 3])

describe('ce qui se lit encore d’un contenu dont le formulaire a changé de version (R-MAJ-09)', () => {
  it('est repris morceau par morceau ; le reste demeure celui d’aujourd’hui', () => {
    const { logementActuel, ...autres } = unContenu(['recherche.loyerMaximal', 700])
    const ancien = {
      ...autres,
      cerfa: '14069*01',
      logementActuel: { ...logementActuel, occupants: 'deux', cave: true },
    }
    expect(readCeQuiSeLit(ancien, debout)).toEqual(
      unContenu(['recherche.loyerMaximal', 700], ['logementActuel.occupants', 3]),
    )
  })

  it.each([[undefined], [null], ['x'], [{}], [{ logementActuel: 'x', __proto__: { surface: 1 } }]])(
    'n’est rien quand rien n’en reste : %j',
    (ancien) => expect(readCeQuiSeLit(ancien, debout)).toEqual(debout),
  )

  it('est tout quand tout s’en lit', () => expect(readCeQuiSeLit(unContenu(), debout)).toEqual(unContenu()))
})
