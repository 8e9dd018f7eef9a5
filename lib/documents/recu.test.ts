import { expect, test } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { courrielDeBrouillon } from './courriel-de-brouillon.ts'
import { formatHeure } from './heures.ts'
import { formatRecu } from './recu.ts'

test('un reçu se lit en trois groupes, une heure est celle du territoire, un avis dit le jour et ne nomme personne', () => {
  expect(formatRecu('7f3a90bc-12de-4000-8000-000000000001')).toBe('7F3A-90BC-12DE')
  const at = new Date('2026-11-28T13:05:00Z')
  expect(formatHeure(at, '09').replaceAll('\u00A0', ' ')).toBe('14 h 05')
  expect(formatHeure(at, '974').replaceAll('\u00A0', ' ')).toBe('17 h 05')
  expect(formatHeure(new Date('2026-11-28T23:05:00Z'), '09').replaceAll('\u00A0', ' ')).toBe('0 h 05')
  expect(courrielDeBrouillon({ effaceLe: jour('2027-05-28'), siteUrl: 'https://portail.invalid' }).corps).toContain(
    'sera effacé le vendredi 28 mai 2027',
  )
})
