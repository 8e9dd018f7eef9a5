import { expect, test } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { courrielDeBrouillon } from './courriel-de-brouillon.ts'
import { formatRecu } from './recu.ts'

test('un reçu se lit en trois groupes, un avis dit le jour et ne nomme personne', () => {
  expect(formatRecu('7f3a90bc-12de-4000-8000-000000000001')).toBe('7F3A-90BC-12DE')
  expect(courrielDeBrouillon({ effaceLe: jour('2027-05-28'), siteUrl: 'https://portail.invalid' }).corps).toContain(
    'sera effacé à partir du vendredi 28 mai 2027',
  )
})
