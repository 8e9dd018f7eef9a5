import { expect, test } from 'vitest'
import { writeErrorsAsOurs } from './erreurs-de-next.ts'

test('une erreur que Next imprimerait entière passe par notre journal, le reste s’imprime', () => {
  const [printed, written]: [unknown[], unknown[]] = [[], []]
  const output = { error: (...said: unknown[]) => void printed.push(said) }
  writeErrorsAsOurs(output, (err) => void written.push(err))
  const error = new Error('x')
  output.error(' ⨯', error)
  output.error('une phrase')
  expect(written).toEqual([error])
  expect(printed).toEqual([['une phrase']])
})
