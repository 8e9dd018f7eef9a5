import { expect, it } from 'vitest'
import { readLieux, writeLieux } from './ensemble.ts'
import { lignesOf, saisiesOf } from './saisie.ts'

const CHAMPS = {
  'feuille-r0-': 'Points de contact',
  'ligne-r0-': '2',
  'vu-r0-telephone': '12',
  'r0-telephone': '05 36 49 00 01',
  'feuille-r1-': 'Points de contact',
  'ligne-r1-': '7',
  'vu-r1-type': 'Lieu d’informaton',
  'r1-type': 'Lieu d’informaton',
  'ligne-r2-': 'zéro',
}

it('chaque ligne d’un envoi dit ce qui y a changé, et une réparation ne touche que la sienne (R-REC-51)', () => {
  const telephone = { colonne: 'telephone', vu: '12', valeur: '05 36 49 00 01' }
  const [deux, sept] = [
    { cle: 'r0-', feuille: 'Points de contact', ligne: 2, cellules: [telephone] },
    { cle: 'r1-', feuille: 'Points de contact', ligne: 7, cellules: [] },
  ]
  expect(lignesOf(CHAMPS)).toEqual([deux, sept])
  const type = { colonne: 'type', vu: 'Lieu d’informaton', valeur: 'Lieu d’information' }
  expect(lignesOf(CHAMPS, 'r1-{"type":"Lieu d’information"}')).toEqual([deux, { ...sept, cellules: [type] }])
  for (const forgee of ['r1-pas du JSON', 'r9-{"type":"x"}', '{"type":"x"}', 'r1-{"__proto__":"x","autre":1}'])
    expect(lignesOf(CHAMPS, forgee)).toEqual([deux, sept])
})

it('la ligne seule dit de même ce qui y a changé', () => {
  expect(saisiesOf({ 'vu-telephone': '12' })).toEqual([{ colonne: 'telephone', vu: '12', valeur: '' }])
  expect(saisiesOf({ 'vu-telephone': '12', telephone: '12' }, '{"telephone":"3646"}')).toEqual([
    { colonne: 'telephone', vu: '12', valeur: '3646' },
  ])
})

it('l’adresse d’un envoi nomme ses lignes sans un mot du fichier (R-REC-51)', () => {
  const feuilles = ['Points de contact', 'Communes']
  const lieux = [
    { feuille: 'Communes', ligne: 2 },
    { feuille: 'Points de contact', ligne: 40_000 },
  ]
  expect(writeLieux(lieux, feuilles)).toBe('1.2,0.40000')
  expect(readLieux('1.2,0.40000', feuilles)).toEqual(lieux)
  expect(readLieux('7.2,0.3', feuilles)).toEqual([{ feuille: 'Points de contact', ligne: 3 }])
  for (const forgee of [undefined, '', '0', '0.2;1.3', '-1.2', 'x.y', '0.2,'])
    expect(readLieux(forgee, feuilles)).toEqual([])
  expect(readLieux(Array(99).fill('0.2').join(','), feuilles)).toHaveLength(25)
})
