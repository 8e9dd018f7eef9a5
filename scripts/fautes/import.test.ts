import { expect, it } from 'vitest'
import { judgeEtat } from './etat-d-import.ts'
import { CIBLES, describeSansEffet } from './import.ts'

it('une sorte de coupure qui n’a rien coupé n’a rien prouvé', () => {
  const toutes = CIBLES.map((cible) => ({ cible, isEffectif: true }))
  expect(describeSansEffet(toutes)).toEqual([])
  const sansDisque = toutes.map((one) => (one.cible === 'disque' ? { ...one, isEffectif: false } : one))
  expect(describeSansEffet(sansDisque)).toEqual(['Aucun import n’a été coupé par « disque » : rien n’en est prouvé.'])
  expect(describeSansEffet([])).toHaveLength(CIBLES.length)
})

it('un état est celui d’avant ou celui d’après, en entier, et comme il est dit', () => {
  const [avant, apres] = [
    ['a1', 'b1', 'c1'],
    ['a2', 'b1', 'd1'],
  ]
  const judge = (vu: readonly string[], isPublie: boolean) => judgeEtat(vu, { avant, apres, isPublie })
  expect([judge(avant, false), judge(apres, true)]).toEqual([null, null])
  expect(judge(avant, true)).toBe('dit publié, et tout est comme avant')
  expect(judge(apres, false)).toBe('tout est publié, et ne le dit pas')
  expect(judge(['a2', 'b1', 'c1'], false)).toBe(
    'ni comme avant ni comme après : il manque 1 rangées, dont a1 ; 1 de trop, dont a2',
  )
  expect(judge(['a2', 'd1'], true)).toBe('ni comme avant ni comme après : il manque 1 rangées, dont b1')
  expect(judge([...apres, 'd1'], true)).toBe('ni comme avant ni comme après : 1 de trop, dont d1')
})
