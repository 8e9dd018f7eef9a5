import { describe, expect, it } from 'vitest'
import { type ActeDeRetour, decideRetour, findRetour, isAnnule } from './retour.ts'

/** « i » the import, « r » its revert, « a » another hand; one letter a change, oldest first. */
const histoire = (hands: string) =>
  [...hands].map((hand, rang) => ({ rang, deLImport: hand !== 'a', retour: hand === 'r' }))
const cherche = (hands: string) => {
  const found = findRetour(histoire(hands))
  return found && [found.origine.rang, found.suivants.map(({ rang }) => rang)]
}

describe('où l’annulation d’un import revient dans l’histoire (R-REC-60)', () => {
  const cas: readonly (readonly [string, readonly [number, readonly number[]] | undefined, string])[] = [
    ['', undefined, 'rien n’a jamais changé'],
    ['aa', undefined, 'l’import n’y a pas touché'],
    ['i', [0, []], 'créé par l’import'],
    ['ai', [1, []], 'modifié par l’import'],
    ['aia', [1, [2]], 'modifié depuis, une fois'],
    ['aiaa', [1, [2, 3]], 'modifié depuis, deux fois'],
    ['iii', [0, []], 'publié, annulé, publié de nouveau : une seule suite'],
    ['air', [1, []], 'modifié, puis déjà rendu par l’annulation'],
    ['aira', [1, [3]], 'rendu par l’annulation, puis modifié'],
    ['iai', [2, []], 'publié, modifié, publié de nouveau : la version du milieu revient'],
    ['aiaia', [3, [4]], 'publié deux fois, modifié entre les deux et depuis'],
  ]
  it.each(cas)('%s → %j : %s', (hands, expected) => {
    expect(cherche(hands)).toEqual(expected)
  })

  const choisis: typeof cas = [
    ['aiar', [1, []], 'modifié depuis, rendu parce qu’on l’a choisi'],
    ['aiara', [1, [4]], 'le même, modifié encore'],
    ['aiarar', [1, []], 'le même, rendu encore'],
    ['aiari', [1, []], 'le même, publié de nouveau'],
    ['aiaiar', [3, []], 'publié deux fois, modifié entre les deux et depuis, puis rendu'],
  ]
  it.each(choisis)('%s → %j : %s (R-REC-62)', (hands, expected) => {
    expect(cherche(hands)).toEqual(expected)
  })
})

describe('ce que devient chaque chose', () => {
  const isSame = (a: string, b: string) => a === b
  const cas: readonly (readonly [string | null, string | null, boolean, boolean, ActeDeRetour, string])[] = [
    // actuel, avant, modifié depuis, choisi
    ['P', null, false, false, 'retirer', 'créé par l’import'],
    ['P', 'A', false, false, 'remplacer', 'modifié par l’import'],
    [null, 'A', false, false, 'retablir', 'retiré par l’import'],
    ['A', 'A', false, false, 'rien', 'déjà revenu'],
    [null, null, false, false, 'rien', 'créé, puis déjà retiré'],
    ['E', null, true, false, 'garder', 'créé par l’import, modifié depuis'],
    ['E', 'A', true, false, 'garder', 'modifié par l’import et depuis'],
    [null, 'A', true, false, 'garder', 'modifié par l’import, retiré depuis'],
    ['E', 'A', true, true, 'remplacer', 'modifié depuis, choisi'],
    ['E', null, true, true, 'retirer', 'créé puis modifié, choisi'],
    [null, 'A', true, true, 'retablir', 'retiré depuis, choisi'],
    ['A', 'A', true, false, 'rien', 'une autre main a déjà remis la version d’avant'],
    ['A', 'A', true, true, 'rien', 'la même, choisie : il n’y a rien à faire'],
    [null, null, true, true, 'rien', 'créé par l’import, retiré depuis'],
    ['P', 'A', false, true, 'remplacer', 'un choix sur ce qui n’a pas bougé ne change rien'],
  ]
  it.each(cas)('%s, avant %s, modifié depuis %s, choisi %s → %s : %s (R-REC-61)', (...one) => {
    const [actuel, avant, modifieDepuis, choisi, acte] = one
    expect(decideRetour({ actuel, avant, modifieDepuis, choisi, isSame })).toBe(acte)
  })

  const doubles: readonly (readonly [string | null, boolean, boolean, ActeDeRetour, string])[] = [
    // actuel, modifié depuis, choisi
    [null, false, false, 'garder', 'retiré par l’import, un autre est publié depuis'],
    [null, false, true, 'retablir', 'le même, choisi'],
    [null, true, false, 'garder', 'retiré depuis, et en double'],
    ['P', false, false, 'garder', 'sa version d’avant serait en double'],
    ['P', false, true, 'remplacer', 'la même, choisie'],
    ['A', false, false, 'rien', 'déjà revenu : les deux se voient'],
  ]
  it.each(doubles)('en double : %s, modifié depuis %s, choisi %s → %s : %s (R-REC-116)', (...one) => {
    const [actuel, modifieDepuis, choisi, acte] = one
    expect(decideRetour({ actuel, avant: 'A', modifieDepuis, enDouble: true, choisi, isSame })).toBe(acte)
  })

  it('une fois l’import annulé, ce qui est resté ne revient que si on le choisit (R-REC-62)', () => {
    const encore = { avant: 'A', modifieDepuis: false, dejaAnnule: true, isSame }
    expect(decideRetour({ ...encore, actuel: null, choisi: false })).toBe('garder')
    expect(decideRetour({ ...encore, actuel: null, choisi: true })).toBe('retablir')
    expect(decideRetour({ ...encore, actuel: 'A', choisi: false })).toBe('rien')
    expect(isAnnule({ etat: 'publie', retour: null })).toBe(false)
    expect(isAnnule({ etat: 'annule', retour: null })).toBe(true)
    // Compared again, and not published yet.
    expect(isAnnule({ etat: 'lu', retour: { rendus: 1, gardes: 0 } })).toBe(true)
  })
})
