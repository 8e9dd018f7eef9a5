import { expect, it } from 'vitest'
import { clean, isBlank } from './texte.ts'

it('un texte est vide quand il n’en reste rien une fois propre', () => {
  const textes = [
    '',
    ' ',
    '\n\t',
    '\u00a0\u202f',
    '\u200b',
    ' \u200b\u202e ',
    '\u0081',
    'é',
    '\u200b…',
    '’',
    ' a ',
    '\u200bA',
    '-',
  ]
  for (const texte of textes) expect([texte, isBlank(texte)]).toEqual([texte, clean(texte) === ''])
  expect(textes.filter(isBlank)).toHaveLength(7)
})
