import { expect, it } from 'vitest'
import { readQuestion } from './question.ts'

it('la question d’une liste est un texte court, sans signe que PostgreSQL refuse (R-TXT-01)', () => {
  expect(readQuestion(' Foix\0 ')).toBe('Foix')
  expect(readQuestion('\0')).toBe('')
  expect(readQuestion('a'.repeat(101))).toHaveLength(100)
  expect(readQuestion(['a', 'b'])).toBe('')
  expect(readQuestion(undefined)).toBe('')
})
