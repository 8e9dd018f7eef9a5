import { expect, it } from 'vitest'
import { isAccuse, makeDebitDAccuses, SIGNES } from './debit-d-accuses.ts'

it('un accusé signé passe au train des envois, deux par envoi, puis attend la fin de la minute (R-RAP-48)', () => {
  expect(SIGNES).toEqual({ nombre: 60_000, secondes: 60 })
  let at = 0
  const count = makeDebitDAccuses(SIGNES, () => at)
  for (let done = 1; done <= SIGNES.nombre; done += 1) if (count() > 0) throw new Error(`refused at ${done}`)
  expect(count()).toBe(60)
  at = 60_000
  expect(count()).toBe(0)
})

it.each([
  ['/api/accuses', true],
  ['/api/accuses?x', true],
  ['/api/accuses/x', false],
  ['/api/accusesx', false],
  ['/', false],
])('%s : la porte des accusés, %s', (url, isSienne) => {
  expect(isAccuse(url)).toBe(isSienne)
})
