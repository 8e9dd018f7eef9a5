import { expect, test } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { definitionsOf, formatCellule, phraseDeSource, phraseDeTension } from './chiffres.ts'

test.each([
  [1234, '1 234'],
  [0, '0'],
  [null, 'inconnu'],
  [{ masque: true as const, moinsDe: 5 }, 'moins de 5'],
  [{ masque: true as const }, 'non diffusé'],
])('%j se lit « %s »', (cellule, text) => {
  expect(formatCellule(cellule).replace(/\s/g, ' ')).toBe(text)
})

test.each([
  [null, null],
  [6.4, 'Pour 1 logement attribué en 2025, 6 ménages attendent.'],
  [2, 'Pour 1 logement attribué en 2025, 2 ménages attendent.'],
  [1.9, 'Pour 10 logements attribués en 2025, 19 ménages attendent.'],
  [0.1, 'Pour 10 logements attribués en 2025, 1 ménage attend.'],
  [0, 'Pour 10 logements attribués en 2025, aucun ménage n’attend.'],
])('une tension de %j se dit « %s »', (tension, text) => {
  expect(phraseDeTension({ annee: 2026, tension })).toBe(text)
})

test('chaque chiffre dit sa date, même inconnue', () => {
  const definitions = definitionsOf({ annee: 2026, arreteAu: jour('2025-12-31') })
  expect(definitions.demandesEnAttente.date.replace(/\s/g, ' ')).toBe('au 31 décembre 2025')
  expect(definitions.attributionsN1.nom).toBe('Attributions en 2025')
  expect(definitionsOf({ annee: 2026, arreteAu: null }).demandesEnAttente.date).toBe('à une date non précisée')
})

test('une source inconnue se dit', () => {
  expect(phraseDeSource('Essai').replace(/\s/g, ' ')).toBe('Source : Essai.')
  expect(phraseDeSource(null).replace(/\s/g, ' ')).toBe('Source : non précisée.')
})
