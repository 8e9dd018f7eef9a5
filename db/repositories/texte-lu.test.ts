import { expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { numeroDuMois } from '#lib/domain/demande/testing.ts'
import { texteLu } from './texte-lu.ts'

it('un texte de la base que la règle ne connaît pas arrête la lecture, sans être dit', () => {
  const schema = texteLu(parseNumeroUnique, 'number')
  const numero = numeroDuMois(jour('2026-01-01'), 1)
  expect(schema.parse(numero)).toBe(numero)
  expect(() => schema.safeParse('MARTIN')).toThrow(/^The base holds a number that is none$/)
})
