import { expect, test } from 'vitest'
import { formatHeure, formatInstant } from './heures.ts'

const at = new Date('2026-11-28T13:05:00Z')

test('une heure est celle du territoire', () => {
  expect(formatHeure(at, '09')).toBe('14\u00a0h\u00a005')
  expect(formatHeure(at, '974')).toBe('17\u00a0h\u00a005')
  expect(formatHeure(new Date('2026-11-28T23:05:00Z'), '09')).toBe('0\u00a0h\u00a005')
})

test('un instant se dit en entier, à l’heure de Paris ou du territoire, été comme hiver', () => {
  expect(formatInstant(at)).toBe('samedi 28 novembre 2026 à 14\u00a0h\u00a005')
  expect(formatInstant(new Date('2026-11-28T20:30:00Z'), '974')).toBe('dimanche 29 novembre 2026 à 0\u00a0h\u00a030')
  expect(formatInstant(new Date('2026-06-30T22:30:00Z'))).toBe('mercredi 1er juillet 2026 à 0\u00a0h\u00a030')
})
